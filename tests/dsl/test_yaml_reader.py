"""Reading YAML: what is text and what is not, places, limits, and any text at all."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span
from pointsman.dsl.source_limits import MAX_DEPTH, MAX_LIST_VALUES, MAX_REPORTED, check_source
from pointsman.dsl.yaml_reader import LOADERS, read_yaml
from pointsman.engine.exact import Written
from tests.dsl.points_reading import marked

both = pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)


def read(text: str, loader: Any = LOADERS[-1]) -> Located:
    return read_yaml(Source("a.yaml", text), loader)


def document(text: str) -> Any:
    located = read(text)
    assert located.diagnostics == []
    return located.document


def marks(located: Located) -> dict[str, tuple[str | None, str]]:
    """The text of the key and of the value at every pointer."""
    text = located.source.text

    def cut(span: Span | None) -> str | None:
        return None if span is None else text[span.start : span.end]

    return {
        pointer: (cut(place.key), cut(place.value) or "")
        for pointer, place in located.places.items()
    }


@pytest.mark.parametrize(
    "text",
    ["012", "1e3", ".5", "1e999999999", "-3", "+3", "10.50", "5.", "0", "0x1F", "0o17", ".nan"],
)
@both
def test_plain_numbers_keep_their_text(text: str, loader: Any) -> None:
    value = read(f"a: {text}", loader).document
    assert value == {"a": text}
    assert isinstance(value["a"], Written)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "yes", "on", "Off", "y", "tRue"),
        *("12:30:45", "2026-01-01", "2026-03-07T12:30:00-05:00", "1_000", "1e", "e1", "."),
        *("<", "=", "A..B", "6010..6012", "1.2.3", "٣", "12 000"),
    ],
)
@both
def test_everything_else_is_text(text: str, loader: Any) -> None:
    value = read(f"a: {text}", loader).document
    assert value == {"a": text}
    assert type(value["a"]) is str


@pytest.mark.parametrize("written", ['"{}"', "'{}'", "!!str {}", "! {}", "|-\n  {}", ">-\n  {}"])
@pytest.mark.parametrize("text", ["012", "true", "null", "~"])
def test_quoted_scalars_are_text(written: str, text: str) -> None:
    value = document("a: " + written.format(text))
    assert value == {"a": text}
    assert type(value["a"]) is str


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("true", True), ("True", True), ("TRUE", True)),
        *(("false", False), ("False", False), ("FALSE", False)),
        *(("null", None), ("~", None), ("", None), ("# nothing", None), ("NULL", None)),
        *(('""', ""), ("!!str", ""), ("[]", []), ("{}", {})),
    ],
)
def test_constants_and_empty_values(text: str, value: object) -> None:
    assert document(f"a: {text}") == {"a": value}
    assert type(document(f"a: {text}")["a"]) is type(value)


@both
def test_every_value_and_key_has_its_place(loader: Any) -> None:
    text = (
        "# 日本\n"
        "naïve: 'É'\n"
        "list:\n"
        "  - 😀 b # c\n"
        "  - [1, {x: y}]\n"
        "a/b~c: |\n"
        "  日本\n"
        "  two\n"
        "\n"
        "empty:\n"
        "flow: {k: [ v ]}\n"
        "many: one\n"
        "  two\n"
        "anchored: &x 12\n"
        "tagged: !!str 12\n"
        "again: *x\n"
    )
    located = read(text, loader)
    assert located.diagnostics == []
    assert marks(located) == {
        "": (None, text[5:].rstrip()),
        "/naïve": ("naïve", "'É'"),
        "/list": ("list", "- 😀 b # c\n  - [1, {x: y}]"),
        "/list/0": (None, "😀 b"),
        "/list/1": (None, "[1, {x: y}]"),
        "/list/1/0": (None, "1"),
        "/list/1/1": (None, "{x: y}"),
        "/list/1/1/x": ("x", "y"),
        "/a~1b~0c": ("a/b~c", "|\n  日本\n  two"),
        "/empty": ("empty", ""),
        "/flow": ("flow", "{k: [ v ]}"),
        "/flow/k": ("k", "[ v ]"),
        "/flow/k/0": (None, "v"),
        "/many": ("many", "one\n  two"),
        "/anchored": ("anchored", "12"),
        "/tagged": ("tagged", "12"),
        "/again": ("again", "*x"),
    }


def test_windows_line_ends_do_not_move_places() -> None:
    located = read("a: 1\r\nb:\r\n  - é\r\n  - 2\r\n")
    assert located.document == {"a": "1", "b": ["é", "2"]}
    assert marks(located)["/b/1"] == (None, "2")


def test_what_is_written_again_by_an_alias_stands_at_the_alias() -> None:
    located = read("a: &t\n  - rate: 1\nb: *t\nc: [*t]\n")
    assert located.document == {"a": [{"rate": "1"}], "b": [{"rate": "1"}], "c": [[{"rate": "1"}]]}
    assert marks(located)["/b"] == ("b", "*t")
    assert marks(located)["/c/0"] == (None, "*t")
    assert "/b/0" not in located.places


def test_an_anchor_may_be_on_a_key_and_be_used_again() -> None:
    assert document("&a x: *a\ny: &a 2\nz: *a") == {"x": "x", "y": "2", "z": "2"}


def test_refused_characters_are_told_before_anything_is_read() -> None:
    [found] = read("a: [\u202eb").diagnostics
    assert (found.code, marked(found)) == ("direction-control", "\u202e")


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_depth_is_limited() -> None:
    assert read(nested(MAX_DEPTH)).diagnostics == []
    [found] = read(nested(MAX_DEPTH + 1)).diagnostics
    assert (found.code, found.column) == ("too-deep", MAX_DEPTH + 1)


def test_depth_counts_what_an_alias_brings() -> None:
    half = MAX_DEPTH // 2
    fits = f"a: &a {nested(half)}\nb: {'[' * (half - 1)}*a{']' * (half - 1)}"
    assert read(fits).diagnostics == []
    over = f"a: &a {nested(half)}\nb: {'[' * half}*a{']' * half}"
    assert [(d.code, marked(d)) for d in read(over).diagnostics] == [("too-deep", "*")]


def test_list_values_are_limited_together() -> None:
    lists = f"a: [{'1,' * (MAX_LIST_VALUES // 2)}]\nb: [{'1,' * (MAX_LIST_VALUES // 2)}]"
    assert read(lists).diagnostics == []
    [found] = read(lists + "\nc: [8]").diagnostics
    assert (found.code, marked(found)) == ("too-many-values", "8")


LAUGHS = "a0: &a0 [x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 13)
)
MAPS = "a0: &a0 {k: x}\n" + "".join(
    f"a{i}: &a{i} {{{', '.join(f'k{j}: *a{i - 1}' for j in range(9))}}}\n" for i in range(1, 13)
)
MERGES = "a: &a {k: x}\n" + "".join(f"b{i}: {{<<: [{'*a, ' * 100}]}}\n" for i in range(200))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "too-many-values"),
        (MAPS, "too-many-values"),
        (MERGES, "yaml-merge-key"),
        ("[" * 100_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("{" * 100_000, "key-not-text"),
        ("? " * 100_000, "key-not-text"),
        ("- a\n" * 250_000, "too-many-values"),
        ("a: 1\n" * 200_000, "duplicate-statement"),
        ("%TAG ! x\n" * 50_000, "yaml-syntax"),
        ("---\n" * 200_000, "several-documents"),
        ('"' + "\n" * 1_000_000, "yaml-syntax"),
        ("*" + "a" * 1_000_000, "yaml-alias"),
        ("a" * 1_048_577, "file-too-large"),
    ],
    ids=lambda value: value[:12],
)
@pytest.mark.timeout(10)
def test_hostile_files_end_in_an_error(text: str, code: str) -> None:
    located = read(text)
    assert located.diagnostics[0].code == code
    assert len(located.diagnostics) <= MAX_REPORTED
    assert all(len(d.message) < 300 for d in located.diagnostics)


keys = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), max_size=8)
# PyYAML takes `0E0` for a text and writes it bare; as a key, that is a number here.
names = keys.filter(lambda key: key[:1] not in set("0123456789.+-"))
trees: st.SearchStrategy[Any] = st.recursive(
    keys | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
readable = trees.filter(lambda tree: tree is not None and not _is_refused(tree))


def _is_refused(tree: object) -> bool:
    """Whether it holds a character that no file may have (tested with the limits)."""
    return bool(check_source(Source("a", json.dumps(tree, ensure_ascii=False))))


@given(readable, st.sampled_from([True, False, None]), st.booleans())
def test_what_pyyaml_dumps_reads_back(tree: Any, flow: bool | None, raw: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=raw, sort_keys=False)
    text = text.removesuffix("...\n")
    if "&id" not in text:
        located = read(text)
        assert located.diagnostics == []
        assert located.document == tree


@given(readable)
def test_json_is_yaml_too(tree: Any) -> None:
    assert document(json.dumps(tree, ensure_ascii=False)) == tree


PIECES = [
    *("a", "b: ", "- ", "? ", ": ", ":", "\n", "\n  ", "\n ", "[", "]", "{", "}", ",", "é", "😀"),
    *("&a ", "*a", "*a ", "<<: ", "!x ", "!!str ", "!", "|", ">", "|-\n ", '"', "'", "\\", "\\u"),
    *("#", " # c", "%", "%TAG ! x", "---", "...", "\t", "~", "12", "true", "@", "`", "\r\n", "="),
]
soups = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(soups | st.text(max_size=60))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for loader in LOADERS:
        located = read(text, loader)
        assert located.document is not None or located.diagnostics
        for found in located.diagnostics:
            assert 0 <= found.span.start <= found.span.end <= len(text)
            assert found.help
            assert not found.message.endswith(".")
        for place in located.places.values():
            assert 0 <= place.value.start <= place.value.end <= len(text)


@given(soups)
def test_both_parsers_give_the_same_document(text: str) -> None:
    documents = [read(text, loader) for loader in LOADERS]
    if all(located.diagnostics == [] for located in documents):
        assert len({repr(located.document) for located in documents}) == 1
