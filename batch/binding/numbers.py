"""Columns of decimals, whole numbers or text as 64-bit integers of a unit."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.cells import Bits, integers, known_cells, words
from pointsman.batch.binding.columns import UNKNOWN
from pointsman.engine.exact import MAX_DIGITS, power_of_ten

LARGEST: Final = power_of_ten(MAX_DIGITS) - 1
"""No column holds a greater number. Whatever is as small as that has 18 digits at most."""

MOST_DECIMALS: Final = 4
"""Decimals of a number in a text that columns look at: as many as any currency has."""

_WHOLE_DIGITS: Final = MAX_DIGITS - MOST_DECIMALS
_PLAIN: Final = rf"^[0-9]{{1,{_WHOLE_DIGITS}}}(\.[0-9]{{1,{MOST_DECIMALS}}})?$"


@frozen(eq=False)
class Numbers:
    """A number for each row in units of 10^-`places`, 0 where it is null or odd.

    `known` and `odd` are None where all rows are known, and none is odd.
    """

    units: NDArray[np.int64]
    places: int
    known: Bits | None
    odd: Bits | None

    def scaled(self, places: int) -> "Numbers":
        """The same numbers in units of 10^-`places`; those that are finer or too great are odd."""
        if places == self.places:
            return self
        if places > self.places:
            return self._multiplied(power_of_ten(places - self.places), places)
        return self._divided(power_of_ten(self.places - places), places)

    def or_unknown(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Values of the rows, with UNKNOWN for null."""
        return values if self.known is None else np.where(self.known, values, UNKNOWN)

    def _multiplied(self, factor: int, places: int) -> "Numbers":
        largest = LARGEST // factor
        if self.units.max(initial=0) <= largest:
            units = self.units * (factor if largest else 0)
            return Numbers(units, places, self.known, self.odd)
        return self._without(self.units > largest).scaled(places)

    def _divided(self, divisor: int, places: int) -> "Numbers":
        if divisor > LARGEST:
            return Numbers(self.units * 0, places, self.known, _either(self.odd, self.units != 0))
        units = self.units // divisor
        finer = units * divisor != self.units
        if not finer.any():
            return Numbers(units, places, self.known, self.odd)
        return self._without(finer).scaled(places)

    def _without(self, odd: Bits) -> "Numbers":
        """The same with more rows odd."""
        units = np.where(odd, 0, self.units)
        return Numbers(units, self.places, self.known, _either(self.odd, odd))


def numbers_of(array: pa.Array, places: int) -> Numbers:
    """The numbers of a settled array that are not negative, in units of 10^-`places`.

    A number that is negative, finer, beyond `LARGEST` units, or not plainly written is odd.
    """
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if types.is_decimal(array.type):
        numbers = _of_decimals(array, places)
    elif types.is_integer(array.type):
        numbers = _checked(integers(array), 0, known_cells(array), None)
    else:
        numbers = _of_texts(array)
    return numbers.scaled(places)


def _of_decimals(array: pa.Array, places: int) -> Numbers:
    wide = array.type.bit_width // 64
    known, scale = known_cells(array), array.type.scale
    odd = None
    if array.type.precision > MAX_DIGITS and scale > places:
        cut = pc.cast(array, _of_scale(array.type, places), safe=False)
        odd = pc.fill_null(pc.not_equal(pc.cast(cut, array.type), array), False)
        array, scale, odd = cut, places, odd.to_numpy(zero_copy_only=False)
    cells = words(array, wide)
    low = cells[:, 0]
    if array.type.precision > MAX_DIGITS:
        odd = _either(odd, (cells[:, 1:] != (low >> 63)[:, np.newaxis]).any(axis=1))
    return _checked(low, scale, known, odd)


def _of_scale(kind: pa.DataType, scale: int) -> pa.DataType:
    make = pa.decimal128 if kind.bit_width == 128 else pa.decimal256
    return make(kind.precision, scale)


def _checked(
    cells: NDArray[np.generic], places: int, known: Bits | None, odd: Bits | None
) -> Numbers:
    """Cells as numbers: 0 for what is null, and odd where negative, too great or odd before."""
    # Columns share their memory with the batch: what is worked out here is always a copy.
    units = cells.astype(np.int64)
    if known is not None:
        # What stands in null cells is chance. Multiplying is faster than choosing.
        np.multiply(units, known, out=units)
    if units.view(np.uint64).max(initial=0) > LARGEST:
        odd = _either(odd, (units < 0) | (units > LARGEST))
    if odd is not None:
        units[odd] = 0
    return Numbers(units, places, known, odd)


def _of_texts(array: pa.Array) -> Numbers:
    kind = pa.decimal128(MAX_DIGITS, MOST_DECIMALS)
    plain = pc.match_substring_regex(array, _PLAIN)
    known = known_cells(array)
    good = pc.fill_null(plain, False)
    cells = words(pc.cast(pc.if_else(good, array, None), kind), 2)[:, 0]
    good_rows = good.to_numpy(zero_copy_only=False)
    odd = ~good_rows if known is None else known & ~good_rows
    units = np.where(good_rows, cells, 0)
    return Numbers(units, MOST_DECIMALS, known, odd if odd.any() else None)


def _either(one: Bits | None, other: Bits) -> Bits:
    return other if one is None else one | other
