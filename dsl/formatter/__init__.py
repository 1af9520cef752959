"""The one style of `.points` text, and the printers of documents in their three forms.

The law of this folder: a text and its formatted text are the same program with the same comments,
and formatting twice is formatting once.
"""

from pointsman.dsl.formatter.points_text import (
    Formatted,
    condition_text,
    document_to_points,
    format_text,
    selector_text,
)
from pointsman.dsl.formatter.to_json import document_to_json
from pointsman.dsl.formatter.to_yaml import document_to_yaml

__all__ = [
    "Formatted",
    "condition_text",
    "document_to_json",
    "document_to_points",
    "document_to_yaml",
    "format_text",
    "selector_text",
]
