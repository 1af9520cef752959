"""Time zones from the `tzdata` package, never the system's: the same rules on every machine."""

from datetime import tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone there is, in the order of the package."""
    return tuple((files("tzdata") / "zones").read_text(encoding="utf-8").split())


@cache
def zone(name: str) -> tzinfo:
    """A time zone by its name, such as `America/New_York`.

    Raises:
        LookupError: there is none.
    """
    if name not in zone_names():
        raise LookupError(f"there is no time zone `{name}`")
    place = files("tzdata") / "zoneinfo"
    for part in name.split("/"):
        place /= part
    with place.open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
