"""The limits of a file, each at its edge and one over it, and the characters no file may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Source, Span
from pointsman.dsl.source_limits import (
    LIMITS,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_LIST_VALUES,
    MAX_REPORTED,
    MAX_TEXT,
    check_document_limits,
    check_source,
    decode,
    text_too_long,
)


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1
    return found[0]


def marked(diagnostic: Diagnostic) -> str:
    return diagnostic.source.text[diagnostic.span.start : diagnostic.span.end]


def nested(levels: int) -> object:
    document: object = "core"
    for _ in range(levels):
        document = [document]
    return document


def located(document: object) -> Located:
    return Located(Source("x.json", "x"), document, {"": Place(Span(0, 1))})


def test_a_text_is_decoded_as_it_is() -> None:
    source, found = decode('program "Café 円 😀"\r\n\tversion 1\n'.encode(), "x.points")
    assert source == Source("x.points", 'program "Café 円 😀"\r\n\tversion 1\n')
    assert found == []


def test_a_file_has_at_most_one_mebibyte() -> None:
    assert decode(b"#" * MAX_BYTES, "x")[1] == []
    source, found = decode(b"#" * (MAX_BYTES + 1), "x")
    assert only(found).code == "file-too-large"
    assert only(found).message == "this file is larger than 1 MiB (1,048,576 bytes)"
    assert len(source.text) == MAX_BYTES


def test_the_size_is_told_even_where_it_cuts_a_character() -> None:
    data = b"#" * (MAX_BYTES - 1) + "é".encode()
    assert only(decode(data, "x")[1]).code == "file-too-large"


def test_a_text_that_never_was_bytes_is_measured_in_bytes() -> None:
    assert check_source(Source("x", "é" * (MAX_BYTES // 2))) == []
    assert only(check_source(Source("x", "é" * (MAX_BYTES // 2 + 1)))).code == "file-too-large"


@pytest.mark.parametrize(
    ("data", "column", "message"),
    [
        (b"ab\xff", 3, "the byte 0xff does not belong to UTF-8 text"),
        ("é".encode() + b"\xc3(", 2, "the byte 0xc3 does not belong to UTF-8 text"),
        (b"a\xed\xa0\x80", 2, "the byte 0xed does not belong to UTF-8 text"),
        (b"caf\xe9", 4, "the byte 0xe9 does not belong to UTF-8 text"),
        ("version".encode("utf-16"), 1, "this file is UTF-16, and only UTF-8 is read"),
    ],
)
def test_what_is_not_utf_8_is_shown(data: bytes, column: int, message: str) -> None:
    found = only(decode(data, "x")[1])
    assert (found.code, found.message, found.help) == (
        "not-utf8",
        message,
        "save the file as UTF-8",
    )
    assert (found.line, found.column) == (1, column)


def test_a_byte_order_mark_is_named() -> None:
    found = only(decode("\ufeffversion 1".encode(), "x")[1])
    assert found.code == "byte-order-mark"
    assert found.help == "save the file as UTF-8 without a byte order mark"
    assert found.span == Span(0, 1)


@pytest.mark.parametrize(
    ("char", "code", "piece"),
    [
        ("\x00", "control-character", "U+0000"),
        ("\x1b", "control-character", "U+001B"),
        ("\x7f", "control-character", "U+007F"),
        ("\x85", "control-character", "U+0085"),
        ("\x0b", "control-character", "U+000B"),
        ("\r", "control-character", "U+000D"),
        ("\u202e", "direction-control", "right-to-left override"),
        ("\u2066", "direction-control", "left-to-right isolate"),
        ("\u200f", "direction-control", "right-to-left mark"),
        ("\u061c", "direction-control", "arabic letter mark"),
        ("\u200b", "invisible-character", "zero width space"),
        ("\u200d", "invisible-character", "zero width joiner"),
        ("\u00ad", "invisible-character", "soft hyphen"),
        ("\u2028", "invisible-character", "line separator"),
        ("\ufeff", "invisible-character", "zero width no-break space"),
        ("\U000e0041", "invisible-character", "tag latin capital letter a"),
        ("\ufffe", "not-a-character", "U+FFFE"),
        ("\U0010ffff", "not-a-character", "U+10FFFF"),
        ("\ud800", "not-a-character", "U+D800"),
    ],
)
def test_dangerous_characters_are_refused_everywhere(char: str, code: str, piece: str) -> None:
    in_comment = Source("x", f"version 1 # a{char}b")
    found = only(check_source(in_comment))
    assert (found.code, found.span) == (code, Span(13, 14))
    assert piece in found.message
    in_value = only(check_document_limits(located(f"a{char}b")))
    assert (in_value.code, in_value.message) == (code, found.message)


@pytest.mark.parametrize("char", ["\n", "\t", "\u00e9", "\u0301", "\u3000", "\ufe0f", "😀"])
def test_other_characters_may_stand_in_a_file(char: str) -> None:
    assert check_source(Source("x", f"a{char}b")) == []


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u0000b"])
def test_a_value_stands_on_one_line(text: str) -> None:
    assert only(check_document_limits(located({"a": text}))).code == "control-character"


def test_a_key_is_held_to_the_same() -> None:
    text = '{"a\\u202e": 1}'
    places = {"": Place(Span(0, len(text))), "/a\u202e": Place(Span(12, 13), Span(1, 10))}
    found = check_document_limits(Located(Source("x", text), {"a\u202e": "1"}, places))
    assert (only(found).code, marked(only(found))) == ("direction-control", '"a\\u202e"')


def test_only_so_many_characters_are_reported() -> None:
    assert len(check_source(Source("x", "\x00" * 1000))) == MAX_REPORTED


@pytest.mark.parametrize("levels", [1, MAX_DEPTH])
def test_nesting_up_to_the_limit_passes(levels: int) -> None:
    assert check_document_limits(located(nested(levels))) == []


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 100_000])
def test_deeper_nesting_is_one_mistake(levels: int) -> None:
    assert only(check_document_limits(located(nested(levels)))).code == "too-deep"


def test_the_values_of_all_lists_count_together() -> None:
    half = ["1"] * (MAX_LIST_VALUES // 2)
    assert check_document_limits(located({"a": half, "b": half})) == []
    found = only(check_document_limits(located({"a": half, "b": [*half, "1"]})))
    assert found.code == "too-many-values"
    assert found.message == "the lists of this file have more than 100,000 values together"


def test_a_text_has_ten_thousand_characters() -> None:
    assert check_document_limits(located({"a": "x" * MAX_TEXT})) == []
    found = only(check_document_limits(located({"a": "x" * (MAX_TEXT + 3)})))
    assert found.code == "text-too-long"
    assert found.message == "this text has 10,003 characters, and at most 10,000 are allowed"
    assert found.help == "leave out 3 of them"
    assert only(check_document_limits(located({"x" * (MAX_TEXT + 1): "1"}))).code == "text-too-long"


def test_a_shorter_limit_is_told_the_same_way() -> None:
    source = Source("x", "statement")
    found = text_too_long(source, Span(0, 9), "A" * 23, 22)
    assert found.message == "this text has 23 characters, and at most 22 are allowed"


def test_a_long_key_over_many_values_costs_no_memory_for_pointers() -> None:
    document = {"k" * 500_000: ["1"] * 90_000}
    assert only(check_document_limits(located(document))).code == "text-too-long"


def test_every_limit_is_there_for_the_documentation() -> None:
    names = [limit.name for limit in LIMITS]
    assert len(set(names)) == len(names)
    assert all(limit.most > 0 and limit.sentence.endswith(".") for limit in LIMITS)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    source, found = decode(data, "x")
    assert all(0 <= d.span.start <= d.span.end <= len(source.text) for d in found)
    assert found or source.text.encode() == data
