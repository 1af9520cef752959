from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.reading import read_document
from pointsman.engine.exact import Written
from pointsman.tui.model.compact_yaml import compact_lines, compact_yaml, on_one_line

FACTS: dict[str, object] = {
    "authorization": {
        "amount": Written("100.00"),
        "mcc": "5942",
        "time": "2026-03-07T12:30:00-05:00",
        "merchant": {"id": "000000000000001", "name": "CHEZ PAUL"},
    },
    "account": {"balance": Written("0742"), "preferences": {"mode": "OFF", "minimum": None}},
}


def read(text: str) -> object:
    located = read_document(text, "facts.yaml")
    assert located.diagnostics == []
    return located.document


def test_the_outermost_level_opened() -> None:
    assert compact_yaml(FACTS, 60, opened=1) == (
        "authorization:\n"
        "  amount: 100.00\n"
        '  mcc: "5942"\n'
        "  time: 2026-03-07T12:30:00-05:00\n"
        '  merchant: {id: "000000000000001", name: CHEZ PAUL}\n'
        "account:\n"
        "  balance: 0742\n"
        '  preferences: {mode: "OFF", minimum: null}\n'
    )


def test_what_fits_stands_on_one_line() -> None:
    assert compact_yaml({"account": {"balance": Written("5"), "facts": {}}}, 40) == (
        "account: {balance: 5, facts: {}}\n"
    )


def test_lists() -> None:
    items = [{"points": Written("366.66"), "description": "Cash back"}, {"points": Written("1")}]
    assert compact_yaml({"items": items, "messages": ["notify"], "none": []}, 40) == (
        "items:\n"
        "  - points: 366.66\n"
        "    description: Cash back\n"
        "  - {points: 1}\n"
        "messages: [notify]\n"
        "none: []\n"
    )


def test_lines_are_indented() -> None:
    assert list(compact_lines({"a": {"b": True}}, 4, indent="    ")) == ["    a:", "      b: true"]


def test_nothing_at_all() -> None:
    assert compact_yaml({}, 40) == "{}\n"


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("2026-03-07T12:30:00Z", "2026-03-07T12:30:00Z"),
        ("2026-03-07", '"2026-03-07"'),
        ("60", '"60"'),
        (Written("60"), "60"),
        ("a, b", '"a, b"'),
        ("\u202e", '"\\u202e"'),
        ("\x1b[31m", '"\\u001b[31m"'),
        (False, "false"),
        ({"at": "2026-03-07T12:30:00+01:00"}, "{at: 2026-03-07T12:30:00+01:00}"),
    ],
)
def test_on_one_line(value: object, line: str) -> None:
    assert on_one_line(value) == line


PLAIN_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), max_size=12
)
NUMBERS = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True).map(Written)
SCALARS = st.one_of(st.none(), st.booleans(), PLAIN_TEXT, NUMBERS)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN_TEXT, inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(PLAIN_TEXT, DATA, min_size=1, max_size=4),
    st.integers(10, 100),
    st.integers(0, 3),
)
def test_it_reads_back_as_the_same_data(data: dict[str, Any], width: int, opened: int) -> None:
    assert _typed(read(compact_yaml(data, width, opened))) == _typed(data)


def _typed(value: object) -> object:
    """With numbers told from texts."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return list(map(_typed, value))
    return (isinstance(value, Written), value)
