"""Values in words: how an amount, a code, a date or a list of them is shown to a person."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import Exact, grouped, plain, power_of_ten
from pointsman.engine.fact_types import WEEKDAYS, Kind
from pointsman.engine.plan import Constant
from pointsman.engine.slots import NUMBER_PLACES
from pointsman.engine.units import Units

SHOWN = 8
"""Values of a list that are shown; the rest are counted."""

_REMEMBERED = 1024
"""Amounts whose words are kept: those of a program come back in every explanation."""

Listed = Constant | tuple[Constant, Constant]
"""A value of a list, or a range of them with both ends."""

Show = Callable[[Any], str]
"""Shows values of one kind."""


@lru_cache(_REMEMBERED)
def money(minor: int, exponent: int) -> str:
    """Minor units of a currency with so many decimals, for people: `1,000.00`."""
    return grouped(plain(minor, exponent, pad=True))


@lru_cache(_REMEMBERED)
def points(hundredths: int) -> str:
    """Points for people: `7,000`, `366.66`."""
    return grouped(plain(hundredths, 2))


def showing(units: Units, kind: Kind) -> Show:
    """How values of a kind are shown to a person; text that could mislead is quoted."""
    exponent = units.exponent
    match kind:
        case Kind.MONEY:
            return lambda minor: money(minor, exponent)
        case Kind.POINTS:
            return points
        case Kind.NUMBER:
            return lambda number: plain(number, NUMBER_PLACES)
        case Kind.WEEKDAY:
            return lambda weekday: WEEKDAYS[weekday]
        case Kind.DATE:
            return day
        case Kind.YES_NO:
            return lambda truth: "yes" if truth else "no"
        case Kind.TEXT:
            return lambda text: f'"{text}"'
        case _:
            return str


def listing(show: Show, listed: Sequence[Listed]) -> str:
    """A list as written, cut after a few entries."""
    return _counted([_entry(show, each) for each in listed[:SHOWN]], len(listed))


def cut(texts: Sequence[str]) -> str:
    """Texts with commas between them, only the first few when there are many."""
    return _counted(texts[:SHOWN], len(texts))


@lru_cache(_REMEMBERED)
def day(ordinal: int) -> str:
    """An ordinal day as `2026-03-07`."""
    return date.fromordinal(ordinal).isoformat()


def money_in(minor: int, currency: str) -> str:
    """An amount in any currency: `100.00 USD`."""
    return f"{money(minor, CURRENCIES[currency].exponent or 0)} {currency}"


def at_least_places(amount: Exact, places: int) -> str:
    """An exact decimal for people, with at least so many decimals: `2.997`, `76.50`."""
    shown = max(amount.places, places)
    return grouped(plain(amount.units * power_of_ten(shown - amount.places), shown, pad=True))


def _counted(texts: Sequence[str], count: int) -> str:
    shown = ", ".join(texts)
    return shown if len(texts) == count else f"{shown}, … {count:,} in all"


def _entry(show: Show, each: Listed) -> str:
    return f"{show(each[0])}..{show(each[1])}" if isinstance(each, tuple) else show(each)
