"""The bare cells of Arrow arrays: numpy views of what is in them, and which are null."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

Bits = NDArray[np.bool_]

_WIDTHS: Final = {
    kind.id: np.dtype(name)
    for name, kind in {
        "i1": pa.int8(), "i2": pa.int16(), "i4": pa.int32(), "i8": pa.int64(),
        "u1": pa.uint8(), "u2": pa.uint16(), "u4": pa.uint32(), "u8": pa.uint64(),
    }.items()
}  # fmt: skip
"""Types of integers by Arrow's own number of them: names would be made anew for every look."""


def settled(array: pa.Array) -> pa.Array:
    """The same values in one of the types that all else here knows.

    Text views as plain text, narrow decimals as decimal128, and dictionaries of such likewise.
    """
    kind = array.type
    if types.is_dictionary(kind):
        inner = settled(array.dictionary)
        if inner is array.dictionary:
            return array
        return pa.DictionaryArray.from_arrays(array.indices, inner, safe=False)
    if types.is_string_view(kind):
        return pc.cast(pc.cast(array, pa.binary_view()), pa.binary()).view(pa.string())
    if types.is_decimal32(kind) or types.is_decimal64(kind):
        return pc.cast(array, pa.decimal128(18, kind.scale))
    return array


def is_settled(kind: pa.DataType) -> bool:
    """Whether arrays of a type are settled as they are."""
    return bool(settled(pa.nulls(0, kind)).type == kind)


def known_cells(array: pa.Array) -> Bits | None:
    """Which cells are not null; None where none is."""
    if array.null_count == 0:
        return None
    bits, start = array.buffers()[0], array.offset % 8
    held = np.frombuffer(bits, np.uint8)[array.offset // 8 :]
    cells = np.unpackbits(held, count=start + len(array), bitorder="little")
    return cells[start:].view(np.bool_)


def words(array: pa.Array, width: int = 1) -> NDArray[np.int64]:
    """The 64-bit words of an array of fixed width, a row for each cell; not to be written to.

    What stands in null cells is chance.
    """
    return cells(array, np.dtype(np.int64), width).reshape(-1, width)


def integers(array: pa.Array) -> NDArray[Any]:
    """The cells of an array of integers in their own width, or the indices of a dictionary."""
    kind = array.type.index_type if isinstance(array, pa.DictionaryArray) else array.type
    return cells(array, _WIDTHS[kind.id], 1)


def cells(array: pa.Array, kind: np.dtype[Any], width: int) -> NDArray[Any]:
    """The cells of an array as they lie in memory, `width` numbers each, in one row."""
    data = array.buffers()[1]
    if not len(array) or data is None:
        return np.empty(0, kind)
    first, end = array.offset * width, (array.offset + len(array)) * width
    return np.frombuffer(data, kind, count=end)[first:]


@frozen(eq=False)
class Entries:
    """A settled column in a dictionary: which entry each row names; what null cells do is chance.

    `known` tells which cells are not null, None where none is.
    """

    array: pa.DictionaryArray
    dictionary: pa.Array
    indices: NDArray[Any]
    known: Bits | None

    @classmethod
    def of(cls, array: pa.DictionaryArray) -> "Entries":
        """What is in such an array, looked at once."""
        return cls(array, array.dictionary, integers(array), known_cells(array))

    @property
    def are_stray(self) -> bool:
        """Whether a cell leads out of the dictionary, which Arrow does not check."""
        if not self._is_beyond(self.indices):
            return False
        return self.known is None or self._is_beyond(self.indices[self.known])

    def _is_beyond(self, indices: NDArray[Any]) -> bool:
        """One look instead of two: as an unsigned number, one below zero is beyond all others."""
        size = indices.dtype.itemsize
        within = min(len(self.dictionary), 2 ** (8 * size - (indices.dtype.kind == "i")))
        largest = np.maximum.reduce(indices.view(f"u{size}"), initial=0)
        return len(indices) > 0 and int(largest) >= within
