"""A list drawn line by line as it comes into sight, so that its length costs nothing."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, Spacing
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pointsman.tui.styles import styles_beside

Painted = Iterable[tuple[str, str]]
"""Pieces of a line: text, and the component class that colours it (empty: plain)."""

_AROUND: Final = 6
"""Lines from which on there is room to see what stands around the cursor."""


class LineList(ScrollView, can_focus=True):
    """Rows of one or more lines with a cursor; a subclass paints a line when it is seen."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--cursor-away"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home,g", "first", "First", show=False),
        Binding("end,G", "last", "Last", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("enter", "choose", "Choose", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """The row on which the cursor stands."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, lines: "LineList", row: int) -> None:
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> "LineList":
            """The list in which it moved."""
            return self.lines

    class Chosen(Moved):
        """Enter, or a double click, on a row."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row_of: Sequence[int] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._row_of[-1] + 1 if self._row_of else 0

    @property
    def room(self) -> int:
        """How many cells a line has."""
        return self.scrollable_content_region.width

    def paint(self, line: int, row: int, width: int) -> Painted:
        """The pieces of a line, `width` cells together."""
        raise NotImplementedError

    def lay_out(self, row_of: Sequence[int]) -> None:
        """Show other lines: for each line, the row that it belongs to (rising from 0)."""
        self._row_of = row_of
        self.virtual_size = Size(0, len(row_of))
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of those in sight."""
        line, width = y + self.scroll_offset.y, self.room
        if line >= len(self._row_of):
            return Strip.blank(width, self.rich_style)
        row, base = self._row_of[line], self.rich_style
        if row == self.cursor:
            away = "" if self.has_focus else "-away"
            base = self.get_component_rich_style(f"line-list--cursor{away}")
        segments = [
            Segment(text, base + self._letters(name) if name else base)
            for text, name in self.paint(line, row, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _letters(self, component: str) -> Style:
        """How the letters of a component look, on whatever stands behind them."""
        whole = self.get_component_rich_style(component)
        return Style(color=whole.color, bold=whole.bold, dim=whole.dim, italic=whole.italic)

    def validate_cursor(self, row: int) -> int:
        """Keep the cursor on the rows there are."""
        return max(0, min(row, self.row_count - 1))

    def watch_cursor(self, row: int) -> None:
        """Keep the cursor in sight, and tell who listens."""
        self.bring_into_sight()
        self.refresh()
        if self._row_of:
            self.post_message(self.Moved(self, row))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is drawn only where keys go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def bring_into_sight(self) -> None:
        """Scroll so that the cursor is seen, and a little of what is around it."""
        first = bisect_left(self._row_of, self.cursor)
        height = bisect_left(self._row_of, self.cursor + 1) - first
        region = Region(0, first, max(1, self.room), max(1, height))
        around = Spacing.vertical(2 if self.size.height > _AROUND else 0)
        self.scroll_to_region(region, spacing=around, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; a second click chooses."""
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= line < len(self._row_of):
            self.cursor = self._row_of[line]
            if event.chain > 1:
                self.action_choose()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Move the cursor by as many rows as are in sight."""
        self.cursor += by * max(1, self.size.height - 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.row_count - 1

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self._row_of:
            self.post_message(self.Chosen(self, self.cursor))
