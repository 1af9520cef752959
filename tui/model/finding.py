"""Finding a text in lines, as people mean it: capitals count only where they are typed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain, islice

from attrs import field, frozen

_WRITTEN_OUT = re.compile(r"\\u\{([0-9a-f]{1,5}|10[0-9a-f]{4})\}")

MAX_MATCHES = 10_000
"""So many are counted; nobody walks through more."""


@frozen
class Match:
    """One place: row and column from 0, and the column that it reaches up to."""

    row: int
    start: int
    end: int


@frozen
class Wanted:
    """A text that is looked for."""

    text: str
    _pattern: re.Pattern[str] = field(init=False, eq=False, repr=False)

    @_pattern.default
    def _made(self) -> re.Pattern[str]:
        exact = self.text != self.text.lower()
        return re.compile(re.escape(self.text), 0 if exact else re.IGNORECASE)

    def in_line(self, line: str) -> list[tuple[int, int]]:
        """Where it stands in a line, as columns from and up to; nowhere if it is empty."""
        return [found.span() for found in self._pattern.finditer(line)] if self.text else []

    def in_lines(self, lines: Sequence[str]) -> tuple[Match, ...]:
        """Where it stands, the first `MAX_MATCHES` places."""
        rows = (self._in_row(row, line) for row, line in enumerate(lines))
        return tuple(islice(chain.from_iterable(rows), MAX_MATCHES))

    def _in_row(self, row: int, line: str) -> list[Match]:
        return [Match(row, start, end) for start, end in self.in_line(line)]


def as_meant(text: str) -> str:
    """A text as it was typed, with the characters that are written out as `\\u{202e}`."""
    return _WRITTEN_OUT.sub(lambda found: chr(int(found[1], 16)), text)


def match_from(matches: Sequence[Match], row: int, column: int) -> int:
    """The index of the first match at a position or after it; of the first where none is."""
    at = bisect_left(matches, (row, column), key=_place)
    return at if at < len(matches) else 0


def match_after(matches: Sequence[Match], row: int, column: int) -> int:
    """The index of the first match after a position; of the first where none is."""
    at = bisect_right(matches, (row, column), key=_place)
    return at if at < len(matches) else 0


def match_before(matches: Sequence[Match], row: int, column: int) -> int:
    """The index of the last match before a position; of the last where none is."""
    return (bisect_left(matches, (row, column), key=_place) or len(matches)) - 1


def _place(match: Match) -> tuple[int, int]:
    return match.row, match.start
