"""Where one more case goes in the text of a case file, and how the cases around it are written."""

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from pointsman.programs.cases import CaseFile, Json
from pointsman.tui.model.compact_yaml import compact_lines, on_one_line

_NARROWEST: Final = 100
_WIDEST: Final = 160
_ALL_OPENED: Final = 1000
_DASH: Final = re.compile(r"^( *)-( *)", re.MULTILINE)
_LINES_IN_BRACES: Final = re.compile(r"^.*\b(?:given|expect): \{.*$", re.MULTILINE)
_NO_MORE: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*)?")
"""Blank lines and comments up to the end."""

_BLANK_LINE: Final = re.compile(r"\n[ \t]*\r?\n")
_ENDS_BLANK: Final = re.compile(r"\n[ \t]*\r?\n\Z")
_ABOUT_DEFAULTS: Final = "# What every case is given; a case says only what is different.\n"


@frozen
class Layout:
    """A place in a text, and the style of what is written there.

    `start` to `end` is replaced. `dash` is the indentation of the list, `inside` that of the lines
    of an item; `head` stands before the first case of a list that was not there. In a `bracketed`
    list every case is a value after a comma, a `braced` case stands on one line.
    """

    start: int
    end: int
    dash: int = 2
    inside: int = 4
    head: str = ""
    blank_before: bool = True
    bracketed: bool = False
    braced: bool = False
    width: int = _NARROWEST
    opened: int = 0

    def inserted(self, text: str, case: Json) -> str:
        """The text with the case in it, its lines ended as the others are."""
        written = self._item(case)
        if not self.bracketed:
            written = self._separated(text[: self.start], written)
        newline = "\r\n" if "\r\n" in text else "\n"
        return text[: self.start] + written.replace("\n", newline) + text[self.end :]

    def _separated(self, before: str, item: str) -> str:
        """The item on lines of its own, a blank line before it where that is the style."""
        if self.head:
            return self.head + item
        ended = "" if before.endswith("\n") else "\n"
        blank = "\n" if self.blank_before and not _ENDS_BLANK.search(before + ended) else ""
        return ended + blank + item

    def _item(self, case: Json) -> str:
        if self.bracketed:
            return f",\n{' ' * self.inside}{on_one_line(case)}"
        dash = " " * self.dash + "-"
        if self.braced:
            return f"{dash} {on_one_line(case)}\n"
        first, *rest = compact_lines(case, self.width, self.opened, " " * self.inside)
        start = dash + first[len(dash) :]
        return "".join(f"{line}\n" for line in (start, *rest))


def layout_of(text: str, read: CaseFile) -> Layout | None:
    """Where a case goes in a file that has cases; None where nothing tells."""
    place = read.located.places.get("/cases")
    last = read.located.places.get(f"/cases/{len(read.cases) - 1}")
    if place is None or last is None:
        return None
    if text[place.value.start] == "[":
        end = last.value.end
        return Layout(end, end, inside=2, bracketed=True)
    dashes = list(_DASH.finditer(text, place.value.start - _column(text, place.value.start)))
    found = [each for each in dashes if each.start() < last.value.start]
    if not found:
        return None
    dash, gap = found[-1].groups()
    at = _after(text, last.value.end)
    return Layout(
        start=at,
        end=at,
        dash=len(dash),
        inside=len(dash) + 1 + (len(gap) or 1),
        blank_before=_apart(text, read),
        braced=text[last.value.start] == "{",
        width=_width(text),
        opened=0 if "{" in text else _ALL_OPENED,
    )


def first_layout(text: str, read: CaseFile, defaults: Mapping[str, object]) -> Layout:
    """Where the first case goes, in a file with defaults at most: under a `cases` of its own."""
    place = read.located.places.get("/cases")
    if place is not None:
        # What stands for no cases goes; a comment behind it stays.
        end = _line_end(text, place.value.end)
        return Layout(place.value.start, end, head=text[place.value.end : end].rstrip() + "\n")
    head = "cases:\n"
    if defaults:
        given = "".join(
            f"{line}\n" for line in compact_lines({"given": defaults}, _NARROWEST, opened=2)
        )
        head = f"{_ABOUT_DEFAULTS}{given}\n{head}"
    if text.strip():
        head = ("\n" if text.endswith("\n") else "\n\n") + head
    return Layout(len(text), len(text), head=head)


def _after(text: str, end: int) -> int:
    """Behind the line of the last case; behind the comments that end the file, where they do."""
    at = _line_end(text, end)
    return len(text) if _NO_MORE.fullmatch(text, at) else at


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def _column(text: str, offset: int) -> int:
    return offset - (text.rfind("\n", 0, offset) + 1)


def _apart(text: str, read: CaseFile) -> bool:
    """Whether a blank line stands before the last case; before a second one, it should."""
    if len(read.cases) < 2:
        return True
    before = read.located.places[f"/cases/{len(read.cases) - 2}"].value.end
    start = read.located.places[f"/cases/{len(read.cases) - 1}"].value.start
    return _BLANK_LINE.search(text, before, start) is not None


def _width(text: str) -> int:
    """As wide as the widest case in braces, within reason."""
    widest = max((len(line) for line in _LINES_IN_BRACES.findall(text)), default=0)
    return max(_NARROWEST, min(widest, _WIDEST))
