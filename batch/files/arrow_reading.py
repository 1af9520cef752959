"""Arrow's own formats: files (also called Feather) and streams."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa

from pointsman.batch.files.formats import Format
from pointsman.batch.files.source import RowBatch, Source, not_in_format, sliced


class ArrowSource(Source):
    """The rows of an Arrow file, which says at its end where its batches are."""

    format = Format.ARROW

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int) -> None:
        super().__init__(stream, name, batch_rows)
        try:
            self._reader = pa.ipc.open_file(stream)
        except (pa.ArrowException, OSError) as error:
            raise not_in_format(name, self.format) from error
        self.schema = self._reader.schema

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        row = 1
        for number in range(self._reader.num_record_batches):
            batch = self._reader.get_batch(number)
            if row + batch.num_rows > from_row:
                yield from sliced(batch, row, self._batch_rows)
            row += batch.num_rows
        self.rows = row - 1


class ArrowStreamSource(Source):
    """The rows of an Arrow stream, which has no end that tells of its beginning."""

    format = Format.ARROWS

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int) -> None:
        super().__init__(stream, name, batch_rows)
        try:
            self._reader = pa.ipc.open_stream(stream)
        except (pa.ArrowException, OSError) as error:
            raise not_in_format(name, self.format) from error
        self.schema = self._reader.schema

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        row = 1
        for batch in self._reader:
            if row + batch.num_rows > from_row:
                yield from sliced(batch, row, self._batch_rows)
            row += batch.num_rows
        self.rows = row - 1
