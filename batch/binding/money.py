"""Billing amounts in minor units of the currency that each row names."""

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.cells import Bits
from pointsman.batch.binding.coding import Codes
from pointsman.batch.binding.numbers import MOST_DECIMALS, Numbers, numbers_of
from pointsman.engine import currencies
from pointsman.engine.exact import power_of_ten
from pointsman.engine.slots import Value


@frozen(eq=False)
class Amounts:
    """An amount for each row in minor units, 0 where it is odd."""

    minor: NDArray[np.int64]
    odd: Bits


def amounts_of(array: pa.Array, currency: Codes) -> Amounts:
    """Amounts by the codes of their currencies; no amount, or no currency to bill in, is odd."""
    divisors = np.array([_divisor(code) for code in currency.values], np.int64)
    billed = divisors.take(currency.in_use())
    if len(billed) and billed.min() == billed.max() > 0:
        return _amounts(numbers_of(array, _places(int(billed[0]))), currency.rows == 0)
    numbers = numbers_of(array, MOST_DECIMALS)
    divisor = divisors.take(currency.rows)
    unbilled = divisor == 0
    minor = numbers.units // np.where(unbilled, 1, divisor)
    finer = minor * divisor != numbers.units
    return _amounts(Numbers(minor, 0, numbers.known, numbers.odd), unbilled | finer)


def _amounts(numbers: Numbers, odd: Bits) -> Amounts:
    if numbers.known is not None:
        odd = odd | ~numbers.known
    if numbers.odd is not None:
        odd = odd | numbers.odd
    minor = np.where(odd, 0, numbers.units) if odd.any() else numbers.units
    return Amounts(minor, odd)


def _divisor(code: Value) -> int:
    """What a minor unit is in units of 10^-MOST_DECIMALS; 0 where nothing is billed in it."""
    currency = currencies.find(code) if isinstance(code, str) else None
    if currency is None or currency.exponent is None:
        return 0
    return power_of_ten(MOST_DECIMALS - currency.exponent)


def _places(divisor: int) -> int:
    """The exponent of the currency that has this divisor."""
    return MOST_DECIMALS - len(str(divisor)) + 1
