"""Integers of 128 bits as Arrow keeps decimals: a row of two 64-bit halves each, the lower first.

Results are kept so from the start. The loop writes lower halves, and what it has written are the
columns of decisions: widening them afterwards would take as long as half of the loop.
"""

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.int64]
"""Rows of two halves, one after another in memory."""


def new_pairs(rows: int) -> Pairs:
    """Zeros, to write numbers that are not negative into the lower halves of."""
    return np.zeros((rows, 2), np.int64)


def in_pairs(values: NDArray[np.int64]) -> Pairs:
    """Numbers that are not negative, each as a pair."""
    pairs = new_pairs(len(values))
    pairs[:, 0] = values
    return pairs


def lower(pairs: Pairs) -> NDArray[np.int64]:
    """The lower halves, in place."""
    return pairs[:, 0]


def pair_of(value: int) -> Pairs:
    """One number, of any size that 128 bits hold."""
    return np.frombuffer(value.to_bytes(16, "little", signed=True), np.int64)
