"""Texts that no rule reads: only whether each may stand there, mostly without looking at it."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, integers, known_cells
from pointsman.batch.binding.row import native_values
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.values import MAX_TEXT, read_text

_SPACE, _DELETE, _TWO_BYTES, _THREE_BYTES = 0x20, 0x7F, 0xC2, 0xE2
"""In UTF-8, besides bytes below a space, every character that no text may hold starts with one of
these: U+007F to U+009F, and U+2028 to U+2069 (engine.facts_reading.values, `_UNFIT`)."""


def refused_texts(array: pa.Array) -> Bits | None:
    """Which rows of a settled array hold what its reader refuses; None: no row does."""
    if types.is_dictionary(array.type):
        refused = refused_texts(array.dictionary)
        return None if refused is None else _of_rows(array.indices, refused)
    if types.is_integer(array.type):
        return None
    doubtful = _doubtful(array)
    if not doubtful.any():
        return None
    refused = np.zeros(len(array), np.bool_)
    texts = native_values(array.filter(pa.array(doubtful)))
    refused[doubtful] = [text is not None and isinstance(read_text(text), Flaw) for text in texts]
    return refused


def _of_rows(indices: pa.Array, refused: Bits) -> Bits:
    known, at = known_cells(indices), integers(indices)
    if known is None:
        return refused.take(at)
    return known & refused.take(np.where(known, at, 0))


def _doubtful(array: pa.Array) -> Bits:
    """Rows whose text is long, no UTF-8, or has a byte with which an unfit character may start."""
    offsets, data = _bytes(array)
    doubtful: Bits = np.diff(offsets) > MAX_TEXT
    if not len(data) or (data.min() >= _SPACE and data.max() < _DELETE):
        return doubtful
    if not _is_utf8(array):
        return np.ones(len(array), np.bool_)
    starts = (data < _SPACE) | (data == _DELETE) | (data == _TWO_BYTES) | (data == _THREE_BYTES)
    places = np.flatnonzero(starts) + offsets[0]
    doubtful[np.searchsorted(offsets, places, side="right") - 1] = True
    return doubtful


def _bytes(array: pa.Array) -> tuple[NDArray[np.signedinteger], NDArray[np.uint8]]:
    """Where each text begins, and where the last ends; and the bytes from the first on."""
    large = types.is_large_string(array.type)
    kind = np.dtype(np.int64 if large else np.int32)
    _, starts, data = array.buffers()
    if not len(array) or data is None:
        return np.zeros(len(array) + 1, np.int64), np.empty(0, np.uint8)
    end = array.offset + len(array) + 1
    offsets = np.frombuffer(starts, kind, count=end)[array.offset :]
    return offsets, np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]


def _is_utf8(array: pa.Array) -> bool:
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
