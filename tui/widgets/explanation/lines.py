"""A list that draws only the lines on the screen, so that its length costs next to nothing."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pointsman.tui.styles import styles_beside

Piece = tuple[str, str]
"""A text and the component class it is shown in (empty: plain)."""


def fitted(text: str, width: int) -> str:
    """A text in exactly so many cells: padded, or cut with an ellipsis."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries of one line or more, one of them under the cursor."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--passed",
        "lines--failed",
        "lines--unknown",
        "lines--applied",
        "lines--quiet",
        "lines--strong",
        "lines--marked",
        "lines--cursor",
        "lines--linked",
    }

    class Moved(Message):
        """The user moved the cursor to an entry."""

        def __init__(self, lines: "Lines", entry: int) -> None:
            super().__init__()
            self.lines = lines
            self.entry = entry

        @property
        def control(self) -> "Lines":
            """The list that it is about."""
            return self.lines

    class Opened(Moved):
        """An entry was clicked twice."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_)
        self.cursor = 0
        self.centered = False
        """Whether the cursor belongs in the middle, until somebody moves it."""
        self._entries: Sequence[int] = ()
        self._first: Sequence[int] = ()

    # What a list of its own kind says.

    def pieces(self, line: int, width: int) -> list[Piece]:
        """The texts of a line, left to right."""
        raise NotImplementedError

    def is_linked(self, entry: int) -> bool:
        """Whether an entry belongs to the line that the rules' cursor is on."""
        return False

    # What it holds.

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._first)

    @property
    def columns(self) -> int:
        """The cells of a line, beside a scroll bar."""
        return self.scrollable_content_region.width

    def fill(self, entries: Sequence[int], first: Sequence[int], cursor: int) -> None:
        """Take other lines: the entry of each line, and the first line of each entry."""
        self._entries, self._first = entries, first
        self.virtual_size = Size(self.columns, len(entries))
        self.cursor = max(0, min(cursor, len(first) - 1))
        self.refresh()
        self.show_cursor()

    def move(self, entry: int) -> None:
        """Put the cursor on an entry, the last or the first where it would lie beyond."""
        if not self.count:
            return
        self.centered = False
        self.place(entry)
        self.post_message(self.Moved(self, self.cursor))

    def place(self, entry: int) -> None:
        """Put the cursor on an entry and tell nobody."""
        self.cursor = max(0, min(entry, self.count - 1))
        self.refresh()
        self.show_cursor()

    def page(self, pages: int) -> None:
        """Move the cursor by as many lines as are on the screen."""
        if self.count:
            line = self._first[self.cursor] + pages * max(1, self.size.height - 1)
            self.move(self._entries[max(0, min(line, len(self._entries) - 1))])

    def show_cursor(self) -> None:
        """Scroll to where the cursor is."""
        if self.count and self.size.height:
            top = self._first[self.cursor]
            after = self.cursor + 1
            bottom = self._first[after] if after < self.count else len(self._entries)
            region = Region(0, top, max(1, self.columns), bottom - top)
            self.scroll_to_region(region, animate=False, force=True, center=self.centered)

    # How it is drawn.

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line, width, plain = y + self.scroll_offset.y, self.columns, self.rich_style
        if line >= len(self._entries):
            return Strip.blank(width, plain)
        entry = self._entries[line]
        base, over = self._row_style(entry, plain)
        segments = [
            Segment(text, over or base + self._style(name))
            for text, name in self.pieces(line, width)
        ]
        return Strip(segments).adjust_cell_length(width, over or base)

    def _row_style(self, entry: int, plain: Style) -> tuple[Style, Style | None]:
        """What a row stands on, and what it is all shown in, if anything."""
        if entry == self.cursor and self.has_focus:
            return plain, self.get_component_rich_style("lines--cursor")
        if entry == self.cursor or self.is_linked(entry):
            linked = self.get_component_rich_style("lines--linked", partial=True)
            return plain + linked, None
        return plain, None

    def _style(self, name: str) -> Style:
        """Colour and weight of a component class, on whatever the row stands on."""
        if not name:
            return Style.null()
        whole = self.get_component_rich_style(name)
        return Style(color=whole.color, bold=whole.bold, italic=whole.italic)

    def on_resize(self) -> None:
        """Keep the width, and the cursor in sight."""
        self.virtual_size = Size(self.columns, len(self._entries))
        self.show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn stronger."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn weaker."""
        self.refresh()

    def entry_at(self, event: events.Click) -> int | None:
        """The entry under the mouse."""
        line = event.y + self.scroll_offset.y
        return self._entries[line] if line < len(self._entries) else None

    def on_click(self, event: events.Click) -> None:
        """Once: put the cursor there. Twice: open."""
        entry = self.entry_at(event)
        if entry is None:
            return
        if event.chain == 2:
            self.post_message(self.Opened(self, entry))
        else:
            self.move(entry)
