"""A text in the editor exactly as it is in its file, and as it can be shown without harm.

Textual's own document takes eleven characters for line breaks and gives all of them back as one
kind. Here only a line feed ends a line (with a carriage return before it, where that is so in all
of the text), as for the reader of programs, and every other character is kept.

What lines hold is kept apart from what they show: a character that steers a terminal, turns text
around or has no width is shown as one sign of one cell. Columns count the same in both, so cursor
and mouse are right; only copying, deleting and saving see the text itself.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, overload

from rich.cells import cell_len
from textual.document._document import Document, EditResult, Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Size

STAND_IN: Final = "?"
"""What is shown for a character that cannot be."""

_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BREAKS: Final = re.compile(r"\r\n|\r|\n")


def is_unsafe(char: str) -> bool:
    """Whether a character must not reach a terminal as it is."""
    return char != "\t" and unicodedata.category(char) in _UNSAFE


@lru_cache(maxsize=1024)
def shown(line: str) -> str:
    """A line with a stand-in for every unsafe character, one for one."""
    if line.isprintable():
        return line
    return "".join(STAND_IN if is_unsafe(char) else char for char in line)


def typed(text: str) -> str:
    """A text from a keyboard or a clipboard: every line break is a line feed."""
    return _BREAKS.sub("\n", text)


class SourceDocument(Document):
    """The document of the rules editor; `lines` and `[]` give what is shown."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._shown: list[str] = []
        self._widths: list[int] = []
        self._tab_width = 0
        self._whole: str | None = None
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Begin anew with another text and its own kind of line break."""
        breaks = text.count("\n")
        self._newline = "\r\n" if breaks and text.count("\r\n") == breaks else "\n"
        self._lines = text.split(self._newline)
        self._shown = [shown(line) for line in self._lines]
        self._widths = []
        self._whole = text

    def source_line(self, row: int) -> str:
        """A line as it is in the file, without its line break."""
        return self._lines[row]

    @property
    def source_lines(self) -> list[str]:
        """The lines as they are in the file; not to be changed."""
        return self._lines

    @property
    def lines(self) -> list[str]:
        """The lines as they are shown."""
        return self._shown

    @property
    def text(self) -> str:
        """The text as it is in the file."""
        if self._whole is None:
            self._whole = super().text
        return self._whole

    def offset_of(self, location: Location) -> int:
        """How many characters of the text stand before a place."""
        row, column = location
        before = self._lines[:row]
        return sum(map(len, before)) + len(self._newline) * len(before) + column

    def get_size(self, tab_width: int) -> Size:
        """The cells of the longest line as it is shown, and the number of lines."""
        if not self._widths or tab_width != self._tab_width:
            self._tab_width = tab_width
            self._widths = [_width(line, tab_width) for line in self._shown]
        return Size(max(self._widths), len(self._shown))

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put a text in the place of another one."""
        top, bottom = sorted((start, end))
        replaced = self.get_text_range(top, bottom)
        (top_row, top_column), (row, column) = top, bottom
        new = re.split(r"\r\n|\n", text) if self._newline == "\r\n" else text.split("\n")
        end_column = len(new[-1]) + (top_column if len(new) == 1 else 0)
        new[0] = self._line(top_row)[:top_column] + new[0]
        new[-1] += self._line(row)[column:]
        self._lines[top_row : row + 1] = new
        self._shown[top_row : row + 1] = map(shown, new)
        if self._widths:
            self._widths[top_row : row + 1] = [_width(shown(n), self._tab_width) for n in new]
        self._whole = None
        return EditResult((top_row + len(new) - 1, end_column), replaced)

    @overload
    def __getitem__(self, line_index: int) -> str: ...

    @overload
    def __getitem__(self, line_index: slice) -> list[str]: ...

    def __getitem__(self, line_index: int | slice) -> str | list[str]:
        return self._shown[line_index]

    def _line(self, row: int) -> str:
        return self._lines[row] if row < len(self._lines) else ""


class Layout(WrappedDocument):
    """Where lines stand on the screen; Textual's own counts all lines for each that it draws."""

    @property
    def height(self) -> int:
        """How many lines of the screen the text takes."""
        return len(self._offset_to_line_info)


def _width(line: str, tab_width: int) -> int:
    return (
        len(line) if line.isascii() and "\t" not in line else cell_len(line.expandtabs(tab_width))
    )
