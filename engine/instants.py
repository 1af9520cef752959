"""Instants as integers: microseconds since 1970-01-01T00:00Z, read from and written as RFC 3339.

The engine reads no clock; every instant is handed in as text and compared as an integer.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

SECOND: Final = 1_000_000
"""Microseconds in a second."""

DAY: Final = 86_400 * SECOND
"""Microseconds in a day; days have no leap seconds here (POSIX time)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

EARLIEST: Final = (datetime(1, 1, 2, tzinfo=UTC) - _EPOCH) // _MICROSECOND
LATEST: Final = (datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH) // _MICROSECOND - 1
"""Instants stay a day away from the ends of the calendar, so that every local time exists."""

_RFC_3339 = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[Tt]"
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?"
    r"(?:[Zz]|(?P<sign>[+-])(?P<offset_hour>[0-9]{2}):(?P<offset_minute>[0-9]{2}))",
    re.ASCII,
)
_WITHOUT_OFFSET = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+", re.ASCII)


class BadInstantError(ValueError):
    """A text that is not a time of RFC 3339 with an offset; the message says why."""


def parse_instant(text: str) -> int:
    """Read a time of RFC 3339 with its offset, cut to microseconds.

    >>> parse_instant("1970-01-02T01:00:00.25+01:00")
    86400250000

    A leap second (`23:59:60` in UTC) is read as the last microsecond of its day.

    Raises:
        BadInstantError: another form, no offset, no such date or time, or outside the calendar.
    """
    match = _RFC_3339.fullmatch(text)
    if match is None:
        raise BadInstantError(_why_not_a_time(text))
    leap = match["second"] == "60"
    try:
        local = _to_the_second(match, 59 if leap else int(match["second"]))
    except ValueError as error:
        raise BadInstantError("the calendar has no such date or the day no such time") from error
    instant = (local - _EPOCH) // _MICROSECOND - _offset(match)
    if leap:
        instant = _leap_second(instant)
    else:
        instant += int((match["fraction"] or "0")[:6].ljust(6, "0"))
    if not EARLIEST <= instant <= LATEST:
        raise BadInstantError("it lies outside 0001-01-02 to 9999-12-30")
    return instant


def format_instant(instant: int) -> str:
    """Write an instant as RFC 3339 in UTC, with a fraction only where there is one.

    >>> format_instant(86400250000)
    '1970-01-02T00:00:00.25Z'
    """
    moment = _EPOCH + instant * _MICROSECOND
    text = moment.replace(tzinfo=None).isoformat()
    return (text.rstrip("0") if "." in text else text) + "Z"


def local_parts(instant: int, zone: tzinfo) -> tuple[int, int, int]:
    """Ordinal day (`date.toordinal`), weekday (0 is Monday) and hour (0 to 23) in a time zone."""
    local = (_EPOCH + instant * _MICROSECOND).astimezone(zone)
    return local.toordinal(), local.weekday(), local.hour


def _to_the_second(match: re.Match[str], second: int) -> datetime:
    """The time as written, taken as UTC. Raises ValueError where the calendar has no such time."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return datetime(year, month, day, int(match["hour"]), int(match["minute"]), second, tzinfo=UTC)


def _offset(match: re.Match[str]) -> int:
    """Microseconds by which local time is ahead of UTC."""
    if match["sign"] is None:
        return 0
    hours, minutes = int(match["offset_hour"]), int(match["offset_minute"])
    if hours > 23 or minutes > 59:
        raise BadInstantError("an offset is at most 23:59")
    ahead = (hours * 60 + minutes) * 60 * SECOND
    return -ahead if match["sign"] == "-" else ahead


def _leap_second(second_before: int) -> int:
    """The last microsecond of the day whose last second is `second_before`."""
    if (second_before + SECOND) % DAY != 0:
        raise BadInstantError("second 60 exists only at 23:59:60 in UTC")
    return second_before + SECOND - 1


def _why_not_a_time(text: str) -> str:
    if _WITHOUT_OFFSET.fullmatch(text):
        return "a time needs its offset from UTC, such as `Z` or `-05:00`"
    return "a time is written like 2026-03-07T12:30:00-05:00"
