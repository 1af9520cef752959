"""Columns of timestamps, or of text, as microseconds since 1970."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, known_cells, words
from pointsman.batch.binding.columns import NO_INSTANT
from pointsman.batch.binding.row import native_values
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.values import read_time
from pointsman.engine.instants import EARLIEST, LATEST

_PER_MICROSECOND: Final = {"s": 1_000_000, "ms": 1_000, "us": 1}

_MICROSECONDS: Final = pa.timestamp("us", "UTC")

_USUAL: Final = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
"""The spellings of RFC 3339 that Arrow reads as `engine.instants` does: most, but not all."""


@frozen(eq=False)
class Instants:
    """An instant for each row, NO_INSTANT where it is null or odd; `odd` None: none is odd."""

    micros: NDArray[np.int64]
    odd: Bits | None


def instants_of(array: pa.Array) -> Instants:
    """The instants of a settled array; one that is no time, or outside the calendar, is odd."""
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if types.is_timestamp(array.type):
        return _of_timestamps(array)
    return _of_texts(array)


def _of_timestamps(array: pa.Array) -> Instants:
    ticks, known = words(array)[:, 0], known_cells(array)
    if array.type.unit == "ns":
        micros, earliest, latest = ticks // 1_000, EARLIEST, LATEST
    else:
        size = _PER_MICROSECOND[array.type.unit]
        micros, earliest, latest = ticks, -(-EARLIEST // size), LATEST // size
    if known is not None:
        micros = np.where(known, micros, 0)
    odd = None
    if micros.min(initial=0) < earliest or micros.max(initial=0) > latest:
        odd = (micros < earliest) | (micros > latest)
        micros = np.where(odd, 0, micros)
    if array.type.unit in {"s", "ms"}:
        micros = micros * _PER_MICROSECOND[array.type.unit]
    return _finished(micros, known, odd)


def _of_texts(array: pa.Array) -> Instants:
    known = known_cells(array)
    usual = pc.fill_null(pc.match_substring_regex(array, _USUAL), False)
    try:
        read = pc.cast(pc.if_else(usual, array, None), _MICROSECONDS)
    except pa.ArrowInvalid:
        return _read_one_by_one(array)
    good = usual.to_numpy(zero_copy_only=False)
    micros = np.where(good, words(read)[:, 0], 0)
    within = (micros >= EARLIEST) & (micros <= LATEST)
    odd = ~(good & within) if known is None else known & ~(good & within)
    return _finished(micros, known, odd if odd.any() else None)


def _read_one_by_one(array: pa.Array) -> Instants:
    """The same where some text names a day that the calendar does not have."""
    read = [None if it is None else read_time(it) for it in native_values(array)]
    micros = [it if isinstance(it, int) else NO_INSTANT for it in read]
    odd = [isinstance(it, Flaw) for it in read]
    return Instants(np.array(micros, np.int64), np.array(odd, np.bool_))


def _finished(micros: NDArray[np.int64], known: Bits | None, odd: Bits | None) -> Instants:
    """Own cells, with NO_INSTANT where there is nothing to read or nothing to trust."""
    own = np.array(micros, np.int64)
    if known is not None:
        own[~known] = NO_INSTANT
    if odd is not None:
        own[odd] = NO_INSTANT
    return Instants(own, odd)
