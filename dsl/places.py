"""Where things stand in a source: spans of text, and the place of every value of a document."""

from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen


@frozen
class Span:
    """A run of characters of a source, from `start` up to but not including `end` (offsets)."""

    start: int
    end: int


@frozen(slots=False)
class Source:
    """The text of one file and the name it goes by in messages."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in characters."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """One line (counted from 1) without its line break."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def line_count(self) -> int:
        """How many lines the text has (an empty text has one)."""
        return len(self._line_starts)


@frozen
class Place:
    """Where one value of a document stands: the value itself, and its key or keyword."""

    value: Span
    key: Span | None = None


Places = dict[str, Place]
"""The place of every value of a document, by JSON pointer."""


def nearest(places: Places, pointer: str) -> Place | None:
    """The place of a pointer, or of the nearest value around it that has one."""
    while True:
        if pointer in places:
            return places[pointer]
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]
