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
from pointsman.dsl.source_limits import check_source, decode


@frozen
class Formatted:
    """A formatted text; `text` is None, and `diagnostics` say why, where it has syntax errors."""

    text: str | None
    diagnostics: list[Diagnostic] = field(factory=list)


def format_bytes(data: bytes, name: str) -> Formatted:
    """Print a file in the one style; `name` stands in messages.

    What is too large, or no UTF-8, is not formatted: the text of it would not be all of the file.
    """
    source, problems = decode(data, name)
    return Formatted(None, problems) if problems else _formatted(source)


def format_text(source: Source) -> Formatted:
    """Print a text in the one style, its comments kept; it need not be a valid program."""
    problems = check_source(source)
    return Formatted(None, problems) if problems else _formatted(source)


def _formatted(source: Source) -> Formatted:
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
