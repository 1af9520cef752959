"""How each kind of value is written in a document: text to typed value, and back to canonical text.

A codec reads one text and raises `RefusedError` in the author's words; what it writes is the
canonical form that digests are taken of.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen

from pointsman.dsl.refusal import RefusedError, did_you_mean
from pointsman.dsl.time_zones import zone_names
from pointsman.engine.countries import COUNTRIES
from pointsman.engine.countries import find as find_country
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.currencies import find as find_currency
from pointsman.engine.exact import Exact, NotPlainError, plain
from pointsman.engine.glob import BadGlobError, compile_glob
from pointsman.engine.literals import Span
from pointsman.engine.units import RATE_PLACES

MCC_DIGITS: Final = 4
_MOST_DAYS: Final = 36_500


@frozen
class Codec:
    """A pair of functions: from the text of a document, and back to its canonical text."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = str


def text_of(value: object) -> str:
    """The text of a scalar; anything else is refused (the schema says the same, earlier)."""
    if isinstance(value, str):
        return value
    raise RefusedError("wrong-type", "a text or a number is needed here")


def decimal(value: object, what: str) -> Exact:
    """A plain decimal of at most 18 digits."""
    text = text_of(value)
    try:
        return Exact.parse(text)
    except NotPlainError as error:
        raise RefusedError("bad-number", f"`{text}` is not {what}: {error}") from error


def money(exponent: int, currency: str, *, zero: bool = False) -> Codec:
    """Money of a program: minor units as an int."""

    def read(value: object) -> int:
        exact = decimal(value, "an amount of money")
        minor = exact.scaled(exponent)
        if minor is None:
            digits = "no decimals" if exponent == 0 else f"at most {exponent} decimals"
            raise RefusedError(
                "too-fine", f"`{value}` is finer than {currency}, which has {digits}"
            )
        if minor == 0 and not zero:
            raise RefusedError("zero-bound", "an amount of 0 bounds nothing", "leave it out")
        return minor

    return Codec(read, lambda minor: plain(minor, exponent, pad=True))


def points(places: int, name: str, *, zero: bool = False) -> Codec:
    """Points of a program: hundredths as an int."""

    def read(value: object) -> int:
        exact = decimal(value, "a number of points")
        if exact.scaled(places) is None:
            held = "whole" if places == 0 else f"counted with {places} decimals"
            raise RefusedError("too-fine", f"`{value}` is finer than {name}, which are {held}")
        hundredths = exact.scaled(2)
        if not hundredths and not zero:
            raise RefusedError("zero-bound", "0 points bound nothing", "leave it out")
        return hundredths or 0

    return Codec(read, lambda hundredths: plain(hundredths, 2))


def _rate(value: object) -> Exact:
    exact = decimal(value, "a cost per point")
    if exact.places > RATE_PLACES:
        raise RefusedError(
            "too-fine",
            f"`{value}` has {exact.places} decimals; a cost per point has at most {RATE_PLACES}",
        )
    if exact.units == 0:
        raise RefusedError(
            "zero-rate", "a cost per point of 0 would make points worthless", "write a cost above 0"
        )
    return exact


def whole(what: str, most: int | None = None) -> Codec:
    """A whole number above 0."""

    def read(value: object) -> int:
        exact = decimal(value, what)
        number = exact.scaled(0)
        if number is None or number == 0:
            raise RefusedError(
                "bad-number" if number is None else "zero-bound",
                f"{what} is a whole number above 0, not `{value}`",
            )
        if most is not None and number > most:
            raise RefusedError("bad-number", f"{what} is at most {most:,}, not `{value}`")
        return number

    return Codec(read)


def _mcc(value: object) -> str:
    text = text_of(value)
    if len(text) != MCC_DIGITS or not (text.isascii() and text.isdigit()):
        help_ = f"write `{text.zfill(MCC_DIGITS)}`" if text.isdigit() and len(text) < 4 else None
        raise RefusedError(
            "bad-mcc", f"a merchant category code has four digits, `{text}` does not", help_
        )
    return text


def mcc_or_span(value: object) -> str | Span:
    """A merchant category code, or a range of them."""
    if isinstance(value, Mapping):
        return rising(value, _mcc, lambda code: code)
    return _mcc(value)


def rising(
    value: Mapping[str, object], read: Callable[[object], Any], rank: Callable[[Any], Any]
) -> Span:
    """A range `from..to` whose ends are in order."""
    ends = []
    for key in ("from", "to"):
        try:
            ends.append(read(value.get(key)))
        except RefusedError as error:
            raise error.inside(key) from error
    low, high = ends
    if rank(low) > rank(high):
        raise RefusedError(
            "falling-range",
            f"the range `{value['from']}..{value['to']}` falls; a range goes from low to high",
            f"write `{value['to']}..{value['from']}`",
        )
    return Span(low, high)


def write_mcc(value: str | Span) -> object:
    """The document form of a code or a range of codes."""
    return {"from": value.from_, "to": value.to} if isinstance(value, Span) else value


def country_code(value: object) -> str:
    """Any of the three forms of ISO 3166 as alpha-3."""
    text = text_of(value)
    found = find_country(text)
    if found is None:
        raise RefusedError(
            "unknown-country", f"ISO 3166 has no country `{text}`", _country_help(text)
        )
    return found.alpha3


def _country_help(text: str) -> str | None:
    if find_country(text.upper()):
        return f"write `{text.upper()}`"
    for country in COUNTRIES.values():
        if country.name.casefold() == text.casefold():
            return f"write `{country.alpha3}`"
    return did_you_mean(text, COUNTRIES, "write an ISO 3166 code, such as `USA`, `US` or `840`")


def currency_code(value: object) -> str:
    """Either form of ISO 4217 as alpha-3."""
    text = text_of(value)
    found = find_currency(text)
    if found is None:
        help_ = f"write `{text.upper()}`" if find_currency(text.upper()) else None
        raise RefusedError(
            "unknown-currency",
            f"ISO 4217 has no currency `{text}`",
            help_
            or did_you_mean(text, CURRENCIES, "write an ISO 4217 code, such as `USD` or `840`"),
        )
    return found.code


def _billing_currency(value: object) -> str:
    code = currency_code(value)
    if CURRENCIES[code].exponent is None:
        raise RefusedError("no-minor-unit", f"nobody is billed in {code}: it has no minor unit")
    return code


def _day(value: object) -> str:
    text = text_of(value)
    try:
        if len(text) == len("2026-01-01"):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise RefusedError(
        "bad-date", f"`{text}` is not a date of the calendar", "write it as `2026-01-31`"
    )


def _time_zone(value: object) -> str:
    text = text_of(value)
    if text not in zone_names():
        raise RefusedError(
            "unknown-time-zone",
            f"there is no time zone `{text}`",
            did_you_mean(text, zone_names(), 'write a name such as `"America/New_York"`'),
        )
    return text


def _glob(value: object) -> str:
    text = text_of(value)
    try:
        compile_glob(text)
    except BadGlobError as error:
        raise RefusedError(
            "bad-pattern", f"{error}", "`\\*`, `\\?` and `\\\\` stand for themselves"
        ) from error
    return text


def _name(value: object) -> str:
    text = text_of(value)
    if not text.strip():
        raise RefusedError("empty-name", "a name has at least one character")
    return text


RATE: Final = Codec(_rate)
MCC: Final = Codec(mcc_or_span, write_mcc)
COUNTRY: Final = Codec(country_code)
BILLING_CURRENCY: Final = Codec(_billing_currency)
DAY: Final = Codec(_day)
TIME_ZONE: Final = Codec(_time_zone)
GLOB: Final = Codec(_glob)
NAME: Final = Codec(_name)
TEXT: Final = Codec(text_of)
VERSION: Final = whole("a version")
DAYS: Final = whole("a number of days", _MOST_DAYS)
