"""The instant of DE007, which has a month, a day and a time in UTC, but no year."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from pointsman.engine.instants import BadInstantError, parse_instant

_TRANSMITTED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})", re.ASCII)

_LEAP_GAP: Final = 8
"""Years between two 29ths of February at most (1896 and 1904, 2096 and 2104)."""


def nearest_year(transmitted: str, received_at: int) -> int | None:
    """The instant of `MMDDhhmmss` in the year that brings it nearest to `received_at`.

    Of two that are equally near the earlier is taken: a message is sent before it is received.
    None when no year has such a date and time. Instants are microseconds since 1970.
    """
    match = _TRANSMITTED.fullmatch(transmitted)
    if match is None:
        return None
    year = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=received_at)).year
    month, day, hour, minute, second = match.groups()
    candidates = (
        _instant(f"{candidate:04d}-{month}-{day}T{hour}:{minute}:{second}Z")
        for candidate in range(max(1, year - _LEAP_GAP), min(9999, year + _LEAP_GAP) + 1)
    )
    possible = [instant for instant in candidates if instant is not None]
    return min(possible, key=lambda it: (abs(it - received_at), it), default=None)


def _instant(text: str) -> int | None:
    try:
        return parse_instant(text)
    except BadInstantError:
        return None
