"""The columns of one batch as they are being made."""

from typing import Final

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from pointsman.batch.binding.cells import Bits
from pointsman.batch.binding.coding import Codes
from pointsman.batch.binding.columns import NO_INSTANT, UNKNOWN, Coded
from pointsman.engine.slots import NUMBER_SLOTS, Slot

_NOTHING_KNOWN: Final = 0
"""The epoch of all columns that are not there, whose only value is None."""

_INSTANTS: Final = frozenset({Slot.TIME, Slot.REQUESTED_AT})


@define(eq=False)
class Sheet:
    """Columns of the `slots` that are asked for, and which of so many rows are odd."""

    rows: int
    slots: frozenset[int]
    odd: NDArray[np.bool_]
    numbers: dict[int, NDArray[np.int64]] = field(factory=dict)
    coded: dict[int, Coded] = field(factory=dict)

    @classmethod
    def empty(cls, rows: int, slots: frozenset[int]) -> "Sheet":
        """Nothing is known yet, and no row is odd."""
        return cls(rows, slots, np.zeros(rows, np.bool_))

    def doubt(self, odd: Bits | None) -> None:
        """Mark more rows as odd."""
        if odd is not None:
            self.odd |= odd

    def put_numbers(self, slot: int, values: NDArray[np.int64]) -> None:
        """The column of a slot of numbers, if it is asked for."""
        if slot in self.slots:
            is_own = values.flags.owndata and values.flags.carray and values.dtype == np.int64
            self.numbers[slot] = values if is_own else np.array(values, np.int64)

    def put_codes(self, slot: int, codes: Codes) -> None:
        """The column of a slot of codes, if it is asked for."""
        if slot in self.slots:
            self.coded[slot] = Coded(codes.rows, codes.values, codes.epoch)

    def fill(self) -> None:
        """Slots of which the table has no column are unknown in every row."""
        for slot in self.slots - self.numbers.keys() - self.coded.keys():
            if slot not in NUMBER_SLOTS:
                self.coded[slot] = Coded(np.zeros(self.rows, np.int32), (None,), _NOTHING_KNOWN)
            else:
                unknown = NO_INSTANT if slot in _INSTANTS else UNKNOWN
                self.numbers[slot] = np.full(self.rows, unknown, np.int64)
