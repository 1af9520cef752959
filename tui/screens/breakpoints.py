"""The classes that the terminal's size gives a screen, known before its widgets are made.

Textual sets them when the screen has been laid out, and then dresses and lays out all of it again.
"""

from collections.abc import Iterator
from typing import Any

from textual.screen import Screen


def classes_of(screen: Screen[Any]) -> Iterator[str]:
    """The classes of the screen's own breakpoints, which rise from 0."""
    width, height = screen.app.size
    sides = ((width, screen.HORIZONTAL_BREAKPOINTS), (height, screen.VERTICAL_BREAKPOINTS))
    for cells, breakpoints in sides:
        if breakpoints:
            yield [name for least, name in breakpoints if cells >= least][-1]
