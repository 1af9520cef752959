"""The rows that a filter lets through, found while the log is still being read."""

from array import array
from collections.abc import Callable

from attrs import define, field

from pointsman.tui.model.log.block import BLOCK_ROWS
from pointsman.tui.model.log.filters import Filter
from pointsman.tui.model.log.rows import Rows
from pointsman.tui.model.log.terms import select

Cancelled = Callable[[], bool]
"""Whether whoever asked has lost interest."""


def never() -> bool:
    """Goes on to the end."""
    return False


@define(eq=False)
class Selection:
    """The rows that are shown, in order. One thread extends it; any other may read meanwhile."""

    rows: Rows
    filter: Filter
    _found: "array[int]" = field(factory=lambda: array("I"))
    _blocks: int = 0

    def __len__(self) -> int:
        return len(self._found) if self.filter.terms else len(self.rows)

    @property
    def behind(self) -> bool:
        """Whether rows have come that it has not looked at."""
        return bool(self.filter.terms) and self._blocks < len(self.rows.blocks)

    def position(self, index: int) -> int:
        """The position in the log of a row that is shown."""
        return self._found[index] if self.filter.terms else index

    def index_of(self, position: int) -> int:
        """Where a row is shown, or the next one that is."""
        if not self.filter.terms:
            return position
        low, high = 0, len(self._found)
        while low < high:
            middle = (low + high) // 2
            if self._found[middle] < position:
                low = middle + 1
            else:
                high = middle
        return low

    def extend(self, cancelled: Cancelled = never) -> None:
        """Look at the rows that have come, a block at a time."""
        while self.behind and not cancelled():
            first = self._blocks * BLOCK_ROWS
            block = self.rows.blocks[self._blocks]
            found = select(self.filter.terms, block)
            self._found.extend(array("I", (first + index for index in found)))
            self._blocks += 1

    def find(
        self, sought: Filter, start: int, *, forward: bool, cancelled: Cancelled = never
    ) -> int | None:
        """The first match from where `start` is shown on, or backwards; round the end."""
        blocks = self.rows.blocks
        if not blocks:
            return None
        here = self.position(start) // BLOCK_ROWS if start < len(self) else 0
        step = 1 if forward else -1
        for turn in range(len(blocks) + 1):
            if cancelled():
                return None
            number = (here + step * turn) % len(blocks)
            found = self._shown(number, sought)
            if turn == 0:
                found = [it for it in found if (it >= start if forward else it <= start)]
            if found:
                return found[0] if forward else found[-1]
        return None

    def _shown(self, number: int, sought: Filter) -> list[int]:
        """The matches in a block that are shown."""
        first = number * BLOCK_ROWS
        matches = select((*self.filter.terms, *sought.terms), self.rows.blocks[number])
        return [self.index_of(first + index) for index in matches]
