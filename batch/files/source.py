"""What every reader gives: a table's columns, and its rows a batch at a time."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, ClassVar, Final, Self

import pyarrow as pa
from attrs import frozen

from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import UNREADABLE, BadFileError, reason
from pointsman.engine.problems import Problem

BATCH_ROWS: Final = 32768
"""Rows of a batch, at most: more are decided no faster, and need more memory."""


@frozen(eq=False)
class UnfitRow:
    """A row that is in no columns. It has `problems`, or `data` of a shape that fits no columns.

    `number` counts rows from 1 (lines, in a file of JSON lines).
    """

    number: int
    data: Mapping[str, object] | None
    problems: tuple[Problem, ...] = ()

    @property
    def id(self) -> str | None:
        """The id that the row has, where that can be told."""
        found = self.data.get("id") if self.data is not None else None
        return str(found) if isinstance(found, str) else None


@frozen(eq=False)
class RowBatch:
    """Some rows as columns, the number of each of them, and the unfit rows among them."""

    columns: pa.RecordBatch
    numbers: Sequence[int]
    unfit: tuple[UnfitRow, ...] = ()


class Source(ABC):
    """A table that is read from its first row to its last, once. Closed by `with`."""

    format: ClassVar[Format]
    schema: pa.Schema
    """Its columns, nested or with dotted names; known before any row is read."""

    rows: int | None = None
    """How many rows it has, where the format tells."""

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int) -> None:
        """`name` is what messages call the file; `batch_rows` the most that a batch may have."""
        self._stream = stream
        self._name = name
        self._batch_rows = batch_rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def batches(self, from_row: int = 1) -> Iterator[RowBatch]:
        """The batches in order, from the one that holds the row `from_row` or an earlier one.

        Raises:
            BadFileError: the file cannot be read to its end; rows before that were given.
        """
        row = 0
        batches = self._batches(from_row)
        while True:
            try:
                batch = next(batches, None)
            except (pa.ArrowException, OSError, EOFError) as error:
                raise self._broken(error, row) from error
            if batch is None:
                return
            row = _last(batch, row)
            yield batch
            del batch

    @abstractmethod
    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        """The same, with the exceptions of whatever reads the file."""

    def _broken(self, error: Exception, row: int) -> BadFileError:
        """What to say of a file that cannot be read beyond a row, or not at all (row 0)."""
        if isinstance(error, OSError) and error.errno is not None:
            message = f"`{self._name}` cannot be read: {reason(error)}"
            return BadFileError(UNREADABLE, message, row or None)
        if not row:
            return not_in_format(self._name, self.format)
        return BadFileError(
            "broken-file",
            f"`{self._name}` is damaged or cut off: nothing can be read after row {row:,}",
            row,
            "make the file again, or copy it again",
        )


def not_in_format(name: str, kind: Format) -> BadFileError:
    """A file of which not even the beginning can be read."""
    return BadFileError(
        "broken-file",
        f"`{name}` is no {kind.known_as} file, or is damaged or cut off",
        help="make the file again, copy it again, or say the format that it has",
    )


def _last(batch: RowBatch, row: int) -> int:
    """The highest row number so far."""
    last = batch.numbers[-1] if len(batch.numbers) else row
    return max(row, int(last), *(unfit.number for unfit in batch.unfit))


def sliced(columns: pa.RecordBatch, first: int, rows: int) -> Iterator[RowBatch]:
    """Columns whose first row is numbered `first`, in batches of at most so many rows."""
    for start in range(0, columns.num_rows, rows):
        part = columns.slice(start, rows)
        begin = first + start
        yield RowBatch(part, range(begin, begin + part.num_rows))
