"""Purchases written as Arrow tables, in the many ways in which a table may hold them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pointsman.batch.binding.fields import Shape, facts_of
from pointsman.engine.program import Program
from tests.strategies.choices import Choices

Json = dict[str, Any]
Path = tuple[str, ...]

TEXTS = (
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int32(), pa.string()),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.uint16(), pa.large_string()),
)

NUMBERS = (
    *TEXTS,
    pa.decimal128(18, 2),
    pa.decimal128(38, 18),
    pa.decimal64(18, 4),
    pa.decimal256(60, 10),
)

TIMES = (*TEXTS, pa.timestamp("us", "UTC"), pa.timestamp("ns", "+02:00"))


def table_of(choices: Choices, program: Program, purchases: list[Json]) -> pa.RecordBatch:
    """Purchases as a record batch: nested, flat or mixed, each column of a type that holds it."""
    columns = {
        path: _column(choices, fact.shape, [_at(facts, path) for facts in purchases])
        for path, fact in facts_of(program).items()
    }
    needed = {("authorization", "amount"), ("authorization", "currency")}
    kept = {
        path: column
        for path, column in columns.items()
        if path in needed or column.null_count < len(column)
    }
    flat = choices.chance(40)
    arrays = dict(_flat(kept) if flat else _nested(choices, kept, ()))
    return pa.RecordBatch.from_arrays(list(arrays.values()), list(arrays))


def _at(facts: Any, path: Path) -> Any:
    for key in path:
        facts = facts.get(key) if isinstance(facts, Mapping) else None
    return facts


def _column(choices: Choices, shape: Shape, values: list[Any]) -> pa.Array:
    """The values in one of the types for their shape, or as text where that type is too narrow."""
    kinds = {Shape.NUMBER: NUMBERS, Shape.TIME: TIMES}.get(shape, TEXTS)
    kind = choices.pick(kinds)
    try:
        return _array(kind, values)
    except (pa.ArrowInvalid, ValueError, ArithmeticError):
        return _array(pa.string(), values)


def _array(kind: pa.DataType, values: list[Any]) -> pa.Array:
    if pa.types.is_dictionary(kind):
        plain = pa.array([None if it is None else str(it) for it in values], kind.value_type)
        encoded = plain.dictionary_encode()
        indices = encoded.indices.cast(kind.index_type)
        return pa.DictionaryArray.from_arrays(indices, encoded.dictionary)
    write = _writer(kind)
    return pa.array([None if it is None else write(it) for it in values], kind)


def _writer(kind: pa.DataType) -> Any:
    if pa.types.is_decimal(kind):
        return lambda it: Decimal(str(it))
    return _instant if pa.types.is_timestamp(kind) else str


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _flat(columns: Mapping[Path, pa.Array]) -> Iterator[tuple[str, pa.Array]]:
    return ((".".join(path), column) for path, column in columns.items())


def _nested(
    choices: Choices, columns: Mapping[Path, pa.Array], above: Path
) -> Iterator[tuple[str, pa.Array]]:
    """Structs of structs; now and then the parts of one stand beside it with dotted names."""
    for key in dict.fromkeys(path[len(above)] for path in columns):
        path = (*above, key)
        inside = {it: column for it, column in columns.items() if it[: len(path)] == path}
        if path in inside:
            yield key, inside[path]
        elif not above and choices.chance(15):
            yield from _flat(inside)
        else:
            parts = dict(_nested(choices, inside, path))
            yield key, _struct(list(parts.values()), list(parts))


def _struct(arrays: list[pa.Array], names: list[str]) -> pa.Array:
    """A struct that is null where all of its parts are."""
    rows = range(len(arrays[0]))
    nothing = [not any(array[row].is_valid for array in arrays) for row in rows]
    return pa.StructArray.from_arrays(arrays, names, mask=pa.array(nothing))
