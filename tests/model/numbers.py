"""Numbers of the model: fractions read from plain text, rounded once, written as plain text."""

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)


class BadInput(ValueError):  # noqa: N818 - it is an answer of the model, not a fault in it
    """The facts are refused: there is no decision."""


def number(value: object) -> Fraction:
    """A plain decimal of at most 18 digits as a fraction; BadInput for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise BadInput(f"not a number: {value!r}")
    text = str(value)
    if PLAIN.fullmatch(text) is None:
        raise BadInput(f"not a plain decimal: {text!r}")
    if sum(character.isdigit() for character in text) > 18:
        raise BadInput(f"over 18 digits: {text!r}")
    return Fraction(text)


def number_with(decimals: int, value: object) -> Fraction:
    """A number that is, by value, no finer than so many decimals."""
    result = number(value)
    if (result * 10**decimals).denominator != 1:
        raise BadInput(f"more than {decimals} decimals: {value!r}")
    return result


def rounded(value: Fraction, unit: Fraction, rounding: str) -> Fraction:
    """The value in whole units: natural is half up, up is the ceiling, down the floor."""
    units = value / unit
    whole = {"natural": floor(units + Fraction(1, 2)), "up": ceil(units), "down": floor(units)}
    return whole[rounding] * unit


def plain(value: Fraction) -> str:
    """A number that ends, written out without trailing zeros."""
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    return padded(value, decimals)


def padded(value: Fraction, decimals: int) -> str:
    """A number with exactly so many decimals, which it must not exceed."""
    units = value * 10**decimals
    assert units.denominator == 1, "the model never writes what it would have to round"
    digits = str(abs(units.numerator)).rjust(decimals + 1, "0")
    sign = "-" if units < 0 else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
