"""Purchases as integer columns: what a compiled loop reads in place of bound tuples.

Every array is C-contiguous, writable and belongs to its result alone, so that several threads
may bind and decide at once.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from pointsman.engine.slots import Slot, Value

UNKNOWN: Final = -1
"""A number that is not known."""

NO_INSTANT: Final = -(2**63)
"""An instant (TIME, REQUESTED_AT) that is not known: those are negative before 1970."""

NUMBER_SLOTS: Final = frozenset(
    {
        Slot.AMOUNT,
        Slot.CROSS_BORDER,
        Slot.WEEKDAY,
        Slot.HOUR,
        Slot.DATE,
        Slot.BALANCE,
        Slot.USABLE,
        Slot.MINIMUM,
        Slot.CAP,
        Slot.TIME,
        Slot.REQUESTED_AT,
    }
)
"""The slots that are columns of numbers. All others, own facts among them, are coded."""


@frozen(eq=False)
class Coded:
    """A slot as codes into a list of distinct values.

    `values[0]` is None, so code 0 is unknown; the others stand exactly as `engine.binding` puts
    them into the slot. Of one binder, the values of equal `epoch` only ever grow at their end: what
    was worked out for a code counts in later batches until the epoch changes.
    """

    codes: NDArray[np.int32]
    values: tuple[Value, ...]
    epoch: int = 0


@frozen(eq=False)
class BoundColumns:
    """A batch as columns by slot number: `numbers` of `NUMBER_SLOTS`, the rest in `coded`.

    Numbers are int64 in the units of `engine.slots`, below 10^18, `UNKNOWN` or `NO_INSTANT` where
    not known; CROSS_BORDER is 0 or 1. `odd` marks the rows that the columns cannot vouch for: what
    stands in their other columns means nothing (but is in range) and they are decided one by one.
    `ids` are texts, null where a purchase has none.
    """

    rows: int
    numbers: Mapping[int, NDArray[np.int64]]
    coded: Mapping[int, Coded]
    odd: NDArray[np.bool_]
    ids: pa.Array
