"""Reading texts in tests: programs around a statement, and mistakes as short tuples."""

from pathlib import Path
from typing import Any

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span
from pointsman.dsl.points_reader import read_points

GOLDEN = Path(__file__).parent / "golden"
WORLD_ELITE = (GOLDEN / "world_elite.points").read_text("utf-8")


def read(text: str) -> Located:
    """A text as read."""
    return read_points(Source("a.points", text))


def within(*lines: str) -> str:
    """A program around some lines, each on a line of its own."""
    return "\n".join(['program "X" {', *lines, "}", ""])


def within_block(block: str, *lines: str) -> str:
    """A program around one block with some lines in it."""
    return within(f"{block} {{", *lines, "}")


def document(text: str) -> Any:
    """The document of a text without mistakes."""
    located = read(text)
    assert located.diagnostics == []
    assert located.incomplete == frozenset()
    return located.document


def marked(diagnostic: Diagnostic, span: Span | None = None) -> str:
    """The text that a diagnostic marks."""
    span = span or diagnostic.span
    return diagnostic.source.text[span.start : span.end]


def mistakes(text: str) -> list[tuple[str, str]]:
    """The code and the marked text of everything wrong with a text."""
    return [(found.code, marked(found)) for found in read(text).diagnostics]


def only_mistake(text: str) -> Diagnostic:
    """The one thing wrong with a text."""
    [diagnostic] = read(text).diagnostics
    return diagnostic
