"""One row of a table as facts in the native form, for the scalar path and for explanations.

A cell that is null is left out, and so is an object with nothing in it: tables made by joining
columns have such objects where nothing is meant.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from pointsman.batch.binding.schema import is_text, leaves_of
from pointsman.engine.instants import format_instant

_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def row_facts(batch: pa.RecordBatch, row: int) -> dict[str, object]:
    """The facts of one row (counted from 0), as `Program.read_facts` and `decide` take them.

    Decimals without the zeros that only their column's type gives them, instants in UTC.
    """
    facts: dict[str, Any] = {}
    for leaf in leaves_of(batch.schema):
        [value] = native_values(leaf.array(batch.slice(row, 1)))
        if value is not None:
            inner = facts
            for key in leaf.path[:-1]:
                inner = inner.setdefault(key, {})
            inner[leaf.path[-1]] = value
    return facts


def native_values(array: pa.Array) -> list[Any]:
    """The values of an array as facts have them; null is None."""
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if is_text(array.type):
        return _texts(array)
    if types.is_decimal(array.type):
        return [None if it is None else _shortest(it) for it in array.to_pylist()]
    if types.is_timestamp(array.type):
        unit = _PER_SECOND[array.type.unit]
        ticks = pc.cast(array, pa.int64()).to_pylist()
        return [None if it is None else _instant_text(it, unit) for it in ticks]
    values: list[Any] = array.to_pylist()
    return values


def _texts(array: pa.Array) -> list[str | None]:
    """Bytes that are no UTF-8 become halves of surrogate pairs, which no reader lets through."""
    try:
        texts: list[str | None] = array.to_pylist()
    except UnicodeDecodeError:
        return list(_decoded(pc.cast(array, pa.binary()).to_pylist()))
    return texts


def _decoded(raw: Iterable[bytes | None]) -> Iterable[str | None]:
    return (None if it is None else it.decode("utf-8", "surrogateescape") for it in raw)


def _shortest(value: Decimal) -> Decimal | int:
    """The same number with no zeros at the end of its fraction; whole numbers as int."""
    sign, digits, exponent = value.as_tuple()
    zeros = next((at for at, digit in enumerate(reversed(digits)) if digit), len(digits))
    places = -int(exponent) - zeros
    if zeros == len(digits) or places <= 0:
        return int(value)
    return Decimal((sign, digits[: len(digits) - zeros], -places))


def _instant_text(ticks: int, unit: int) -> str:
    """RFC 3339 in UTC, cut to microseconds as its reader cuts; else what no reader takes."""
    micros = ticks * 1_000_000 // unit
    try:
        return format_instant(micros)
    except OverflowError:
        return f"{micros // 1_000_000} seconds from {datetime(1970, 1, 1).date()}"  # noqa: DTZ001
