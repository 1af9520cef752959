"""Documents with mistakes in tests: a plain program to spoil, and what the schema says of it."""

from typing import Any

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_document
from pointsman.dsl.schema_errors import check_schema
from tests.dsl.points_reading import marked, read

YAML = """\
program: X
version: 1
currency: USD
points: {name: M, precision: whole}
conversion: {base: {rate: 0.01}}
redemption: {full: true}
"""
POINTS = """\
program "X" {
  version 1
  currency USD
  points "M" whole
  conversion { base at 0.01 }
  redemption { full }
  HERE
}
"""


def in_yaml(text: str) -> list[Diagnostic]:
    """What the schema says of a text in this form."""
    return check_schema(read_document(text, "a.yaml"))


def in_points(text: str) -> list[Diagnostic]:
    """What the schema says of a text in this form."""
    return check_schema(read(text))


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, str, str | None, str]]:
    """Code, message, help and marked text of each."""
    return [(d.code, d.message, d.help, marked(d)) for d in diagnostics]


def short(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    """Code and marked text of each."""
    return [(d.code, marked(d)) for d in diagnostics]


def of_document(document: object, **parts: Any) -> list[Diagnostic]:
    """What is wrong with a document that was never written anywhere."""
    return check_schema(Located(Source("a.json", ""), document, **parts))
