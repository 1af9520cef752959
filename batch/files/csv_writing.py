"""CSV (RFC 4180): a line of column names, then a line a row.

Null is an empty cell, an empty text is `""`, and lists are joined by `; `.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from pointsman.batch.files.texts import bytes_of, cell_texts, joined
from pointsman.batch.files.writing import Look, Writer

_NEEDS_QUOTES: Final = '[",\r\n]|^$|^ | $'


class CsvWriter(Writer):
    """Writes rows as CSV; parts of structs are columns with dotted names."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, look: Look) -> None:
        self._stream = stream
        self._look = look
        names = [pa.array([name]) for it in schema for name in _names(it)]
        self._write_lines([_quoted(name) for name in names])

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some more rows, each as a line."""
        if batch.num_rows:
            self._write_lines([pc.fill_null(_quoted(cells), "") for cells in self._cells(batch)])

    def _write_lines(self, columns: list[pa.Array]) -> None:
        parts: list[pa.Array | str] = []
        for column in columns:
            parts += [",", column] if parts else [column]
        self._stream.write(bytes_of(joined(*parts, "\n")))

    def _cells(self, batch: pa.RecordBatch) -> Iterator[pa.Array]:
        for field, array in zip(batch.schema, batch.columns, strict=True):
            for name, leaf in zip(_names(field), _leaves(array), strict=True):
                yield cell_texts(leaf, padded=name in self._look.padded)


def _quoted(texts: pa.Array) -> pa.Array:
    """Texts in quotes where they could be taken for something else."""
    needs = pc.fill_null(pc.match_substring_regex(texts, _NEEDS_QUOTES), False)
    if not needs.true_count:
        return texts
    return pc.if_else(needs, joined('"', pc.replace_substring(texts, '"', '""'), '"'), texts)


def _names(field: pa.Field) -> Iterator[str]:
    if not types.is_struct(field.type):
        yield field.name
        return
    for inner in field.type:
        yield from (f"{field.name}.{name}" for name in _names(inner))


def _leaves(array: pa.Array) -> Iterator[pa.Array]:
    if not types.is_struct(array.type):
        yield array
        return
    for at in range(array.type.num_fields):
        yield from _leaves(pc.struct_field(array, at))
