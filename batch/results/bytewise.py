"""Looking up small numbers in small tables, by the fastest way that Python has: `bytes.translate`.

It takes half the time of indexing arrays, and needs no wider copy of the indices.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Small = NDArray[np.int8] | NDArray[np.uint8]


def table_of(values: Iterable[int]) -> bytes:
    """A table of values from -128 to 127 for the numbers from 0 on; a number beyond it gets 0."""
    return np.array([*values], np.int8).tobytes().ljust(256, b"\0")


def looked_up(table: bytes, numbers: Small) -> NDArray[np.int8]:
    """The value for each number, a byte each; not to be written to."""
    return np.frombuffer(numbers.tobytes().translate(table), np.int8)
