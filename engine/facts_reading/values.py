"""Readers of single values: each answers with what it read, or with a `Flaw`.

A value comes from JSON, YAML, a message or Python: text, `Written` (a number as it was
written), an int or a Decimal. A binary float is refused, for it has already been rounded.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from pointsman.engine import countries, currencies
from pointsman.engine.currencies import Currency
from pointsman.engine.exact import MAX_DIGITS, Exact, NotPlainError, Written
from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.instants import BadInstantError, parse_instant
from pointsman.engine.nearest import nearest

Reader = Callable[[object], object]
"""A reader's answer is the value, or a `Flaw`."""

MAX_TEXT: Final = 10_000
"""Characters that a text may have."""

MANY_CHOICES: Final = 8
"""A list longer than this is told in the help, where it does not drown the message."""

_MCC = re.compile(r"[0-9]{4}", re.ASCII)
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNFIT = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Controls, halves of surrogate pairs, line and paragraph separators (Unicode categories)."""

_TOO_MANY_DIGITS = Flaw(Code.BAD_NUMBER, f"a number has at most {MAX_DIGITS} digits")
_BINARY_FLOAT = Flaw(
    Code.BINARY_FLOAT, "a binary float is not exact", 'hand it in as text ("100.10") or a Decimal'
)


def read_number(value: object) -> Exact | Flaw:
    """A plain decimal that is not negative, from text, a written number, an int or a Decimal."""
    text = _number_text(value)
    if isinstance(text, Flaw):
        return text
    try:
        return Exact.parse(text)
    except NotPlainError as error:
        return Flaw(Code.BAD_NUMBER, str(error))


def without_minus(value: object) -> object:
    """A number below zero without its sign; anything else as it is."""
    if isinstance(value, str) and value.startswith("-"):
        return Written(value[1:]) if isinstance(value, Written) else value[1:]
    if isinstance(value, Decimal) and value.is_signed():
        return value.copy_negate()
    return -value if isinstance(value, int) and value < 0 else value


def read_points(value: object) -> int | Flaw:
    """Points, never finer than hundredths, as an integer of hundredths."""
    number = read_number(value)
    if isinstance(number, Flaw):
        return number
    hundredths = number.scaled(2)
    if hundredths is None:
        return Flaw(Code.TOO_FINE, "points have at most 2 decimals")
    return hundredths


def in_currency(amount: Exact, exponent: int, currency: str) -> int | Flaw:
    """An amount as an integer of minor units, unless it is finer than its currency."""
    minor = amount.scaled(exponent)
    if minor is None:
        decimals = f"{exponent} decimals" if exponent else "no decimals"
        return Flaw(Code.TOO_FINE, f"{currency} has {decimals}")
    return minor


def billable(currency: Currency) -> Flaw | None:
    """Why nothing is billed in a currency, or None: it needs minor units to count in."""
    if currency.exponent is None:
        return Flaw(Code.NO_MINOR_UNIT, "it has no minor unit, so nothing is billed in it")
    return None


def read_text(value: object) -> str | Flaw:
    """A text of up to 10,000 characters; a number stands for the text it was written as."""
    text = _plain_text(value)
    if isinstance(text, Flaw):
        return text
    if len(text) > MAX_TEXT:
        return Flaw(Code.TOO_LONG, f"a text has at most {MAX_TEXT:,} characters")
    unfit = None if text.isprintable() else next(filter(_is_unfit, text), None)
    if unfit is not None:
        return Flaw(Code.BAD_TEXT, f"a text may not hold the character U+{ord(unfit):04X}")
    return text


def short_text(limit: int) -> Reader:
    """A reader of texts of up to `limit` characters."""

    def read(value: object) -> str | Flaw:
        text = read_text(value)
        if isinstance(text, str) and len(text) > limit:
            return Flaw(Code.TOO_LONG, f"it has at most {limit} characters")
        return text

    return read


def choice(choices: tuple[str, ...]) -> Callable[[object], str | Flaw]:
    """A reader of one word out of a list."""

    def read(value: object) -> str | Flaw:
        text = _plain_text(value)
        return text if isinstance(text, str) and text in choices else _not_a_choice(text, choices)

    return read


def member(kind: type[StrEnum]) -> Reader:
    """A reader of one member of an enumeration, by its value."""
    read_choice = choice(tuple(str(it) for it in kind))

    def read(value: object) -> StrEnum | Flaw:
        text = read_choice(value)
        return text if isinstance(text, Flaw) else kind(text)

    return read


def read_mcc(value: object) -> str | Flaw:
    """A merchant category code: four digits, leading zeros among them."""
    text = _plain_text(value)
    if isinstance(text, Flaw) or _MCC.fullmatch(text):
        return text
    help_ = None
    if text.isascii() and text.isdigit() and len(text) < 4:
        help_ = f'write its leading zeros: "{text.zfill(4)}"'
    return Flaw(Code.BAD_CODE, "a merchant category code is four digits", help_)


def read_country(value: object) -> str | Flaw:
    """A country of ISO 3166 in any of its three forms, as alpha-3."""
    text = read_code(value)
    if isinstance(text, Flaw):
        return text
    country = countries.find(text)
    if country is None:
        help_ = _in_capitals(text, countries.find)
        return Flaw(Code.UNKNOWN_COUNTRY, "ISO 3166 has no such country", help_)
    return country.alpha3


def read_currency(value: object) -> Currency | Flaw:
    """A currency of ISO 4217, alphabetic or numeric."""
    text = read_code(value)
    if isinstance(text, Flaw):
        return text
    currency = currencies.find(text)
    if currency is None:
        help_ = _in_capitals(text, currencies.find)
        return Flaw(Code.UNKNOWN_CURRENCY, "ISO 4217 has no such currency", help_)
    return currency


def read_time(value: object) -> int | Flaw:
    """A time of RFC 3339 with its offset, as microseconds since 1970 (see `instants`)."""
    text = _plain_text(value)
    if isinstance(text, Flaw):
        return text
    try:
        return parse_instant(text)
    except BadInstantError as error:
        return Flaw(Code.BAD_TIME, str(error))


def _number_text(value: object) -> str | Flaw:
    if isinstance(value, Decimal):
        return _decimal_text(value)
    text = _plain_text(value)
    if isinstance(text, Flaw) and text.code is Code.WRONG_TYPE:
        return Flaw(Code.WRONG_TYPE, "it must be a number")
    return text


def _decimal_text(value: Decimal) -> str | Flaw:
    """A Decimal in plain notation; its exponent is looked at before a single zero is written."""
    _, digits, exponent = value.as_tuple()
    if isinstance(exponent, str):
        return str(value)
    if abs(exponent) > MAX_DIGITS or len(digits) > MAX_DIGITS:
        return _TOO_MANY_DIGITS
    return format(value, "f")


def _plain_text(value: object) -> str | Flaw:
    """Text, or a whole or written number as the text it was written as."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return _BINARY_FLOAT
    if isinstance(value, int) and not isinstance(value, bool):
        # Python refuses to write an int of thousands of digits, and nothing here is that long.
        return str(value) if value.bit_length() <= 256 else _TOO_MANY_DIGITS
    return Flaw(Code.WRONG_TYPE, "it must be a text")


def read_code(value: object) -> str | Flaw:
    """A code of three digits or letters; a number gets back the leading zeros that numbers lose."""
    text = _plain_text(value)
    if isinstance(text, str) and isinstance(value, Written | int) and text.isdigit():
        return text.zfill(3)
    return text


def _in_capitals(code: str, find: Callable[[str], object]) -> str | None:
    """What to write instead of a code in small letters."""
    capitals = code[:3].upper()
    return f"write `{capitals}`" if len(code) <= 3 and find(capitals) else None


def _is_unfit(char: str) -> bool:
    return char in _BIDI_CONTROLS or unicodedata.category(char) in _UNFIT


def _not_a_choice(text: str | Flaw, choices: tuple[str, ...]) -> Flaw:
    near = nearest(text, choices) if isinstance(text, str) else None
    help_ = f"did you mean `{near}`?" if near else None
    if len(choices) > MANY_CHOICES:
        help_ = help_ or f"write {_any_of(choices)}"
        return Flaw(Code.NOT_A_CHOICE, "that is none of the values it may have", help_)
    return Flaw(Code.NOT_A_CHOICE, f"it must be {_any_of(choices)}", help_)


def _any_of(choices: tuple[str, ...]) -> str:
    *most, last = choices
    return f"{', '.join(most)} or {last}" if most else last
