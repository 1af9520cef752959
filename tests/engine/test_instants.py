from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.instants import (
    DAY,
    EARLIEST,
    LATEST,
    SECOND,
    BadInstantError,
    format_instant,
    local_parts,
    parse_instant,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
instants = st.integers(EARLIEST, LATEST)
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01t00:00:00z", 0),
        ("1970-01-01T00:00:00+00:00", 0),
        ("1970-01-01T00:00:00-00:00", 0),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1969-12-31T19:00:00-05:00", 0),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("1970-01-01T00:00:00.5Z", 500_000),
        ("1970-01-01T00:00:00.000001999999999999Z", 1),
        ("1970-01-02T00:00:00Z", DAY),
        ("2026-03-07T12:30:00-05:00", 1_772_904_600 * SECOND),
        ("2024-02-29T00:00:00Z", 1_709_164_800 * SECOND),
        ("0001-01-02T00:00:00Z", EARLIEST),
        ("0001-01-01T23:59:00-00:01", EARLIEST),
        ("9999-12-30T23:59:59.999999Z", LATEST),
    ],
)
def test_times_of_rfc_3339(text: str, instant: int) -> None:
    assert parse_instant(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.75Z",
        "2017-01-01T08:59:60+09:00",
        "2016-12-31T15:59:60-08:00",
    ],
)
def test_a_leap_second_stays_in_its_day(text: str) -> None:
    assert format_instant(parse_instant(text)) == "2016-12-31T23:59:59.999999Z"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-03-07T12:30:00", "a time needs its offset from UTC, such as `Z` or `-05:00`"),
        ("2026-03-07 12:30:00", "a time needs its offset from UTC, such as `Z` or `-05:00`"),
        ("", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("now", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("20260307T123000Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-W10-6T12:30:00Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-066T12:30:00Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30:00.Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30:00,5Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30:00Z\n", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30:00+5", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-03-07T12:30:00+05:00:00", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("٢٠٢٦-03-07T12:30:00Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("12026-03-07T12:30:00Z", "a time is written like 2026-03-07T12:30:00-05:00"),
        ("2026-02-29T00:00:00Z", "the calendar has no such date or the day no such time"),
        ("2100-02-29T00:00:00Z", "the calendar has no such date or the day no such time"),
        ("2026-13-01T00:00:00Z", "the calendar has no such date or the day no such time"),
        ("0000-01-01T00:00:00Z", "the calendar has no such date or the day no such time"),
        ("2026-01-01T24:00:00Z", "the calendar has no such date or the day no such time"),
        ("2026-01-01T12:60:00Z", "the calendar has no such date or the day no such time"),
        ("2026-01-01T12:00:61Z", "the calendar has no such date or the day no such time"),
        ("2026-01-01T12:00:60Z", "second 60 exists only at 23:59:60 in UTC"),
        ("2016-12-31T23:59:60+01:00", "second 60 exists only at 23:59:60 in UTC"),
        ("2026-01-01T12:00:00+24:00", "an offset is at most 23:59"),
        ("2026-01-01T12:00:00-00:60", "an offset is at most 23:59"),
        ("0001-01-01T00:00:00+23:59", "it lies outside 0001-01-02 to 9999-12-30"),
        ("0001-01-01T23:59:59Z", "it lies outside 0001-01-02 to 9999-12-30"),
        ("9999-12-31T00:00:00Z", "it lies outside 0001-01-02 to 9999-12-30"),
        ("9999-12-31T23:59:60Z", "it lies outside 0001-01-02 to 9999-12-30"),
    ],
)
def test_other_texts_are_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadInstantError) as refused:
        parse_instant(text)
    assert str(refused.value) == why


@given(instants)
def test_writing_and_reading_gives_the_same_instant(instant: int) -> None:
    assert parse_instant(format_instant(instant)) == instant


@given(instants, offsets)
def test_the_offset_does_not_change_the_instant(instant: int, minutes: int) -> None:
    local = (EPOCH + timedelta(microseconds=instant)).astimezone(
        timezone(timedelta(minutes=minutes))
    )
    assert parse_instant(local.isoformat()) == instant


@given(instants, offsets)
def test_every_instant_has_its_local_parts(instant: int, minutes: int) -> None:
    day, weekday, hour = local_parts(instant, timezone(timedelta(minutes=minutes)))
    shifted = instant + minutes * 60 * SECOND
    assert day == EPOCH.toordinal() + shifted // DAY
    assert weekday == (3 + shifted // DAY) % 7  # 1970-01-01 was a Thursday
    assert hour == shifted % DAY // (3600 * SECOND)


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(BadInstantError):
        parse_instant(text)
