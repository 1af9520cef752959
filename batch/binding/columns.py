"""Purchases as integer columns: what a compiled loop reads in place of bound tuples.

Every array is C-contiguous, writable and belongs to its result alone, so that several threads
may bind and decide at once.
"""

from collections.abc import Mapping
from itertools import count
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from pointsman.engine.compiled.columns import NO_TIME
from pointsman.engine.slots import Value

UNKNOWN: Final = -1
"""A number that is not known."""

NO_INSTANT: Final = NO_TIME
"""An instant (TIME, REQUESTED_AT) that is not known: those are negative before 1970."""

_EPOCHS: Final = count(1)


def new_epoch() -> int:
    """A number that no `Coded` had before."""
    return next(_EPOCHS)


@frozen(eq=False)
class Coded:
    """A slot as codes into a list of distinct values.

    `values[0]` is None, so code 0 is unknown; the others stand as `engine.binding` puts them into
    the slot, but of texts that the program cannot tell apart (`distinctions.Distinctions`) one
    stands for all, and may be one that no purchase could hold. Of equal `epoch`, whichever binder
    and thread it comes from, the values of one are the beginning of the values of the other: what
    was worked out for a code counts for it in later batches until the epoch changes. Made without
    an epoch, it has one of its own.
    """

    codes: NDArray[np.int32]
    values: tuple[Value, ...]
    epoch: int = field(factory=new_epoch)


@frozen(eq=False)
class BoundColumns:
    """A batch as columns by slot number: `numbers` of `slots.NUMBER_SLOTS`, the rest in `coded`.

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
