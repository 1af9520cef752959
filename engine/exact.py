"""Exact plain decimals: what a number in a program or in facts is before it gets a unit.

There is no binary float here and no rounding: a decimal is an integer and the number
of its decimals. Rounding lives in `rounding.py` and happens once, where a program says so.
"""

import re
from typing import Final

from attrs import frozen

from pointsman.engine.record import Record

MAX_DIGITS: Final = 18
"""Digits a number may be written with, before and after the point together."""

_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?", re.ASCII)


class Written(str):
    """A number exactly as it was written in JSON, YAML or a message, before anything reads it."""

    __slots__ = ()


class NotPlainError(ValueError):
    """A text that is not a plain decimal; the message says what is wrong with it."""


@frozen(order=False, repr=False)
class Exact(Record):
    """`units` divided by ten to the power of `places`, in lowest terms (no trailing zeros)."""

    units: int
    places: int = 0

    @classmethod
    def parse(cls, text: str) -> "Exact":
        """Read a plain decimal: digits, and a point with digits after it if need be.

        Raises:
            NotPlainError: a sign, an exponent, NaN, infinity, or more than 18 digits.
        """
        match = _PLAIN.fullmatch(text)
        if match is None:
            raise NotPlainError(_why_not_plain(text))
        whole, fraction = match[1], match[2] or ""
        if len(whole) + len(fraction) > MAX_DIGITS:
            raise NotPlainError(f"a number has at most {MAX_DIGITS} digits")
        fraction = fraction.rstrip("0")
        return cls(int(whole + fraction), len(fraction))

    def scaled(self, places: int) -> int | None:
        """The value as an integer of units of 10^-`places`; None when it is finer."""
        if self.places > places:
            return None
        return self.units * power_of_ten(places - self.places)

    def __str__(self) -> str:
        return plain(self.units, self.places)


def power_of_ten(exponent: int) -> int:
    """Ten to a power that is not negative, as an int."""
    power: int = 10**exponent
    return power


def plain(units: int, places: int, *, pad: bool = False) -> str:
    """Write `units` × 10^-`places` in plain notation, without trailing zeros unless `pad`.

    >>> plain(7000, 2), plain(7000, 2, pad=True), plain(-5, 3)
    ('70', '70.00', '-0.005')
    """
    sign, digits = ("-", str(-units)) if units < 0 else ("", str(units))
    if places == 0:
        return sign + digits
    digits = digits.rjust(places + 1, "0")
    whole, fraction = digits[:-places], digits[-places:]
    if not pad:
        fraction = fraction.rstrip("0")
    return f"{sign}{whole}.{fraction}" if fraction else sign + whole


def grouped(text: str) -> str:
    """Put commas between the thousands of a plain decimal, for people: `41,667.5`."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, fraction = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{fraction}"


def _why_not_plain(text: str) -> str:
    lowered = text.strip().lower().lstrip("+-")
    if lowered in {"nan", "inf", "infinity", "snan", ".nan", ".inf"}:
        return "NaN and infinity are not numbers here"
    if text.startswith("-") and _PLAIN.fullmatch(text[1:]):
        return "a number is never negative"
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+", lowered):
        return "a number is written out, without an exponent"
    return "a number is plain digits with at most one point, such as 12.50"
