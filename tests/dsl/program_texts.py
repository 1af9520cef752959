"""Program texts around a few lines, and what reading them tells, for tests of the load checks."""

from typing import Any

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.located import Located
from pointsman.dsl.reading import Reading, read_document, read_program
from pointsman.dsl.structure import structure
from pointsman.engine.rules import Rules

BLOCKS = {
    "version": "1",
    "currency": "USD",
    "points": '"Miles" whole',
    "conversion": "{ base at 0.01 }",
    "redemption": "{ full }",
}


def program(*lines: str, **blocks: str) -> str:
    """A program with these lines in front; `blocks` replaces what it must have."""
    rest = [f"{word} {content}" for word, content in (BLOCKS | blocks).items()]
    return "\n".join(['program "X" {', *lines, *rest, "}", ""])


def conversion(*statements: str, **blocks: str) -> str:
    """A program with a base of 0.01 and these overrides."""
    return program(conversion="\n".join(["{", "base at 0.01", *statements, "}"]), **blocks)


def filters(*statements: str, **blocks: str) -> str:
    """A program with these filters."""
    return program("\n".join(["filters {", *statements, "}"]), **blocks)


def read(text: str, name: str = "a.points") -> Reading:
    """A program as read."""
    return read_program(text, name)


def rules_of(text: str) -> Rules:
    """The rules of a text without errors."""
    reading = read(text)
    assert reading.errors == ()
    assert reading.rules is not None
    return reading.rules


def located_rules(text: str) -> tuple[Located, Rules]:
    """A document with its places, and its rules: what a warning check takes."""
    located = read_document(text, "a.points")
    rules, refused = structure(located)
    assert refused == []
    assert rules is not None
    return located, rules


def marked(diagnostic: Diagnostic, mark: Mark | None = None) -> str:
    """The text that a diagnostic, or another mark of it, stands under."""
    span = mark.span if mark else diagnostic.span
    return diagnostic.source.text[span.start : span.end]


def told(text: str, name: str = "a.points") -> list[tuple[str, str]]:
    """The code and the marked text of all that reading a program tells."""
    return [(each.code, marked(each)) for each in read(text, name).diagnostics]


def only(text: str, name: str = "a.points") -> Diagnostic:
    """The one thing that reading a program tells."""
    [diagnostic] = read(text, name).diagnostics
    return diagnostic


def whole(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic in words: code, marked text, message, help, and its other marks."""
    words: dict[str, Any] = {
        "code": diagnostic.code,
        "marked": marked(diagnostic),
        "message": diagnostic.message,
        "help": diagnostic.help,
    }
    if diagnostic.marks:
        words["marks"] = [(marked(diagnostic, mark), mark.label) for mark in diagnostic.marks]
    return words
