"""Columns as the texts that they are in JSON lines and CSV.

Whole columns at once: what comes again and again is written once, and the rest by Arrow.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

_WRITTEN_OUT: Final = 6
"""Decimals up to which Arrow writes a number plainly, however small it is."""

_NEEDS_ESCAPES: Final = r'["\\\x00-\x1f]'

NULL: Final = "null"


def decimal_texts(array: pa.Array, *, padded: bool) -> pa.Array:
    """Decimals in plain notation, with all the decimals of their type or without trailing zeros."""
    if array.type.scale < 0 or array.type.scale > _WRITTEN_OUT:
        return _each_distinct(array, lambda value: _plain(value, padded=padded))
    texts = pc.cast(array, pa.string())
    if padded or array.type.scale == 0:
        return texts
    return pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")


def json_texts(array: pa.Array, *, padded: bool = False) -> pa.Array:
    """Every cell as JSON, null included: decimals as texts, structs as objects."""
    kind = array.type
    if types.is_dictionary(kind):
        return _or_null(json_texts(array.dictionary, padded=padded).take(array.indices))
    if types.is_struct(kind):
        return _objects(array, padded=padded)
    if types.is_list(kind) or types.is_large_list(kind):
        return _lists(array, padded=padded)
    if types.is_boolean(kind) or types.is_integer(kind):
        return _or_null(pc.cast(array, pa.string()))
    if types.is_decimal(kind):
        return _or_null(_in_quotes(decimal_texts(array, padded=padded)))
    if types.is_timestamp(kind):
        return _or_null(_in_quotes(_instants(array)))
    return _or_null(_in_quotes(_escaped(pc.cast(array, pa.string()))))


def cell_texts(array: pa.Array, *, padded: bool = False) -> pa.Array:
    """Every cell as a cell of CSV: null stays null, lists are joined by `; `."""
    kind = array.type
    if types.is_dictionary(kind):
        return cell_texts(array.dictionary, padded=padded).take(array.indices)
    if types.is_list(kind) or types.is_large_list(kind):
        return pc.binary_join(pc.cast(array, pa.list_(pa.string())), "; ")
    if types.is_timestamp(kind):
        return _instants(array)
    if types.is_decimal(kind):
        return decimal_texts(array, padded=padded)
    return pc.cast(array, pa.string())


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts put together row by row; a part that is a `str` is the same in all of them."""
    told = [pa.scalar(part) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*told, "")


def bytes_of(texts: pa.Array) -> memoryview:
    """All texts in UTF-8, one behind the other, as they lie in memory."""
    _, offsets, data = texts.buffers()
    starts = memoryview(offsets).cast("B").cast("i")
    return memoryview(data)[starts[texts.offset] : starts[texts.offset + len(texts)]]


def _objects(array: pa.Array, *, padded: bool) -> pa.Array:
    parts: list[pa.Array | str] = []
    for at, inner in enumerate(array.type):
        parts += [("{" if not at else ", ") + json_text(inner.name) + ": "]
        parts += [json_texts(pc.struct_field(array, at), padded=padded)]
    objects = joined(*parts, "}") if parts else pa.array(["{}"] * len(array), pa.string())
    return pc.if_else(pc.is_valid(array), objects, NULL)


def _lists(array: pa.Array, *, padded: bool) -> pa.Array:
    texts = json_texts(array.flatten(), padded=padded)
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy()
    offsets = pa.array([0, *lengths.cumsum().tolist()], pa.int32())
    inside = pc.binary_join(pa.ListArray.from_arrays(offsets, texts), ", ")
    return pc.if_else(pc.is_valid(array), joined("[", inside, "]"), NULL)


def _instants(array: pa.Array) -> pa.Array:
    """Instants as RFC 3339 writes them, in UTC."""
    if array.type.tz is not None:
        array = pc.cast(array, pa.timestamp(array.type.unit, "UTC"))
    return pc.replace_substring(pc.cast(array, pa.string()), " ", "T")


def _in_quotes(texts: pa.Array) -> pa.Array:
    return joined('"', texts, '"')


def _escaped(texts: pa.Array) -> pa.Array:
    """Texts as they stand between the quotes of JSON."""
    needs = pc.fill_null(pc.match_substring_regex(texts, _NEEDS_ESCAPES), False)
    if not needs.true_count:
        return texts
    written = [json_text(text)[1:-1] for text in texts.filter(needs).to_pylist()]
    return pc.replace_with_mask(texts, needs, pa.array(written, texts.type))


def json_text(value: object) -> str:
    """One value as JSON, as decisions are written: not only in ASCII."""
    return json.dumps(value, ensure_ascii=False)


def _or_null(texts: pa.Array) -> pa.Array:
    return pc.fill_null(texts, NULL) if texts.null_count else texts


def _each_distinct(array: pa.Array, write: Callable[[Decimal], str]) -> pa.Array:
    encoded = array.dictionary_encode()
    texts = [write(value) for value in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _plain(value: Decimal, *, padded: bool) -> str:
    text = format(value, "f")
    return text if padded or "." not in text else text.rstrip("0").rstrip(".")
