"""The other bracket of a pair, in lines of text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_PAIRS: Final = {"{": "}", "(": ")", "[": "]"}
_OPENING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_WITH_TEXTS: Final = re.compile(r'"(?:\\.|[^"\\])*"?|#.*|[][{}()]')

_Place = tuple[int, int]


def partner(lines: Sequence[str], row: int, column: int) -> _Place | None:
    """Where the partner of a bracket stands; None for one in a text or comment, or without one."""
    here = [place for char, place in _of_line(lines, row) if place == (row, column)]
    if not here:
        return None
    if lines[row][column] in _PAIRS:
        return _closing(_forward(lines, row, column))
    return _closing((_turned(char), place) for char, place in _backward(lines, row, column))


def _closing(brackets: Iterable[tuple[str, _Place]]) -> _Place | None:
    """The place that closes the first of some brackets."""
    open_ones: list[str] = []
    for char, place in brackets:
        if char in _PAIRS:
            open_ones.append(_PAIRS[char])
        elif open_ones[-1] != char:
            return None
        elif len(open_ones) == 1:
            return place
        else:
            open_ones.pop()
    return None


def _turned(char: str) -> str:
    return _PAIRS.get(char) or _OPENING[char]


def _forward(lines: Sequence[str], row: int, column: int) -> Iterator[tuple[str, _Place]]:
    yield from (one for one in _of_line(lines, row) if one[1] >= (row, column))
    for after in range(row + 1, len(lines)):
        yield from _of_line(lines, after)


def _backward(lines: Sequence[str], row: int, column: int) -> Iterator[tuple[str, _Place]]:
    yield from reversed([one for one in _of_line(lines, row) if one[1] <= (row, column)])
    for before in range(row - 1, -1, -1):
        yield from reversed(_of_line(lines, before))


def _of_line(lines: Sequence[str], row: int) -> list[tuple[str, _Place]]:
    """The brackets of a line, without those in texts and comments."""
    found = _WITH_TEXTS.finditer(lines[row])
    return [(m[0], (row, m.start())) for m in found if m[0] in _PAIRS or m[0] in _OPENING]
