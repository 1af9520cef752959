"""Local dates and hours of columns are those that `engine.instants` gives one by one."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import numpy as np
import pytest

from pointsman.batch.binding.clock import FIRST_YEAR, HOUR, LAST_YEAR, Clock
from pointsman.batch.binding.columns import NO_INSTANT, UNKNOWN
from pointsman.engine.instants import DAY, EARLIEST, LATEST, local_parts
from tests.model.clock import zone

ZONES = (
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Africa/Casablanca",  # four changes a year
    "Africa/Monrovia",  # 44 minutes and 30 seconds until 1972
    "Pacific/Apia",  # a day left out in 2011
    "America/Scoresbysund",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Europe/Dublin",
)


def micros(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def agrees(clock: Clock, rules: tzinfo, instants: list[int]) -> bool:
    local = clock.local(np.array(instants, np.int64))
    told = zip(
        local.ordinal().tolist(), local.weekday().tolist(), local.hour().tolist(), strict=True
    )
    return list(told) == [local_parts(instant, rules) for instant in instants]


def around_changes(rules: tzinfo, years: range) -> list[int]:
    """Every quarter hour of the days on which the offset changes, and a microsecond either side."""
    steps = range(micros(datetime(years[0], 1, 1, tzinfo=UTC)), micros(_end(years)), DAY)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)

    def ahead(instant: int) -> timedelta | None:
        return (epoch + timedelta(microseconds=instant)).astimezone(rules).utcoffset()

    days = [day for day in steps if ahead(day) != ahead(day + DAY)]
    quarters = [day + at * HOUR // 4 for day in days for at in range(97)]
    return [quarter + by for quarter in quarters for by in (-1, 0, 1)]


def _end(years: range) -> datetime:
    return datetime(years[-1] + 1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ZONES)
def test_zones(name: str) -> None:
    rules = zone(name)
    clock = Clock(rules)
    for years in (range(2024, 2028), range(2011, 2012), range(1970, 1973)):
        start = micros(datetime(years[0], 1, 1, tzinfo=UTC))
        end = micros(_end(years))
        edges = around_changes(rules, years)
        assert agrees(clock, rules, [start, *edges, *range(start, end, 7 * HOUR + 12_345_678_901)])


def test_years_far_apart() -> None:
    rules = zone("Europe/Berlin")
    moments = [datetime(year, 7, 1, tzinfo=UTC) for year in (1971, 1981, 2026, 2027, 2150)]
    assert agrees(Clock(rules), rules, [micros(moment) for moment in moments])


def test_a_fixed_offset() -> None:
    rules = timezone(timedelta(hours=-9, minutes=-30, seconds=-15, microseconds=-1))
    assert agrees(Clock(rules), rules, list(range(0, 400 * DAY, 5 * DAY // 7)))


def test_the_ends_of_the_table() -> None:
    rules = zone("Pacific/Kiritimati")
    first = micros(datetime(FIRST_YEAR, 1, 1, tzinfo=UTC))
    last = micros(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)) - 1
    clock = Clock(rules)
    assert agrees(clock, rules, [first, last])
    inside = clock.local(np.array([first - 1, first, last, last + 1, EARLIEST, LATEST, NO_INSTANT]))
    assert inside.known is not None
    assert inside.known.tolist() == [False, True, True, False, False, False, False]
    assert [hour == UNKNOWN for hour in inside.hour().tolist()] == (~inside.known).tolist()


def test_nothing_known_and_nothing_at_all() -> None:
    clock = Clock(UTC)
    unknown = clock.local(np.array([NO_INSTANT, EARLIEST]))
    assert [unknown.hour().tolist(), unknown.weekday().tolist()] == [[UNKNOWN] * 2] * 2
    assert clock.local(np.empty(0, np.int64)).ordinal().tolist() == []
