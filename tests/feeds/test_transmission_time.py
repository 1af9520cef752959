import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.instants import DAY, EARLIEST, LATEST, SECOND, format_instant, parse_instant
from pointsman.feeds.transmission_time import nearest_year


@pytest.mark.parametrize(
    ("transmitted", "received", "instant"),
    [
        ("0307173000", "2026-03-07T17:30:02Z", "2026-03-07T17:30:00Z"),
        ("1231235959", "2027-01-01T00:00:05Z", "2026-12-31T23:59:59Z"),
        ("0101000001", "2026-12-31T23:59:58Z", "2027-01-01T00:00:01Z"),
        ("1231235959", "2026-12-31T18:59:59-05:00", "2026-12-31T23:59:59Z"),
        ("0101000000", "2026-12-31T20:00:00-05:00", "2027-01-01T00:00:00Z"),
        ("0702120000", "2026-01-01T00:00:00Z", "2025-07-02T12:00:00Z"),
        ("0702110000", "2026-01-01T00:00:00Z", "2026-07-02T11:00:00Z"),
        ("0630000000", "2026-01-01T00:00:00Z", "2026-06-30T00:00:00Z"),
        ("0229120000", "2024-03-01T00:00:00Z", "2024-02-29T12:00:00Z"),
        ("0229120000", "2026-02-01T00:00:00Z", "2024-02-29T12:00:00Z"),
        ("0229120000", "2026-04-01T00:00:00Z", "2028-02-29T12:00:00Z"),
        ("0229000000", "2101-01-01T00:00:00Z", "2104-02-29T00:00:00Z"),
        ("0229000000", "2099-01-01T00:00:00Z", "2096-02-29T00:00:00Z"),
        ("1231235960", "2016-12-31T23:59:59Z", "2016-12-31T23:59:59.999999Z"),
        ("0102000000", "0001-01-02T00:00:00Z", "0001-01-02T00:00:00Z"),
        ("1230000000", "9999-12-30T00:00:00Z", "9999-12-30T00:00:00Z"),
    ],
)
def test_the_year_that_is_nearest(transmitted: str, received: str, instant: str) -> None:
    found = nearest_year(transmitted, parse_instant(received))
    assert found is not None
    assert format_instant(found) == instant


def test_of_two_years_that_are_equally_near_the_earlier_is_taken() -> None:
    early, late = (parse_instant(f"{year}-07-02T12:00:00Z") for year in (2025, 2026))
    between = (early + late) // 2
    assert nearest_year("0702120000", between) == early
    assert nearest_year("0702120000", between + 1) == late


@pytest.mark.parametrize(
    "transmitted",
    [
        "",
        "0230000000",
        "1301000000",
        "0001000000",
        "0101240000",
        "0101006000",
        "0101000061",
        "01010000",
        "01010000000",
        "٠١٠١٠٠٠٠٠٠",
    ],
)
def test_no_year_has_that_time(transmitted: str) -> None:
    assert nearest_year(transmitted, 0) is None


@given(st.integers(EARLIEST + 400 * DAY, LATEST - 400 * DAY), st.integers(-180 * DAY, 180 * DAY))
def test_a_message_within_half_a_year_finds_its_own_instant(sent: int, delay: int) -> None:
    sent -= sent % SECOND
    text = format_instant(sent)
    transmitted = text[5:19].translate(str.maketrans("", "", "-T:"))
    assert nearest_year(transmitted, sent + delay) == sent
