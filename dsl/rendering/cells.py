"""Text made fit for a terminal: nothing that steers it, and widths in cells.

A program, a file name or a merchant's name may hold escape sequences, controls that turn text
around, or spaces that look like others. They are shown by number (`<U+001B>`), so that a
terminal never obeys them and a reader sees that they are there.
"""

import unicodedata

TAB = 4
"""Cells between two tab stops."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0").union(
    map(chr, range(0xFE00, 0xFE10)), map(chr, range(0xE0100, 0xE01F0))
)
"""Letters and marks that draw nothing: fillers, the joiner, variation selectors."""

_MARKS_ON_ONE_LETTER = 4

SHORT = 400
"""Characters of a sentence that are shown; what it quotes may be as long as a file."""


def visible(text: str) -> str:
    """The text as one line that a terminal shows and never obeys; tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(shown for shown, _ in cells(text))


def short(text: str) -> str:
    """One sentence of a diagnostic, visible, its middle left out where it is very long."""
    if len(text) > SHORT:
        text = f"{text[: SHORT // 2]}…{text[-SHORT // 2 :]}"
    return visible(text)


def visible_lines(text: str) -> str:
    """The same for several lines: line feeds stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


def cells(text: str) -> list[tuple[str, int]]:
    """Each character of one line as it is shown, with the cells it takes."""
    shown: list[tuple[str, int]] = []
    at = 0
    room_for_marks = 0
    for char in text:
        if " " <= char <= "~":
            form, width = char, 1
        elif char == "\t":
            width = TAB - at % TAB
            form = " " * width
        elif _is_hidden(char):
            form, width = _by_number(char)
        else:
            form, width = char, _width(char)
        if width == 0 and not room_for_marks:
            form, width = _by_number(char)
        room_for_marks = room_for_marks - 1 if width == 0 else _MARKS_ON_ONE_LETTER
        shown.append((form, width))
        at += width
    return shown


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN or char in _DRAWN_AS_NOTHING or _width(char) < 0


def _width(char: str) -> int:
    # Imported where it is needed: most programs are ASCII, and its tables take a while.
    from wcwidth import wcwidth

    return wcwidth(char)


def _by_number(char: str) -> tuple[str, int]:
    form = f"<U+{ord(char):04X}>"
    return form, len(form)
