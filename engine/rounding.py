"""The one rounding step of a decision: points worked out from money.

A value is rounded once, from the exact quotient, never from an already rounded decimal.
"""

from pointsman.engine.rules import Rounding


def rounded_quotient(numerator: int, denominator: int, rounding: Rounding) -> int:
    """`numerator` ÷ `denominator` (both not negative, the latter above 0) as a whole number.

    NATURAL is half up, UP the ceiling, DOWN the floor (S-DR): 10.2467 gives 10, 11, 10.
    """
    if rounding is Rounding.UP:
        return -(-numerator // denominator)
    if rounding is Rounding.DOWN:
        return numerator // denominator
    return (2 * numerator + denominator) // (2 * denominator)
