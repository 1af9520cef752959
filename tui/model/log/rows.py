"""All rows of a log that have been read so far."""

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from pointsman.tui.model.log.block import BLOCK_ROWS, Block, Words, make_block
from pointsman.tui.model.log.row import Row


@define(eq=False)
class Rows:
    """Rows by their position from 0. One thread adds to them; any other may read meanwhile."""

    blocks: list[Block] = field(factory=list)
    words: Words = field(factory=Words)
    outcomes: Counter[str] = field(factory=Counter)
    reasons: Counter[str] = field(factory=Counter)
    broken: int = 0
    amounts: bool = False
    """Whether any row has an amount: decisions alone have none."""
    _waiting: list[Row] = field(factory=list)

    def __len__(self) -> int:
        blocks = self.blocks
        return BLOCK_ROWS * (len(blocks) - 1) + len(blocks[-1]) if blocks else 0

    def add(self, rows: Sequence[Row]) -> bool:
        """Add rows; they are seen when a block of them is full, or at the end: whether any are."""
        self._waiting.extend(rows)
        seen = len(self._waiting) >= BLOCK_ROWS
        while len(self._waiting) >= BLOCK_ROWS:
            full, self._waiting = self._waiting[:BLOCK_ROWS], self._waiting[BLOCK_ROWS:]
            self._add_block(full)
        return seen

    def end(self) -> None:
        """There are no more."""
        if self._waiting:
            self._add_block(self._waiting)
            self._waiting = []

    def row(self, position: int) -> Row:
        """One row."""
        block, index = divmod(position, BLOCK_ROWS)
        return self.blocks[block].row(index)

    def with_id(self, wanted: str, most: int = 2) -> list[int]:
        """The positions of the first rows with an id."""
        found: list[int] = []
        for number, block in enumerate(self.blocks):
            found += [number * BLOCK_ROWS + index for index in block.with_id(wanted)]
            if len(found) >= most:
                break
        return found

    def _add_block(self, rows: list[Row]) -> None:
        block = make_block(rows, self.words)
        self.outcomes.update(row.outcome for row in rows if row.outcome is not None)
        self.reasons.update(row.reason for row in rows if row.reason is not None)
        self.broken += len(block.errors)
        self.amounts = self.amounts or any(row.amount is not None for row in rows)
        self.blocks.append(block)
