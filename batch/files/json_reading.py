"""JSON lines as nested columns of text, numbers exactly as they are written.

A block of plain lines in the native form is read by Arrow at once. A block with anything else in
it is read line by line with the reader that `pointsman decide` has for single purchases, so that a
line means the same here and there; what fits no columns is an unfit row.
"""

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from attrs import evolve

from pointsman.batch.files.formats import Format
from pointsman.batch.files.json_blocks import BlockReader
from pointsman.batch.files.json_shape import columns_of, fits, nested, nested_schema
from pointsman.batch.files.source import RowBatch, Source, UnfitRow
from pointsman.engine.facts_reading.objects import Fields
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from pointsman.feeds.ndjson import MAX_LINE, Line, read_lines

_BLOCK: Final = 4 * 1024 * 1024
"""Bytes that are read at a time."""


class JsonSource(Source):
    """The lines of a file of JSON lines; they are numbered as lines, blank ones too."""

    format = Format.NDJSON

    def __init__(self, stream: BinaryIO, name: str, batch_rows: int, fields: Fields) -> None:
        """`fields` are what a line may hold: the columns come from them."""
        super().__init__(stream, name, batch_rows)
        self._fields = fields
        self.schema = nested_schema(fields)
        self._at_once = BlockReader(self.schema, fields)

    def _batches(self, from_row: int) -> Iterator[RowBatch]:
        number = 1
        for block in _blocks(self._stream):
            lines = block.count(b"\n") + (not block.endswith(b"\n"))
            if number + lines > from_row:
                yield from self._read(block, number)
            number += lines

    def _read(self, block: bytes, first: int) -> Iterator[RowBatch]:
        columns = self._at_once.read(block)
        rows = self._batch_rows
        if columns is None:
            yield from self._line_by_line(block, first)
            return
        for start in range(0, columns.num_rows, rows):
            part = columns.slice(start, rows)
            yield RowBatch(part, range(first + start, first + start + part.num_rows))

    def _line_by_line(self, block: bytes, first: int) -> Iterator[RowBatch]:
        numbers: list[int] = []
        data: list[Mapping[str, object]] = []
        unfit: list[UnfitRow] = []
        for line in read_lines(io.BytesIO(block)):
            row = self._row(evolve(line, number=line.number + first - 1))
            if isinstance(row, UnfitRow):
                unfit.append(row)
            else:
                numbers.append(line.number + first - 1)
                data.append(row)
            if len(data) == self._batch_rows:
                yield RowBatch(columns_of(data, self._fields), numbers, tuple(unfit))
                numbers, data, unfit = [], [], []
        if data or unfit:
            yield RowBatch(columns_of(data, self._fields), numbers, tuple(unfit))

    def _row(self, line: Line) -> Mapping[str, object] | UnfitRow:
        """The facts of a line where they fit the columns."""
        if line.data is None:
            return UnfitRow(line.number, None, () if line.problem is None else (line.problem,))
        try:
            data = native(_nested(line.data))
        except BadFactsError as error:
            return UnfitRow(line.number, line.data, error.problems)
        return data if fits(data, self._fields) else UnfitRow(line.number, data)


def _nested(data: dict[str, object]) -> dict[str, object]:
    return nested(data) if any("." in key for key in data) else data


def read_line(stream: BinaryIO, number: int) -> Line | None:
    """One line by its number, without looking at what the others hold; None if there is none.

    A blank line has neither data nor a problem.
    """
    for at in range(1, number + 1):
        raw = stream.readline(MAX_LINE + 1)
        if not raw:
            return None
        if at == number:
            found = next(read_lines(io.BytesIO(raw)), Line(number, None))
            return evolve(found, number=number)
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_LINE)
    return None


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream in pieces of whole lines. A line that is longer than a piece may be cut short.

    It is over `MAX_LINE` even so, and that is all that is told of it.
    """
    rest = b""
    while piece := stream.read(_BLOCK):
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            rest = piece[end:]
        elif len(rest) <= MAX_LINE:
            rest += piece
    if rest:
        yield rest
