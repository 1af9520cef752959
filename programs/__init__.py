"""Opening programs: one file, a book of dated versions, the ones that ship, and their cases."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from pointsman.programs.load import ProgramError, load, load_text, program_of

if TYPE_CHECKING:
    from pointsman.programs.book import Book, BookError
    from pointsman.programs.shipped import load_shipped, shipped_names, shipped_path

__all__ = [
    "Book",
    "BookError",
    "ProgramError",
    "load",
    "load_shipped",
    "load_text",
    "program_of",
    "shipped_names",
    "shipped_path",
]

_HOMES: Final = {
    "Book": "book",
    "BookError": "book",
    "load_shipped": "shipped",
    "shipped_names": "shipped",
    "shipped_path": "shipped",
}
"""The modules of the names that one decision does without: imported when they are asked for."""


def __getattr__(name: str) -> object:
    """A name of a module that is imported at the first use of one of its names."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
