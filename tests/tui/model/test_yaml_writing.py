import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.reading import read_document
from pointsman.engine.exact import Written
from pointsman.tui.model.yaml_writing import block, flow, json_lines, scalar

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("chip", "chip"),
        ("CORNER BOOKS", "CORNER BOOKS"),
        ("Café", "Café"),
        ("00", '"00"'),
        ("5942", '"5942"'),
        ("no", '"no"'),
        ("y", '"y"'),
        ("null", '"null"'),
        ("2026-01-01", '"2026-01-01"'),
        ("1e5", '"1e5"'),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("[x]", '"[x]"'),
        ('say "x"\\', '"say \\"x\\"\\\\"'),
        ("\x1b[31m", '"\\u001b[31m"'),
        ("\u202e", '"\\u202e"'),
        (Written("100.00"), "100.00"),
        (Written("0742"), "0742"),
        (Written("2026-03-07T12:30:00-05:00"), "2026-03-07T12:30:00-05:00"),
        (Written("1 2"), '"1 2"'),
        (Written("12:"), '"12:"'),
        (True, "true"),
        (None, ""),
    ],
)
def test_a_scalar(value: object, text: str) -> None:
    assert scalar(value) == text


def test_nothing_needs_a_word_inside_braces() -> None:
    assert scalar(None, flow=True) == "null"


def test_quotes_that_were_there_are_kept() -> None:
    assert scalar("chip", quote='"') == '"chip"'
    assert scalar("it's", quote="'") == "'it''s'"
    assert scalar("a\tb", quote="'") == '"a\\u0009b"'
    assert scalar(Written("5"), quote='"') == "5"


@given(TEXTS)
def test_every_reader_of_yaml_takes_a_text_for_the_same_text(text: str) -> None:
    written = scalar(text)
    assert yaml.safe_load(f"- {written}\n") == [text]
    assert yaml.safe_load(f"{{a: {written}, b: 1}}")["a"] == text


def test_blocks_in_the_one_style() -> None:
    data = {
        "id": "A-1",
        "account": {"facts": {}, "note": None},
        "lots": [{"id": "L1", "remaining": Written("4")}, "x", []],
    }
    assert "\n".join(block(data)) == (
        "id: A-1\naccount:\n  facts: {}\n  note:\n"
        "lots:\n  - id: L1\n    remaining: 4\n  - x\n  - []"
    )


def test_one_line_in_braces() -> None:
    data = {"a": ["x", None], "no": {"b": Written("1.50")}}
    assert flow(data) == '{a: [x, null], "no": {b: 1.50}}'
    assert flow(data, as_json=True) == '{"a": ["x", null], "no": {"b": 1.50}}'


def test_json_keeps_numbers_that_are_json_and_quotes_others() -> None:
    assert flow([Written("1.50"), Written("0742"), "1"], as_json=True) == '[1.50, "0742", "1"]'


def test_json_lines() -> None:
    data = {"a": {"b": [Written("1"), True]}, "c": {}}
    written = json_lines(data)
    assert json.loads(written) == {"a": {"b": [1, True]}, "c": {}}
    assert written.startswith('{\n  "a": {\n    "b": [\n      1,')


TREES = st.recursive(
    st.none() | st.booleans() | TEXTS | st.integers(0, 10**9).map(Written),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, TREES, min_size=1, max_size=4))
def test_what_is_written_reads_back_as_the_same_data(data: dict[str, object]) -> None:
    for text, form in (("\n".join(block(data)), "yaml"), (json_lines(data), "json")):
        located = read_document(text, f"facts.{form}")
        assert located.document == data
