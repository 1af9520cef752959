"""Columns as text: exact, plain, and valid JSON whatever they hold."""

import json
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.files.texts import bytes_of, cell_texts, decimal_texts, joined, json_texts

HARD_TEXTS = [
    "",
    " ",
    "a,b",
    'say "so"',
    "back\\slash",
    "tab\tnew\nline\r",
    "\x00\x1f\x7f",
    "Ünï-東京 😀",
    "\u2028",
]


@pytest.mark.parametrize(
    ("value", "kind", "padded", "short"),
    [
        ("7000.00", pa.decimal128(38, 2), "7000.00", "7000"),
        ("7000.50", pa.decimal128(38, 2), "7000.50", "7000.5"),
        ("0", pa.decimal128(38, 2), "0.00", "0"),
        ("100", pa.decimal128(38, 0), "100", "100"),
        ("0.000000001", pa.decimal128(38, 9), "0.000000001", "0.000000001"),
        ("0", pa.decimal128(38, 9), "0.000000000", "0"),
        ("-0.50", pa.decimal128(38, 2), "-0.50", "-0.5"),
        ("-100", pa.decimal128(38, 2), "-100.00", "-100"),
        ("1200", pa.decimal128(5, -2), "1200", "1200"),
        ("99999999999999999999999999999.999999999", pa.decimal128(38, 9), None, None),
    ],
)
def test_decimals_are_plain(
    value: str, kind: pa.DataType, padded: str | None, short: str | None
) -> None:
    array = pa.array([Decimal(value), None], kind)
    assert decimal_texts(array, padded=True).to_pylist() == [padded or value, None]
    assert decimal_texts(array, padded=False).to_pylist() == [short or value, None]


@given(st.lists(st.none() | st.integers(-(10**17), 10**17)), st.integers(0, 12), st.booleans())
def test_decimals_keep_their_value(units: list[int | None], scale: int, padded: bool) -> None:
    values = [None if it is None else Decimal(it).scaleb(-scale) for it in units]
    texts = decimal_texts(pa.array(values, pa.decimal128(38, scale)), padded=padded).to_pylist()
    assert [None if it is None else Decimal(it) for it in texts] == values
    assert not any("E" in it for it in texts if it)


CELLS: list[tuple[pa.DataType, list[Any]]] = [
    (pa.string(), [*HARD_TEXTS, None]),
    (pa.large_string(), [*HARD_TEXTS, None]),
    (pa.dictionary(pa.int8(), pa.string()), [*HARD_TEXTS, None, ""]),
    (pa.bool_(), [True, None, False]),
    (pa.int64(), [2**63 - 1, None, -1]),
    (pa.list_(pa.string()), [["a", 'b"c'], [], None, [None, "d"]]),
    (pa.struct([("a", pa.string()), ("b", pa.struct([("c", pa.int32())]))]),
     [{"a": "x", "b": {"c": 1}}, None, {"a": None, "b": None}]),
    (pa.struct([]), [{}, None]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values"), CELLS, ids=[str(kind) for kind, _ in CELLS])
def test_cells_are_json(kind: pa.DataType, values: list[Any]) -> None:
    array = pa.array(values, kind)
    assert [json.loads(text) for text in json_texts(array).to_pylist()] == values
    assert [json.loads(text) for text in json_texts(array[1:]).to_pylist()] == values[1:]


def test_texts_are_written_as_decisions_are() -> None:
    texts = json_texts(pa.array(HARD_TEXTS)).to_pylist()
    assert texts == [json.dumps(text, ensure_ascii=False) for text in HARD_TEXTS]


def test_cells_of_csv() -> None:
    lists = pa.array([["a", "b"], [], None], pa.list_(pa.string()))
    assert cell_texts(lists).to_pylist() == ["a; b", "", None]
    assert cell_texts(pa.array([True, None])).to_pylist() == ["true", None]


def test_joined_texts_lie_one_behind_the_other() -> None:
    texts = joined("<", pa.array(["a", "bc", "é"]), ">")
    assert bytes(bytes_of(texts)) == "<a><bc><é>".encode()
    assert bytes(bytes_of(texts[1:])) == "<bc><é>".encode()
