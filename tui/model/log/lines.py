"""A log of JSON lines: read from its beginning to its end once, and any line of it later again."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from pointsman.engine.program import Program
from pointsman.feeds.ndjson import MAX_LINE, Line, read_lines
from pointsman.tui.model.log.deciding import Decide, decide_by, row_of_facts
from pointsman.tui.model.log.problems import LogError, reason
from pointsman.tui.model.log.record import Json, record_of, row_of
from pointsman.tui.model.log.row import Row
from pointsman.tui.model.log.source import Source

_SLICE: Final = 64
"""Lines that are read before anybody else may do something."""


@frozen
class _Raw:
    """A line as it stands in the file."""

    number: int
    offset: int
    text: bytes


class LinesSource(Source):
    """The lines of a file; blank ones count, but are no rows."""

    def __init__(self, path: Path) -> None:
        """Raises LogError where there is no file that can be read, or nothing in it."""
        super().__init__(path)
        self.size = _size(path)

    def slices(self, program: Program | None) -> Iterator[list[Row]]:
        """See `Source`."""
        decide = None if program is None else decide_by(program)
        with _opened(self.path) as stream:
            rows: list[Row] = []
            try:
                for raw in _raw_lines(stream):
                    row = _row(raw, decide)
                    if row is not None:
                        rows.append(row)
                    if len(rows) >= _SLICE:
                        self.done = raw.offset
                        yield rows
                        rows = []
            except OSError as error:
                raise LogError(f"`{self.path}` cannot be read: {reason(error)}") from error
            self.done = self.size or 0
            yield rows

    def data(self, row: Row) -> Json:
        """See `Source`."""
        with _opened(self.path) as stream:
            stream.seek(row.offset)
            line = _line(stream.readline(MAX_LINE + 1))
        if line is None or line.data is None:
            raise LogError(_why(line))
        return line.data


def _row(raw: _Raw, decide: Decide | None) -> Row | None:
    line = _line(raw.text)
    if line is None:
        return None
    if line.data is None:
        return Row(raw.number, error=_why(line), offset=raw.offset)
    record = record_of(line.data)
    if record.decision is not None:
        row = row_of(raw.number, record)
    else:
        row = row_of_facts(raw.number, record.facts or {}, decide)
    row.offset = raw.offset
    return row


def _raw_lines(stream: BinaryIO) -> Iterator[_Raw]:
    number = offset = 0
    while text := stream.readline(MAX_LINE + 1):
        number += 1
        yield _Raw(number, offset, text)
        offset += len(text)
        while len(text) > MAX_LINE and not text.endswith(b"\n"):
            text = stream.readline(MAX_LINE)
            if not text:
                return
            offset += len(text)


def _line(text: bytes) -> Line | None:
    """The line of a text; None if it is blank."""
    return next(read_lines(BytesIO(text)), None)


def _why(line: Line | None) -> str:
    return "the line is blank" if line is None or line.problem is None else line.problem.message


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise LogError(f"`{path}` cannot be read: {reason(error)}") from error


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise LogError(f"`{path}` cannot be read: {reason(error)}") from error
    if not size:
        raise LogError(f"`{path}` is empty", "a log has one JSON object a line")
    return size
