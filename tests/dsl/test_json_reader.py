"""Reading JSON: exactly RFC 8259, with places, numbers as written, and mistakes in plain words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.json_reader import read_json
from pointsman.dsl.places import Source
from pointsman.dsl.source_limits import MAX_BYTES, MAX_DEPTH, MAX_LIST_VALUES
from pointsman.engine.exact import Written
from pointsman.engine.problems import pointer


def mistakes(text: str) -> list[Diagnostic]:
    return read_json(Source("x.json", text)).diagnostics


def only(text: str) -> Diagnostic:
    found = mistakes(text)
    assert len(found) == 1
    return found[0]


def marked(diagnostic: Diagnostic) -> str:
    return diagnostic.source.text[diagnostic.span.start : diagnostic.span.end]


def document(text: str) -> object:
    located = read_json(Source("x.json", text))
    assert located.diagnostics == []
    return located.document


def test_every_kind_of_value() -> None:
    text = ' {"a": [true, false, null, "x", 1], "b": {}, "c": []}\n'
    assert document(text) == {"a": [True, False, None, "x", "1"], "b": {}, "c": []}


@pytest.mark.parametrize("number", ["0", "-0", "1.50", "1e999999999", "-1.5E+3", "7" * 5_000])
def test_a_number_is_kept_as_written(number: str) -> None:
    read = document(f"[{number}]")
    assert read == [number]
    assert isinstance(read, list)
    assert type(read[0]) is Written


def test_a_number_in_quotes_is_a_text() -> None:
    read = document('["1.50"]')
    assert isinstance(read, list)
    assert type(read[0]) is str


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"\" \\ \/ \b\f\n\r\t"', '" \\ / \b\f\n\r\t'),
        (r'"\u00e9\u5186"', "é円"),
        (r'"\ud83d\ude00!"', "😀!"),
        ('"é 😀"', "é 😀"),
        (r'"\\u0041"', r"\u0041"),
    ],
)
def test_escapes(written: str, read: str) -> None:
    assert document(written) == read


def test_every_value_and_key_has_its_place() -> None:
    text = '{"é😀": [1, {"a/b": "x"}],\n "~": true}'
    located = read_json(Source("x.json", text))
    places = {
        at: (text[p.value.start : p.value.end], p.key and text[p.key.start : p.key.end])
        for at, p in located.places.items()
    }
    assert places == {
        "": (text, None),
        "/é😀": ('[1, {"a/b": "x"}]', '"é😀"'),
        "/é😀/0": ("1", None),
        "/é😀/1": ('{"a/b": "x"}', None),
        "/é😀/1/a~1b": ('"x"', '"a/b"'),
        "/~0": ("true", '"~"'),
    }


@pytest.mark.parametrize(
    ("text", "shown", "message", "help_"),
    [
        ("[", "", "the text ends before the JSON is complete", "complete the file"),
        ('{"a": 1,}', ",", "nothing follows this comma before `}`", "leave out the comma"),
        ("[1, 2 , ]", ",", "nothing follows this comma before `]`", "leave out the comma"),
        ("[,1]", ",", "a value is missing before `,`", "write a value, or leave the place out"),
        ('{"a":}', "}", "a value is missing before `}`", "write a value, or leave the place out"),
        (
            "{'a': 1}",
            "'",
            "text stands in double quotes, not in single quotes",
            "write `\"` instead of `'`",
        ),
        ("{a: 1}", "a", "the name `a` is not in double quotes", 'write "a"'),
        (
            "[hello]",
            "hello",
            "the text `hello` is not in double quotes",
            'write it in double quotes: "…"',
        ),
        ('{"a" 1}', "1", 'there is no `:` after `"a"`', "write `: ` before the value"),
        (
            "[1 2]",
            "2",
            "there is no `,` or `]` after the value before this",
            "write `,` between two values",
        ),
        ("[1", "[", "this `[` is never closed", "write `]` at its end"),
        ('{"a": 1]', "]", "`]` cannot close `{`", "write `}`"),
        ("1 x", "x", "there is more text after the end of the JSON value", "leave out the rest"),
        ("[1] // c", "// c", "JSON has no comments", "leave the comment out, or write YAML"),
        ("# c\n1", "# c", "JSON has no comments", "leave the comment out, or write YAML"),
        ("[NaN]", "NaN", "NaN and infinity are not numbers here", "write plain digits"),
        ("[-Infinity]", "-Infinity", "NaN and infinity are not numbers here", "write plain digits"),
        ("[True]", "True", "`True` is written `true` in JSON", "write `true`"),
        ("[None]", "None", "`None` is written `null` in JSON", "write `null`"),
        (
            "[012]",
            "012",
            "`012` is not a number in JSON",
            "write plain digits without leading zeros, or a text in double quotes",
        ),
        (
            "[.5]",
            ".5",
            "`.5` is not a number in JSON",
            "write plain digits without leading zeros, or a text in double quotes",
        ),
        ("[@]", "@", "`@` does not begin a value", 'write it in double quotes: "…"'),
        ('{"a":1,,}', ",", "a name in double quotes is expected, not `,`", 'write `"name": value`'),
        ('["abc\n"]', '"abc', "this text has no closing quote on its line", 'close it with `"`'),
        ('["a\tb"]', "\t", "a text cannot hold a tab", "write `\\t` or a space"),
        (
            r'["\q"]',
            r"\q",
            r"`\q` is not an escape of JSON",
            'write `\\\\` for a backslash and `\\"` for a quote',
        ),
        (
            r'["\u12"]',
            r"\u",
            r"`\u` is followed by four hexadecimal digits",
            r"write four digits, such as `\u00e9`",
        ),
        (
            r'["\ud83d!"]',
            r"\ud83d",
            r"`\ud83d` is half of a pair and no character by itself",
            "write both halves, or the character itself",
        ),
        (
            r'["\ude00"]',
            r"\ude00",
            r"`\ude00` is half of a pair and no character by itself",
            "write both halves, or the character itself",
        ),
    ],
)
def test_a_mistake_is_shown_and_named(text: str, shown: str, message: str, help_: str) -> None:
    found = only(text)
    assert (found.code, found.message, found.help) == ("json-syntax", message, help_)
    assert marked(found) == shown
    assert read_json(Source("x.json", text)).document is None


@pytest.mark.parametrize("text", ["", " \n", "null"])
def test_nothing_is_no_document(text: str) -> None:
    found = only(text)
    assert (found.code, found.message) == ("empty-document", "there is nothing in this file")


def test_the_other_bracket_is_marked_too() -> None:
    found = only('{"a": [1}')
    assert [found.source.text[m.span.start] for m in found.marks] == ["["]


def test_a_key_stands_once() -> None:
    text = '{"version": 1, "version": 2, "b": {"c": 1, "c": 2}}'
    located = read_json(Source("x.json", text))
    assert located.document == {"version": "1", "b": {"c": "1"}}
    first, second = located.diagnostics
    assert (first.code, first.message) == ("duplicate-statement", "`version` is written twice")
    assert (first.span.start, first.marks[0].span.start) == (15, 1)
    assert (first.help, first.marks[0].label) == ("keep one of the two", "first written here")
    assert second.message == "`c` is written twice"


def test_nesting_has_a_limit() -> None:
    assert mistakes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    found = only("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert (found.code, found.span.start) == ("too-deep", MAX_DEPTH)


def test_lists_have_a_limit() -> None:
    assert mistakes("[" + "1," * (MAX_LIST_VALUES - 1) + "1]") == []
    assert only("[" + "1," * MAX_LIST_VALUES + "1]").code == "too-many-values"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '["' + "\\n" * (MAX_BYTES // 2 - 4) + '"]',
        "[" + "9" * (MAX_BYTES - 2) + "]",
        " " * (MAX_BYTES - 1) + "1",
        '{"' + "k" * 500_000 + '": [' + "1," * 99_000 + "1]}",
        "[" + ",".join(['{"a":1,"a":2}'] * 60_000) + "]",
        '"' + "\\" * 100_001,
    ],
    ids=["lists", "blocks", "escapes", "digits", "space", "long key", "doubles", "backslashes"],
)
@pytest.mark.timeout(20)  # a hang fails; how long it takes is for benchmarks
def test_hostile_texts_are_read_to_an_end(text: str) -> None:
    located = read_json(Source("x.json", text))
    assert (located.document is None) <= bool(located.diagnostics)


def test_a_hostile_character_is_refused_before_anything_is_read() -> None:
    located = read_json(Source("x.json", '["a\u202eb"]'))
    assert located.document is None
    assert [d.code for d in located.diagnostics] == ["direction-control"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def as_read(value: Any) -> Any:
    """A value as the reader gives it: numbers as text."""
    if isinstance(value, dict):
        return {key: as_read(held) for key, held in value.items()}
    if isinstance(value, list):
        return [as_read(held) for held in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def pointers(value: Any, keys: tuple[str | int, ...] = ()) -> set[str]:
    """The pointer of a value and of all that it holds."""
    held = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return {pointer(keys)}.union(*(pointers(inner, (*keys, key)) for key, inner in held))


@given(VALUES.filter(lambda value: value is not None), st.sampled_from([None, 1]))
def test_what_json_writes_is_read_back_with_all_places(value: Any, indent: int | None) -> None:
    located = read_json(Source("x.json", json.dumps(value, indent=indent)))
    assert located.diagnostics == []
    assert located.document == as_read(value)
    assert set(located.places) == pointers(value)


@given(st.text(alphabet='{}[]",:\\ue0123d8n-+.truefalsenull \n', max_size=60))
def test_it_agrees_with_the_standard_library_on_what_is_json(text: str) -> None:
    located = read_json(Source("x.json", text))
    codes = {d.code for d in located.diagnostics}
    try:
        json.loads(text, parse_constant=_refuse)
    except ValueError:
        assert codes & {"json-syntax", "empty-document"}
    else:
        assert codes <= {"duplicate-statement", "empty-document"} or r"\ud" in text


def _refuse(name: str) -> None:
    raise ValueError(name)


@given(st.text(max_size=200))
def test_any_text_gives_a_document_or_a_mistake_in_it(text: str) -> None:
    located = read_json(Source("x.json", text))
    assert located.diagnostics or located.places
    for found in located.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
