"""`.points` text: formatted from a text, or printed from a document or a part of one."""

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.formatter.condition_words import (
    Document,
    condition_words,
    kinds_of,
    merchants,
)
from pointsman.dsl.formatter.from_document import from_document
from pointsman.dsl.formatter.from_text import from_text
from pointsman.dsl.formatter.layout import lay_out
from pointsman.dsl.formatter.lines import flat
from pointsman.dsl.parser import parse
from pointsman.dsl.places import Source
from pointsman.dsl.source_limits import check_source


@frozen
class Formatted:
    """A formatted text; `text` is None, and `diagnostics` say why, where it has mistakes."""

    text: str | None
    diagnostics: list[Diagnostic] = field(factory=list)


def format_text(source: Source) -> Formatted:
    """Print a text in the one style, its comments kept.

    It need not be a valid program, but a text with syntax errors, or with characters that no
    program may have, is not formatted.
    """
    problems = check_source(source)
    if problems:
        return Formatted(None, problems)
    parsed = parse(source)
    if parsed.diagnostics or parsed.tree is None:
        return Formatted(None, list(parsed.diagnostics))
    return Formatted(lay_out(from_text(parsed.tree, source.text)))


def document_to_points(document: dict[str, Any]) -> str:
    """A valid document as the text of a `.points` file."""
    return lay_out(from_document(document))


def condition_text(condition: Document, facts: Iterable[Document] = ()) -> str:
    """A condition on one line, as in `require`; `facts` are those of its document."""
    return flat(condition_words(condition, kinds_of(facts)))


def selector_text(entries: Iterable[Document]) -> str:
    """A list of merchants on one line, as in `merchant only`."""
    return flat(merchants(entries))
