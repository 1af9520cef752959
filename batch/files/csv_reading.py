"""CSV (RFC 4180): a line of column names, then rows of which every cell is text.

Nothing is guessed of what a text means, so `0742` stays `0742`. An empty cell, in quotes or not,
is null. Lines with nothing in them are no rows.
"""

import csv
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Final

import pyarrow as pa
from pyarrow import csv as arrow_csv

from pointsman.batch.files.csv_blocks import whole_rows, without_rows
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.source import RowBatch, Source, UnfitRow
from pointsman.batch.files.utf8 import Bytes, is_utf8
from pointsman.engine.problems import Problem

_BLOCK: Final = 2 * 1024 * 1024
"""Bytes that are read at a time: batches of shorter blocks are decided slower."""

_LONGEST_ROW: Final = 1024 * 1024
"""Bytes that a row may have."""

_LONGEST_HEAD: Final = 1024 * 1024
_BYTE_ORDER_MARK: Final = "\ufeff"

_WrongRow = tuple[int, int]
"""The number of a row with too many or too few cells, and how many it has."""


class CsvSource(Source):
    """The rows of a CSV file. A row with too many or too few cells is unfit."""

    format = Format.CSV

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int) -> None:
        super().__init__(stream, name, batch_rows)
        columns = _column_names(stream, name)
        self.schema = pa.schema([(column, pa.string()) for column in columns])
        self._as_texts = arrow_csv.ConvertOptions(
            column_types=self.schema,
            strings_can_be_null=True,
            null_values=[""],
            check_utf8=False,
        )

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        first = 1
        for block in whole_rows(self._stream, _BLOCK, _LONGEST_ROW):
            columns, wrong = self._parsed(block, first)
            every = range(first, first + columns.num_rows + len(wrong))
            yield from self._numbered(columns, wrong, every)
            first = every.stop

    def _parsed(self, block: memoryview, first: int) -> tuple[pa.RecordBatch, list[_WrongRow]]:
        """The rows of a block of which the first has the number `first`, and the wrong ones.

        Arrow hands over a row that is wrong as a text, so all of the block has to be one.
        """
        if is_utf8(block):
            columns, wrong = self._by_arrow(block)
        else:
            _, wrong = self._by_arrow(str(block, "utf-8", "replace").encode())
            columns, _ = self._by_arrow(without_rows(block, {number for number, _ in wrong}))
        return columns, [(first + number - 1, cells) for number, cells in wrong]

    def _by_arrow(self, block: Bytes) -> tuple[pa.RecordBatch, list[_WrongRow]]:
        """The same, numbered from 1.

        The block is in memory, and Arrow is done with it when this returns: were it given the
        stream, a thread of Arrow would read on, and one that calls into Python while the process
        ends aborts it.
        """
        wrong: list[_WrongRow] = []

        def note(row: arrow_csv.InvalidRow) -> str:
            wrong.append((row.number, row.actual_columns))
            return "skip"

        # Not in the main thread, where Arrow takes over signals, and loses one now and then, and
        # where an exception out of a signal's handler would be lost in `note`.
        with ThreadPoolExecutor(1) as thread:
            table = thread.submit(self._read, block, note).result()
        # Not `to_batches`, which gives none where there is no row.
        columns = [column.chunk(0) for column in table.columns]
        return pa.record_batch(columns, self.schema), wrong

    def _read(self, block: Bytes, note: Callable[[arrow_csv.InvalidRow], str]) -> pa.Table:
        names = self.schema.names
        return arrow_csv.read_csv(
            pa.BufferReader(block),
            # One thread: with more of them nobody knows the number of a row that is wrong.
            arrow_csv.ReadOptions(use_threads=False, block_size=len(block), column_names=names),
            arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
            self._as_texts,
        )

    def _numbered(
        self, columns: pa.RecordBatch, wrong: list[_WrongRow], every: range
    ) -> Iterator[RowBatch]:
        """Batches of rows of which `every` is the number of all, the wrong ones too."""
        at = 0
        for start in range(0, len(every), self._batch_rows):
            part = every[start : start + self._batch_rows]
            among = wrong[bisect_left(wrong, (part.start, 0)) : bisect_left(wrong, (part.stop, 0))]
            gaps = {number for number, _ in among}
            numbers: Sequence[int] = [it for it in part if it not in gaps] if gaps else part
            unfit = tuple(self._unfit(*row) for row in among)
            yield RowBatch(columns.slice(at, len(numbers)), numbers, unfit)
            at += len(numbers)

    def _unfit(self, number: int, given: int) -> UnfitRow:
        expected = len(self.schema)
        cells = "1 cell" if given == 1 else f"{given} cells"
        message = f"the row has {cells}, but the table has {expected} columns"
        help_ = "put texts with commas into double quotes" if given > expected else None
        return UnfitRow(number, None, (Problem("wrong-cell-count", "", message, help_),))


def _column_names(stream: BinaryIO, name: str) -> list[str]:
    """The names in the first line; the stream stands behind it afterwards."""
    try:
        head = stream.readline(_LONGEST_HEAD).decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise _bad_head(f"the first line of `{name}` is not UTF-8") from error
    try:
        names = next(csv.reader([head]), [])
    except csv.Error as error:
        raise _bad_head(f"the first line of `{name}` is no list of names") from error
    if not names:
        raise _bad_head(f"`{name}` has no column names in its first line")
    for at, column in enumerate(names, 1):
        if not column:
            raise _bad_head(f"column {at} of `{name}` has no name")
    return names


def _bad_head(message: str) -> BadFileError:
    help_ = "name the columns in the first line: `id,authorization.amount,authorization.currency`"
    return BadFileError("bad-header", message, help=help_)
