"""Programs that were loaded before, kept in the user's own folders so that they load at once.

What is kept is data: the typed rules of a program that loaded without an error, as JSON, under a
name made of the source's bytes and of this release. It is sealed with a key that stands in
another folder, and whatever is odd about an entry makes it as good as absent: the program is then
read from its source, as if nothing had been kept.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pointsman.programs.kept.store import KeptPrograms, kept_programs

__all__ = ["KeptPrograms", "kept_programs"]


def __getattr__(name: str) -> object:
    """What is kept is looked into by few: who wants only a private file does without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.store"), name)
