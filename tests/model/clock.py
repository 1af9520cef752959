"""Instants of the model: RFC 3339 with an offset, and zones from the tzdata package."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from tests.model.numbers import BadInput

RFC3339 = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))",
    re.ASCII,
)


def instant(value: object) -> datetime:
    """An instant in UTC, to the microsecond."""
    match = RFC3339.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise BadInput(f"not an RFC 3339 time with an offset: {value!r}")
    day, clock, fraction, sign, hours, minutes = match.groups()
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        local = datetime.fromisoformat(f"{day}T{clock}").replace(microsecond=micros)
        offset = timezone(_offset(sign, hours, minutes))
        return local.replace(tzinfo=offset).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"no such time: {value!r}") from error


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> timedelta:
    if sign is None or hours is None or minutes is None:
        return timedelta(0)
    if int(minutes) > 59:
        raise ValueError("an hour has 60 minutes")
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return -size if sign == "-" else size


@cache
def zone(name: str) -> ZoneInfo:
    """The rules of a time zone as the tzdata package has them, whatever the system has."""
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)
