"""Places of a text that was read, found again in the text as it stands now.

What is read lags behind what is typed. A mark therefore keeps the text of its line, and shows on
that line alone: where it stood, or as far from there as lines have come or gone since.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import frozen

from pointsman.dsl.places import Source, Span

MAX_LINES = 400
"""The lines of one span that are marked, from its first."""

Kind = TypeVar("Kind")


@frozen
class Mark(Generic[Kind]):
    """A run of characters of one line, from `start` up to but not including `end`."""

    start: int
    end: int
    kind: Kind


@frozen
class Marks(Generic[Kind]):
    """The marks of a text, by row (from 0); `lines` keeps what stood in those rows."""

    by_row: dict[int, tuple[Mark[Kind], ...]]
    lines: dict[int, str]
    line_count: int

    def of_line(self, row: int, line: str, line_count: int) -> tuple[Mark[Kind], ...]:
        """The marks of a line of the present text, which has so many lines."""
        for was in (row, row - line_count + self.line_count):
            if self.lines.get(was) == line:
                return self.by_row[was]
        return ()


def marks_of(source: Source, places: Iterable[tuple[Span, Kind]]) -> Marks[Kind]:
    """The marks of the spans of a source; the blanks that begin a line are left out."""
    by_row: dict[int, tuple[Mark[Kind], ...]] = {}
    lines: dict[int, str] = {}
    for span, kind in places:
        for row, start, end in rows_of(source, span):
            by_row[row] = (*by_row.get(row, ()), Mark(start, end, kind))
            lines[row] = source.line_text(row + 1)
    return Marks(by_row, lines, source.line_count)


def rows_of(source: Source, span: Span) -> list[tuple[int, int, int]]:
    """The rows of a span (from 0) with the columns from and up to which it reaches in them.

    Something is marked always: a span that is empty, or ends where its line does, takes one
    character with it.
    """
    first, column = source.line_column(min(span.start, len(source.text)))
    last, end = source.line_column(min(max(span.end, span.start), len(source.text)))
    rows = []
    for line in range(first, min(last, first + MAX_LINES - 1) + 1):
        text = source.line_text(line)
        start = column - 1 if line == first else len(text) - len(text.lstrip())
        stop = end - 1 if line == last else len(text)
        if line == first and stop <= start:
            start = min(start, max(len(text) - 1, 0))
            stop = start + 1
        if stop > start:
            rows.append((line - 1, start, stop))
    return rows
