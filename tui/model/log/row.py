"""One row of a log, as the table shows it."""

import re
from decimal import Decimal
from typing import Final

from attrs import define

from pointsman.engine.exact import Exact, plain
from pointsman.engine.facts_reading.flaws import shown

_PLAIN: Final = re.compile(r"([0-9]{1,40})(?:\.([0-9]{1,40}))?", re.ASCII)


@define
class Row:
    """A row: its number in the file from 1, and what is known of it; `error` if it is broken.

    Not frozen: a log has millions of these, one after the other.
    """

    number: int
    id: str | None = None
    outcome: str | None = None
    reason: str | None = None
    points: Exact | None = None
    credit: Exact | None = None
    rule: str | None = None
    currency: str | None = None
    amount: Exact | None = None
    error: str | None = None
    offset: int = 0
    """Where its line begins in the file, in bytes."""


class BadCellError(ValueError):
    """A value of a row is not what it must be; the message is one sentence."""


def exact_cell(name: str, value: object) -> Exact | None:
    """A number of a decision as it was written; None where it is left out.

    Raises:
        BadCellError: it is no plain decimal.
    """
    if value is None:
        return None
    if isinstance(value, float):
        raise BadCellError(f"`{name}` is a binary float, which is not exact")
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    match = _PLAIN.fullmatch(text)
    if match is None:
        raise BadCellError(f"`{name}` is {shown(value)}, but it must be a plain number")
    fraction = (match[2] or "").rstrip("0")
    return Exact(int(match[1] + fraction), len(fraction))


def text_cell(name: str, value: object) -> str | None:
    """A word or name of a decision; None where it is left out.

    Raises:
        BadCellError: it is no text.
    """
    if value is None or isinstance(value, str):
        return None if value is None else str(value)
    raise BadCellError(f"`{name}` is {shown(value)}, but it must be a text")


def in_lowest_terms(units: int, places: int) -> Exact:
    """`units` × 10^-`places`, without trailing zeros."""
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return Exact(units, places)


def number_text(number: Exact, exponent: int = 0) -> str:
    """A number in plain notation, with at least so many decimals."""
    scaled = number.scaled(exponent)
    return str(number) if scaled is None else plain(scaled, exponent, pad=True)
