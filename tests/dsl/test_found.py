"""What stands at a place: every token of the language, and what people write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.found import FoundKind, found_at
from pointsman.dsl.places import Span


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("filters {", FoundKind.WORD, "filters"),
        ("merchant.id = 1", FoundKind.WORD, "merchant.id"),
        ("a..b", FoundKind.WORD, "a"),
        ("20.00 USD", FoundKind.NUMBER, "20.00"),
        ("3000..3299", FoundKind.NUMBER, "3000"),
        ("0742}", FoundKind.NUMBER, "0742"),
        ("2026-01-31,", FoundKind.DATE, "2026-01-31"),
        ('"a # \\" b" c', FoundKind.STRING, '"a # \\" b"'),
        ('"abc', FoundKind.UNCLOSED, '"abc'),
        ('"abc\\"\nd"', FoundKind.UNCLOSED, '"abc\\"'),
        ("1e5 x", FoundKind.BAD_NUMBER, "1e5"),
        ("1e-5", FoundKind.BAD_NUMBER, "1e-5"),
        ("-5", FoundKind.BAD_NUMBER, "-5"),
        ("+5.0,", FoundKind.BAD_NUMBER, "+5.0"),
        ("5.", FoundKind.BAD_NUMBER, "5."),
        (".5", FoundKind.BAD_NUMBER, ".5"),
        ("1.2.3", FoundKind.BAD_NUMBER, "1.2.3"),
        ("2AB)", FoundKind.BAD_NUMBER, "2AB"),
        ("1_000", FoundKind.BAD_NUMBER, "1_000"),
        ("2026-1-1", FoundKind.BAD_NUMBER, "2026-1-1"),
        ("2026-01-01T00", FoundKind.BAD_NUMBER, "2026-01-01T00"),
        (">= 5", FoundKind.SIGN, ">="),
        ("..5", FoundKind.SIGN, ".."),
        ("{", FoundKind.SIGN, "{"),
        ("== 5", FoundKind.FOREIGN, "=="),
        ("...", FoundKind.FOREIGN, "..."),
        ("&& x", FoundKind.FOREIGN, "&&"),
        ("§", FoundKind.FOREIGN, "§"),
        ("café {", FoundKind.FOREIGN, "café"),
        ("\x00", FoundKind.FOREIGN, "\x00"),
        ("", FoundKind.END, ""),
        ("\n", FoundKind.END, ""),
    ],
)
def test_kinds(text: str, kind: FoundKind, found: str) -> None:
    at = found_at(text, 0)
    assert (at.kind, at.text) == (kind, found)
    assert at.span == Span(0, len(found))


def test_what_is_found_is_called_by_its_text() -> None:
    assert found_at("version 3", 8).named == "`3`"
    assert found_at("", 0).named == "the end of the file"
    assert found_at('"' + "a" * 60 + '"', 0).named == '`"' + "a" * 38 + "…`"


def test_nothing_invisible_gets_into_a_message() -> None:
    assert found_at("\u202e", 0).named == "`U+202E`"
    assert found_at("\x00x", 0).named == "`U+0000`"
    assert found_at('"a\u2066b"', 0).named == '`"aU+2066b"`'


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_has_something_everywhere(text: str, offset: int) -> None:
    found = found_at(text, min(offset, len(text)))
    assert found.text == text[found.span.start : found.span.end]
    assert found.named.isprintable()
