"""Objects of the facts against the columns that hold them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from pointsman.engine.exact import Written
from pointsman.engine.facts_reading.objects import Field, Fields
from pointsman.engine.facts_reading.values import read_code, read_country, read_currency

_NOTHING: Final[Mapping[str, object]] = {}


def nested_schema(fields: Fields) -> pa.Schema:
    """Columns of text for a table of fields: an object is a struct."""
    return pa.schema([_column(field) for field in fields.values()])


def _column(field: Field) -> pa.Field:
    if callable(field.read):
        return pa.field(field.key, pa.string())
    return pa.field(field.key, pa.struct([_column(inner) for inner in field.read.values()]))


def fits(data: Mapping[str, object], fields: Fields) -> bool:
    """Whether columns can say all that the object says: its keys, texts, numbers and nulls.

    An object without what it needs does not fit: in columns it looks like one that is left out.
    """
    if not data.keys() <= fields.keys():
        return False
    return all(_fits(data.get(key), field) for key, field in fields.items())


def _fits(value: object, field: Field) -> bool:
    if value is None:
        return not field.needed
    if not callable(field.read):
        return isinstance(value, Mapping) and fits(value, field.read)
    return isinstance(value, str) and (value.isascii() or _is_text(value))


def _is_text(value: str) -> bool:
    """Whether it can be encoded, as half of a surrogate pair cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def columns_of(rows: Sequence[Mapping[str, object]], fields: Fields) -> pa.RecordBatch:
    """Objects that fit as nested columns of text."""
    arrays = [_array(rows, field) for field in fields.values()]
    return pa.RecordBatch.from_arrays(arrays, schema=nested_schema(fields))


def _array(rows: Iterable[Mapping[str, Any]], field: Field) -> pa.Array:
    values = [row.get(field.key) for row in rows]
    if not callable(field.read):
        if not field.read:
            return pa.array([_NOTHING] * len(values), pa.struct([]))
        inner = [_NOTHING if value is None else value for value in values]
        parts = [_array(inner, each) for each in field.read.values()]
        return pa.StructArray.from_arrays(parts, fields=[_column(it) for it in field.read.values()])
    if field.read in (read_country, read_currency):
        values = [_with_zeros(value) for value in values]
    return pa.array(values, pa.string())


def _with_zeros(value: str | None) -> object:
    """A number that is a code with the zeros that a text has: in a column it is no number."""
    return read_code(value) if isinstance(value, Written) else value


def nested(data: dict[str, object]) -> dict[str, object]:
    """An object whose keys may have dots as nested ones: `authorization.amount`.

    One that says the same thing twice stays as it is, and its dotted keys are unknown ones.
    """
    found: dict[str, Any] = {}
    for key, value in data.items():
        *above, last = key.split(".")
        inner = found
        for name in above:
            inner = inner.setdefault(name, {})
            if not isinstance(inner, dict):
                return data
        if last in inner:
            return data
        inner[last] = value
    return found
