"""CSV (RFC 4180): a line of column names, then rows of which every cell is text.

Nothing is guessed of what a text means, so `0742` stays `0742`. An empty cell, in quotes or not,
is null. Lines with nothing in them are no rows.
"""

import csv
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

import pyarrow as pa
from pyarrow import csv as arrow_csv

from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.source import RowBatch, Source, UnfitRow
from pointsman.engine.problems import Problem

_BLOCK: Final = 1024 * 1024
"""Bytes that are read at a time; no row may have more."""

_BLOCKS: Final = 2
"""Blocks that are put together into a batch: fewer, longer batches are decided faster."""

_LONGEST_HEAD: Final = 1024 * 1024
_BYTE_ORDER_MARK: Final = "\ufeff"


class CsvSource(Source):
    """The rows of a CSV file. A row with too many or too few cells is unfit."""

    format = Format.CSV

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int) -> None:
        super().__init__(stream, name, batch_rows)
        columns = _column_names(stream, name)
        self.schema = pa.schema([(column, pa.string()) for column in columns])
        self._unfit: deque[UnfitRow] = deque()

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        row = 1
        try:
            reader = self._open()
        except pa.ArrowInvalid as error:
            if "Empty CSV file" in str(error):
                return
            raise
        for columns in _together(reader):
            for start in range(0, max(columns.num_rows, 1), self._batch_rows):
                batch = self._numbered(columns.slice(start, self._batch_rows), row)
                row = max(_after(batch.numbers, row), *(it.number + 1 for it in batch.unfit), 0)
                yield batch
        if self._unfit:
            yield RowBatch(self.schema.empty_table().to_batches()[0], range(0), self._rest())

    def _open(self) -> arrow_csv.CSVStreamingReader:
        names = self.schema.names
        # One thread: with more of them nobody knows the number of a row with too many cells.
        return arrow_csv.open_csv(
            self._stream,
            arrow_csv.ReadOptions(use_threads=False, block_size=_BLOCK, column_names=names),
            arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=self._note),
            arrow_csv.ConvertOptions(
                column_types=self.schema,
                strings_can_be_null=True,
                null_values=[""],
                check_utf8=False,
            ),
        )

    def _note(self, row: arrow_csv.InvalidRow) -> str:
        given, expected = row.actual_columns, row.expected_columns
        cells = "1 cell" if given == 1 else f"{given} cells"
        message = f"the row has {cells}, but the table has {expected} columns"
        help_ = "put texts with commas into double quotes" if given > expected else None
        problem = Problem("wrong-cell-count", "", message, help_)
        self._unfit.append(UnfitRow(row.number, None, (problem,)))
        return "skip"

    def _numbered(self, columns: pa.RecordBatch, row: int) -> RowBatch:
        """Columns whose first row is `row` at the earliest, between rows that are unfit."""
        numbers: Sequence[int] = range(row, row + columns.num_rows)
        unfit: list[UnfitRow] = []
        while self._unfit and self._unfit[0].number <= row + columns.num_rows + len(unfit):
            unfit.append(self._unfit.popleft())
        if unfit:
            gaps = [it.number for it in unfit]
            every = range(row, row + columns.num_rows + len(gaps))
            numbers = [number for number in every if not _is_in(gaps, number)]
        return RowBatch(columns, numbers, tuple(unfit))

    def _rest(self) -> tuple[UnfitRow, ...]:
        rest = tuple(self._unfit)
        self._unfit.clear()
        return rest


def _together(reader: arrow_csv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    blocks = []
    for block in reader:
        blocks.append(block)
        if len(blocks) == _BLOCKS:
            yield pa.concat_batches(blocks)
            blocks = []
    if blocks:
        yield pa.concat_batches(blocks)


def _column_names(stream: BinaryIO, name: str) -> list[str]:
    """The names in the first line; the stream stands behind it afterwards."""
    try:
        head = stream.readline(_LONGEST_HEAD).decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise _bad_head(f"the first line of `{name}` is not UTF-8") from error
    names = next(csv.reader([head]), [])
    if not names:
        raise _bad_head(f"`{name}` has no column names in its first line")
    for at, column in enumerate(names, 1):
        if not column:
            raise _bad_head(f"column {at} of `{name}` has no name")
    return names


def _bad_head(message: str) -> BadFileError:
    help_ = "name the columns in the first line: `id,authorization.amount,authorization.currency`"
    return BadFileError("bad-header", message, help=help_)


def _after(numbers: Sequence[int], row: int) -> int:
    return numbers[-1] + 1 if numbers else row


def _is_in(ordered: list[int], number: int) -> bool:
    at = bisect_left(ordered, number)
    return at < len(ordered) and ordered[at] == number
