"""A terminal with next to no room is taken for a small one, of which it shows the corner."""

from typing import Final

from textual.events import Resize
from textual.geometry import Size

LEAST: Final = Size(24, 8)
"""Under this, lists have no line to stand on, and Textual no cell to wrap a text in."""


def with_room(event: Resize) -> Resize:
    """The same news of the terminal's size, with no less than the least."""
    size = Size(max(event.size.width, LEAST.width), max(event.size.height, LEAST.height))
    if size == event.size:
        return event
    return Resize(size, size, size, event.pixel_size)
