"""The programs that ship with Pointsman, by name; each has its cases beside it."""

from pathlib import Path
from typing import TYPE_CHECKING

from pointsman.programs.load import load

if TYPE_CHECKING:
    from pointsman.engine.program import Program

_FOLDER = "shipped"


def shipped_names() -> list[str]:
    """The names that `load_shipped` knows."""
    return sorted(path.stem for path in _folder().glob("*.points"))


def shipped_path(name: str) -> Path:
    """The file of a program that ships.

    Raises:
        LookupError: no program of that name ships.
    """
    path = _folder() / f"{name}.points"
    if name not in shipped_names():
        raise LookupError(f"no program `{name}` ships; there are {', '.join(shipped_names())}")
    return path


def load_shipped(name: str) -> "Program":
    """A program that ships with Pointsman, such as `world-elite`."""
    return load(shipped_path(name))


def _folder() -> Path:
    return Path(__file__).with_name(_FOLDER)
