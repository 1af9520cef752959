"""Columns as Daft has them: it knows no dictionaries, and offsets of 64 bits alone."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from daft import DataFrame, DataType
from pyarrow import types

from pointsman.batch.results.schema import decision_schema
from pointsman.engine.program import Program


class FrameColumnsError(ValueError):
    """Columns that a frame does not have, or that its decisions have already."""


def frame_type(kind: pa.DataType) -> pa.DataType:
    """What Daft makes of a type: the same values, words and texts as large strings."""
    if types.is_dictionary(kind):
        return frame_type(kind.value_type)
    if types.is_string(kind):
        return pa.large_string()
    if types.is_list(kind):
        return pa.large_list(frame_type(kind.value_type))
    if types.is_struct(kind):
        return pa.struct([(each.name, frame_type(each.type)) for each in kind])
    return kind


def frame_schema(schema: pa.Schema) -> pa.Schema:
    """A schema with the types that Daft makes of it."""
    return pa.schema([(each.name, frame_type(each.type)) for each in schema])


def daft_struct(schema: pa.Schema) -> DataType:
    """Rows of a schema as one type of Daft."""
    return DataType.from_arrow_type(pa.struct(list(schema)))


def fitted(columns: Iterable[pa.Array], schema: pa.Schema) -> list[pa.Array]:
    """Arrays cast to the types of a schema."""
    return [
        array if array.type == each.type else array.cast(each.type)
        for array, each in zip(columns, schema, strict=True)
    ]


def structs(columns: Iterable[pa.Array], schema: pa.Schema) -> pa.StructArray:
    """Arrays as one of structs, cast to the types of a schema."""
    return pa.StructArray.from_arrays(fitted(columns, schema), fields=list(schema))


def batch_of(columns: Sequence[Any], names: Sequence[str]) -> pa.RecordBatch:
    """Series of Daft as a batch with columns of these names."""
    return pa.RecordBatch.from_arrays([whole(each.to_arrow()) for each in columns], list(names))


def whole(array: Any) -> pa.Array:
    """An array in one piece."""
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def arrow_table(program: Program, frame: DataFrame) -> pa.Table:
    """Collect decisions, with the types that they have on one machine (`decide_batch`).

    Columns beside those of decisions stay as Daft has them.
    """
    table = frame.to_arrow()
    schema = decision_schema(program)
    for name in set(schema.names) & set(table.column_names):
        at = table.column_names.index(name)
        field = schema.field(name)
        table = table.set_column(at, field, _narrowed(table.column(at), field.type))
    return table.replace_schema_metadata(schema.metadata)


def _narrowed(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if not types.is_dictionary(kind):
        return column.cast(kind)
    words = pc.unique(column).drop_null().cast(kind.value_type)
    places = pc.index_in(column.cast(kind.value_type), value_set=words).cast(kind.index_type)
    chunks = [pa.DictionaryArray.from_arrays(each, words) for each in places.chunks]
    return pa.chunked_array(chunks, kind)


def check_names(given: Sequence[str], frame: Sequence[str], taken: Sequence[str]) -> None:
    """Make sure that a frame has the columns that are carried along, and decisions do not.

    Raises:
        FrameColumnsError: the first that is not so, with what is there.
    """
    for name in given:
        if name not in frame:
            raise FrameColumnsError(f"the frame has no column `{name}`: it has {_list(frame)}")
        if name in taken:
            raise FrameColumnsError(
                f"`{name}` is a column of decisions: carry the frame's own along by another name"
            )


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


ROW: Final = "row"
FILE: Final = "file"
PROBLEMS: Final = "problems"
"""The column that tells what is wrong with a row, where rows that cannot be decided are kept."""
