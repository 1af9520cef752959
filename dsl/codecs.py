"""How each kind of value is written in a document: text to typed value, and back to canonical text.

A codec reads one text and raises `RefusedError` in the author's words; what it writes is the
canonical form that digests are taken of.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import frozen

from pointsman.dsl.document_builder import clipped
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

_MCC: Final = re.compile(r"[0-9]{4}", re.ASCII)
_MCC_RANGE: Final = re.compile(r"([0-9]{4})\.\.([0-9]{4})", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNFIT_FOR_URLS: Final = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]")


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
        raise RefusedError("bad-number", f"{clipped(text)} is not {what}: {error}") from error


def money(exponent: int, currency: str, *, zero: bool = False) -> Codec:
    """Money of a program: minor units as an int."""

    def read(value: object) -> int:
        exact = decimal(value, "an amount of money")
        minor = exact.scaled(exponent)
        if minor is None:
            decimals = f"{exponent or 'no'} decimals"
            raise _too_fine(value, f"{currency} has {decimals}", exponent)
        if minor == 0 and not zero:
            raise _zero(value, "an amount")
        return minor

    return Codec(read, lambda minor: plain(minor, exponent, pad=True))


def points(places: int, name: str, *, zero: bool = False) -> Codec:
    """Points of a program: hundredths as an int."""

    def read(value: object) -> int:
        exact = decimal(value, "a number of points")
        if exact.scaled(places) is None:
            held = "whole" if places == 0 else f"counted with {places} decimals"
            raise _too_fine(value, f"{name} are {held}", places)
        hundredths = exact.scaled(2)
        if not hundredths and not zero:
            raise _zero(value, "a number of points")
        return hundredths or 0

    return Codec(read, lambda hundredths: plain(hundredths, 2))


def _too_fine(value: object, limit: str, places: int) -> RefusedError:
    whole, _, fraction = str(value).partition(".")
    kept = f"{whole}.{fraction[:places]}" if places else whole
    help_ = f"write `{kept}`" if kept.strip("0.") else f"the least is `{plain(1, places)}`"
    return RefusedError("too-fine", f"`{value}` has {_decimals(value)}, but {limit}", help_)


def _decimals(value: object) -> str:
    """How many decimals a number has that are not zeros at its end."""
    count = len(str(value).partition(".")[2].rstrip("0"))
    return "1 decimal" if count == 1 else f"{count} decimals"


def _zero(value: object, what: str) -> RefusedError:
    return RefusedError(
        "zero-bound",
        f"found `{value}`, expected {what} above 0",
        f"write {what} above 0, or leave the statement out",
    )


def _rate(value: object) -> Exact:
    exact = decimal(value, "a cost per point")
    if exact.places > RATE_PLACES:
        raise _too_fine(value, f"a cost per point has at most {RATE_PLACES}", RATE_PLACES)
    if exact.units == 0:
        raise RefusedError(
            "zero-rate",
            f"found a cost per point of `{value}`, expected one above 0",
            "write how much one point is worth, such as `0.01`",
        )
    return exact


def whole(what: str) -> Codec:
    """A whole number above 0."""

    def read(value: object) -> int:
        exact = decimal(value, what)
        number = exact.scaled(0)
        if number is None or number == 0:
            raise RefusedError(
                "bad-number" if number is None else "zero-bound",
                f"found `{value}`, expected {what}, a whole number above 0",
                "write a whole number such as `1`",
            )
        return number

    return Codec(read)


def _mcc(value: object) -> str:
    text = text_of(value)
    if _MCC.fullmatch(text):
        return text
    padded = text.zfill(4)
    help_ = f"write `{padded}`" if _MCC.fullmatch(padded) else "write four digits, such as `5411`"
    if ends := _MCC_RANGE.fullmatch(text):
        help_ = f"write a range as `from: '{ends[1]}'` and `to: '{ends[2]}'`"
    message = f"found `{text}`, expected a merchant category code of four digits"
    raise RefusedError("bad-mcc", message, help_)


def mcc_or_span(value: object) -> str | Span:
    """A merchant category code, or a range of them."""
    if isinstance(value, Mapping):
        return rising(value, _mcc, lambda code: code)
    return _mcc(value)


def rising(
    value: Mapping[str, object], read: Callable[[object], Any], rank: Callable[[Any], Any]
) -> Span:
    """A range `from..to` whose ends are in order, or are the same."""
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
            "unknown-country", f"ISO 3166 has no country `{text}`", partial(_country_help, text)
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
        raise RefusedError(
            "unknown-currency", f"ISO 4217 has no currency `{text}`", partial(_currency_help, text)
        )
    return found.code


def _currency_help(text: str) -> str | None:
    if find_currency(text.upper()):
        return f"write `{text.upper()}`"
    return did_you_mean(text, CURRENCIES, "write an ISO 4217 code, such as `USD` or `840`")


def _currency_paid_in(whose: str) -> Codec:
    """A currency with a minor unit; `whose` says what it is the currency of."""

    def read(value: object) -> str:
        code = currency_code(value)
        if CURRENCIES[code].exponent is None:
            raise RefusedError(
                "no-minor-unit",
                f"found `{value}`, which has no minor unit, expected a currency that people pay in",
                f"write the {whose}, such as `USD`",
            )
        return code

    return Codec(read)


def _day(value: object) -> str:
    text = text_of(value)
    refused = RefusedError(
        "bad-date", f"found `{text}`, expected a date of the calendar", _date_help(text)
    )
    if not _DATE.fullmatch(text):
        raise refused
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise refused from error


def _date_help(text: str) -> str:
    if not _DATE.fullmatch(text):
        return "write it as `2026-01-31`"
    year, month = int(text[:4]), int(text[5:7])
    if year and 1 <= month <= 12:
        return f"that month has {monthrange(year, month)[1]} days"
    return "months go from 01 to 12" if year else "years go from 0001 to 9999"


def _time_zone(value: object) -> str:
    text = text_of(value)
    if text not in zone_names():
        raise RefusedError(
            "unknown-time-zone",
            f"there is no time zone `{text}`",
            partial(_time_zone_help, text),
        )
    return text


def _time_zone_help(text: str) -> str | None:
    """A near name with its region; the short ones are all near to each other."""
    names = ["UTC", *(name for name in zone_names() if "/" in name)]
    for name in names:
        if name.rpartition("/")[2].casefold() == text.replace(" ", "_").casefold():
            return f"write `{name}`"
    return did_you_mean(text, names, "write a name such as `America/New_York`")


def _glob(value: object) -> str:
    text = text_of(value)
    try:
        compile_glob(text)
    except BadGlobError as error:
        raise RefusedError(
            "bad-pattern",
            f"{error}, in the pattern `{text}`",
            "`\\*`, `\\?` and `\\\\` stand for themselves",
        ) from error
    return text


def _name(value: object) -> str:
    text = text_of(value)
    if not text.strip():
        raise RefusedError(
            "empty-name", "found an empty name, expected at least one character", "write a name"
        )
    return text


def _code(value: object) -> str:
    text = text_of(value)
    if not text.strip():
        raise RefusedError(
            "empty-name", "found an empty code, expected at least one character", "write a code"
        )
    return text


def _url(value: object) -> str:
    text = text_of(value)
    if not _is_web_address(text):
        raise RefusedError(
            "bad-url",
            f"found {_found(text)}, expected the whole address of a web server",
            "write it as `https://issuer.example/rewards/notifications`",
        )
    return text


def _found(text: str) -> str:
    return f"`{text}`" if text else "nothing"


def _is_web_address(text: str) -> bool:
    """An absolute http or https URL with a host, of characters that a URL may have."""
    if _UNFIT_FOR_URLS.search(text):
        return False
    try:
        parts = urlsplit(text)
        # Reading the port is what finds one that is no number, or too large.
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


RATE: Final = Codec(_rate)
MCC: Final = Codec(mcc_or_span, write_mcc)
COUNTRY: Final = Codec(country_code)
BILLING_CURRENCY: Final = _currency_paid_in("billing currency of the program")
ITEM_CURRENCY: Final = _currency_paid_in("currency of the item")
DAY: Final = Codec(_day)
TIME_ZONE: Final = Codec(_time_zone)
GLOB: Final = Codec(_glob)
NAME: Final = Codec(_name)
CODE: Final = Codec(_code)
URL: Final = Codec(_url)
TEXT: Final = Codec(text_of)
VERSION: Final = whole("a version")
DAYS: Final = whole("a number of days")
