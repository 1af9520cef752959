"""The part of an axis that is drawn: columns of equal width, cut at round numbers."""

from collections.abc import Iterator

from attrs import evolve, frozen

_ROUND = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)


@frozen
class View:
    """Columns from `start` on, each as wide as `width`; both are multiples of the axis' grain."""

    start: int
    width: int
    columns: int
    grain: int

    @property
    def end(self) -> int:
        """The first value behind the last column."""
        return self.start + self.width * self.columns

    def column_of(self, value: int) -> int:
        """The column in which a value lies; it may lie outside."""
        return (value - self.start) // self.width

    def span_of(self, column: int) -> tuple[int, int]:
        """The first and the last value of a column."""
        first = self.start + column * self.width
        return first, first + self.width - self.grain

    def shows(self, value: int) -> bool:
        """Whether a value lies in one of the columns."""
        return 0 <= self.column_of(value) < self.columns

    def around(self, value: int, width: int) -> "View":
        """Another width, with a value left in about the column where it is now."""
        column = min(max(self.column_of(value), 0), self.columns - 1)
        first = value // width - column
        return evolve(self, start=max(first, 0) * width, width=width)

    def centred(self, value: int) -> "View":
        """The same width, with a value in the middle."""
        first = value // self.width - self.columns // 2
        return evolve(self, start=max(first, 0) * self.width)

    def ticks(self, room: int) -> list[int]:
        """Round values at least `room` columns from each other, rising."""
        apart = next(step for step in _one_two_five(self.grain) if step >= room * self.width)
        first = -(-self.start // apart) * apart
        return list(range(first, self.end, apart))


def fitted(last: int, columns: int, grain: int) -> View:
    """All values up to and including `last`."""
    return View(0, width_at_least(-(-(last + grain) // columns), grain), columns, grain)


def width_at_least(wanted: int, grain: int) -> int:
    """The narrowest round width that is not below `wanted`."""
    return next(width for width in _widths(grain) if width >= wanted)


def width_at_most(wanted: int, grain: int) -> int:
    """The widest round width that is not above `wanted`; never below the grain."""
    best = grain
    for width in _widths(grain):
        if width > wanted:
            break
        best = width
    return best


def _widths(grain: int) -> Iterator[int]:
    """Round widths, rising without end."""
    yield from (grain * number for number in (1, 2, 3, 4, 5, 6, 8))
    size = grain
    while True:
        yield from (size * number for number in _ROUND)
        size *= 10


def _one_two_five(grain: int) -> Iterator[int]:
    size = grain
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10
