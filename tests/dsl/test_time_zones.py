import zoneinfo
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from pointsman.dsl.time_zones import zone, zone_names


@pytest.mark.parametrize(
    "name", ["UTC", "America/New_York", "America/Argentina/Ushuaia", "Etc/GMT+5"]
)
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert str(zone(name)) == name
    assert name in zone_names()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "utc",
        "america/new_york",
        "Mars/Base",
        "../tzdata",
        "/etc/localtime",
        "America",
        "__init__.py",
        ".",
    ],
)
def test_there_is_no_other(name: str) -> None:
    with pytest.raises(LookupError, match="there is no time zone"):
        zone(name)


@pytest.mark.parametrize("name", zone_names())
def test_every_name_has_rules(name: str) -> None:
    offset = datetime(2026, 7, 1, tzinfo=zone(name)).utcoffset()
    assert offset is not None
    assert abs(offset) <= timedelta(hours=14)


def test_rules_change_with_the_season() -> None:
    new_york = zone("America/New_York")
    winter, summer = datetime(2026, 1, 1, tzinfo=new_york), datetime(2026, 7, 1, tzinfo=new_york)
    assert (winter.utcoffset(), summer.utcoffset()) == (timedelta(hours=-5), timedelta(hours=-4))


def test_the_rules_are_those_of_the_package_and_not_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "Asia").mkdir()
    wrong = (files("tzdata") / "zoneinfo" / "UTC").read_bytes()
    (tmp_path / "Asia" / "Kolkata").write_bytes(wrong)
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(tmp_path)])
    try:
        of_the_machine = zoneinfo.ZoneInfo.no_cache("Asia/Kolkata")
        ours = zone.__wrapped__("Asia/Kolkata")
    finally:
        zoneinfo.reset_tzpath(before)
    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - each zone is asked about its own noon
    assert of_the_machine.utcoffset(noon) == timedelta(0)
    assert ours.utcoffset(noon) == timedelta(hours=5, minutes=30)


def test_a_zone_is_read_once() -> None:
    assert zone("Europe/Berlin") is zone("Europe/Berlin")
    assert zone_names() is zone_names()
