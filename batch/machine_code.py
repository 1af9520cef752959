"""Numba: the one module that imports it, which takes a while."""

from collections.abc import Callable
from typing import Any, Final

import numba
from numba import types

from pointsman.engine.compiled.columns import OUTPUTS
from pointsman.engine.compiled.loop import Loop


@numba.njit(nogil=True, inline="always")
def is_listed(values: Any, value: Any) -> bool:
    """Whether a rising array holds a value."""
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low < len(values) and values[low] == value


def compile_function(function: Callable[..., Any], loop: Loop) -> Callable[..., None]:
    """Machine code for a loop: 64-bit integers, no checks left, other threads may run meanwhile.

    Dividing by zero and leaving 64 bits cannot happen: every divisor is above zero, and rows that
    could leave 64 bits are not handed in (`Loop.largest_amount`). Numbers of a loop that decides
    row by row, targets and all, may be halves of `batch.pairs`, with gaps between them.
    """
    inputs = [_ARRAYS[parameter.integers] for parameter in loop.parameters]
    switches = [types.uint32, types.uint32] if loop.replay else []
    gaps = loop.outputs > len(OUTPUTS) and not loop.replay
    numbers = types.Array(types.int64, 1, "A" if gaps else "C")
    outputs = [_ARRAYS["int8"], _ARRAYS["int32"], *[numbers] * (loop.outputs - 2)]
    signature = types.void(types.uint64, types.uint64, *switches, *inputs, *outputs)
    compiled = numba.njit(signature, nogil=True, error_model="numpy", boundscheck=False)(function)
    told: Callable[..., None] = compiled
    return told


_ARRAYS: Final = {
    name: types.Array(getattr(types, name), 1, "C")
    for name in ("int8", "uint16", "int32", "uint32", "int64", "uint64")
}
"""What is calculated with has a sign: Numba takes a mixture of both to binary floats."""
