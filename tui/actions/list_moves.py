"""The keys by which one moves in a list, the same in all of them; they are not told in the footer.

They are no actions of a place: nobody looks in the palette for how to go one line down.
"""

from typing import Final

from textual.binding import Binding

LIST_MOVES: Final = (
    Binding("down,j", "cursor_down", "Next", show=False),
    Binding("up,k", "cursor_up", "Previous", show=False),
    Binding("home,g", "first", "First", show=False),
    Binding("end,G", "last", "Last", show=False),
    Binding("pagedown,l", "page_down", "Page down", show=False),
    Binding("pageup,h", "page_up", "Page up", show=False),
)
"""For what is made of Textual's `OptionList`, or names its moves like it."""
