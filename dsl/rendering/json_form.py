"""The JSON form: a list of objects, for editors and other programs."""

import json
from collections.abc import Iterable
from typing import Any

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Source, Span


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The list as indented JSON in ASCII, so that no text of a file can steer a terminal."""
    return json.dumps([diagnostic_json(d) for d in diagnostics], indent=2) + "\n"


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic; lines and columns count from 1, the end is the place after the last."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "file": diagnostic.source.name,
        **_range(diagnostic.source, diagnostic.span),
        "marks": [
            {"label": mark.label, **_range(diagnostic.source, mark.span)}
            for mark in diagnostic.marks
        ],
        "notes": list(diagnostic.notes),
    }


def _range(source: Source, span: Span) -> dict[str, int]:
    line, column = source.line_column(span.start)
    end_line, end_column = source.line_column(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
