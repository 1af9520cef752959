"""Time zones from the `tzdata` package, never the system's: the same rules on every machine."""

import os
from datetime import tzinfo
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from zoneinfo import ZoneInfo


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone there is, in the order of the package."""
    return tuple(_data("zones").decode("utf-8").split())


@cache
def zone(name: str) -> tzinfo:
    """A time zone by its name, such as `America/New_York`.

    Raises:
        LookupError: there is none.
    """
    if name not in zone_names():
        raise LookupError(f"there is no time zone `{name}`")
    return ZoneInfo.from_file(BytesIO(_data("zoneinfo", *name.split("/"))), key=name)


def _data(*parts: str) -> bytes:
    """A file of the package, from wherever Python found it.

    `importlib.resources` would do it too, but takes longer to import than all of a decision.
    """
    found = find_spec("tzdata")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("there is no package `tzdata`", name="tzdata")
    folder = found.submodule_search_locations[0]
    data: bytes = found.loader.get_data(os.path.join(folder, *parts))  # type: ignore[union-attr]
    return data
