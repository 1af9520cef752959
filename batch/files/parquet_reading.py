"""Parquet, a few rows at a time, with memory that grows neither with the file nor its row groups.

Text that the file keeps as dictionaries stays so: each distinct text is then looked at once.
"""

from collections.abc import Iterator
from io import BufferedReader, FileIO
from itertools import accumulate, pairwise
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import types

from pointsman.batch.files.formats import Format
from pointsman.batch.files.source import RowBatch, Source, not_in_format

_READ_AHEAD: Final = 256 * 1024
"""Bytes of each column that are read at a time: without this, whole columns of a row group are."""

_TEXT: Final = "BYTE_ARRAY"
_BYTES_OF_A_LENGTH: Final = 4
"""A text outside a dictionary takes this much and its own bytes (Parquet's PLAIN encoding)."""


class ParquetSource(Source):
    """The rows of a Parquet file."""

    format = Format.PARQUET

    def __init__(
        self, stream: BinaryIO, name: str, batch_rows: int, last_row: int | None = None
    ) -> None:
        """Row groups beyond the one that holds `last_row` are not read."""
        super().__init__(stream, name, batch_rows)
        self._last_row = last_row
        try:
            opened = _opened_by_arrow(stream)
            metadata = pq.read_metadata(opened)
            self._file = pq.ParquetFile(
                opened,
                metadata=metadata,
                read_dictionary=_in_dictionaries(metadata),
                pre_buffer=False,
                buffer_size=_READ_AHEAD,
            )
            self.schema = self._file.schema_arrow
        except (pa.ArrowException, OSError) as error:
            raise not_in_format(name, self.format) from error
        self.rows = metadata.num_rows

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        groups, row = self._from(from_row)
        for some in self._at_once(groups):
            # One thread: what several of them hold in memory at once adds up.
            for batch in self._file.iter_batches(self._batch_rows, some, use_threads=False):
                rows = RowBatch(batch, range(row, row + batch.num_rows))
                row += batch.num_rows
                del batch  # One batch at a time: this one is gone before the next is read.
                yield rows
                del rows

    def _at_once(self, groups: list[int]) -> list[list[int]]:
        """Row groups that a batch may lie across; with lists or structs, one: Arrow can do no more
        where there are dictionaries beside them.
        """
        nested = any(types.is_nested(column.type) for column in self.schema)
        return [[group] for group in groups] if nested else [groups]

    def _from(self, row: int) -> tuple[list[int], int]:
        """The row groups from the one that holds a row, and the number of their first row."""
        metadata = self._file.metadata
        sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        starts = [*accumulate(sizes, initial=1)]
        last = starts[-1] if self._last_row is None else self._last_row
        groups = [
            group
            for group, (start, stop) in enumerate(pairwise(starts))
            if row < stop and start <= last
        ]
        return groups, starts[groups[0] if groups else -1]


def _opened_by_arrow(stream: BinaryIO) -> BinaryIO | pa.NativeFile:
    """An ordinary file, opened once more by Arrow: through Python all of it is copied again.

    Where the system does not name open files in this way, the stream itself.
    """
    if not (isinstance(stream, BufferedReader) and isinstance(stream.raw, FileIO)):
        return stream
    try:
        return pa.OSFile(f"/dev/fd/{stream.fileno()}")
    except OSError:
        return stream


def _in_dictionaries(metadata: pq.FileMetaData) -> list[str]:
    """The columns of text that the first row group keeps in dictionaries."""
    if not metadata.num_row_groups:
        return []
    group = metadata.row_group(0)
    columns = (group.column(at) for at in range(group.num_columns))
    return [column.path_in_schema for column in columns if _is_in_dictionary(column)]


def _is_in_dictionary(column: pq.ColumnChunkMetaData) -> bool:
    """Whether so little is stored of each text that it can only be its place in a dictionary."""
    return (
        column.physical_type == _TEXT
        and bool(column.has_dictionary_page)
        and column.total_uncompressed_size < _BYTES_OF_A_LENGTH * column.num_values
    )
