"""Opening programs: one file, a book of dated versions, the ones that ship, and their cases."""

from pointsman.programs.book import Book, BookError
from pointsman.programs.load import ProgramError, load, load_text, program_of
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
