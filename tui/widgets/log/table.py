"""A table of any number of rows, of which only those on the screen are ever made."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pointsman.tui.model.log.cells import GAP, Cell, cells_of, columns_for, heading_cells, width_of
from pointsman.tui.model.log.row import Row
from pointsman.tui.model.log.selection import Selection
from pointsman.tui.model.outcome_shown import Tone
from pointsman.tui.styles import styles_beside

_SIDEWAYS: Final = 8


class LogTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor, below a heading that stays."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "log-table--heading",
        "log-table--cursor",
        *(f"log-table--{tone.value.removeprefix('-')}" for tone in Tone),
    }

    cursor: reactive[int] = reactive(0)

    class Marked(Message):
        """The cursor stands on a row that is shown."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Chosen(Message):
        """A row is to be opened."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.selection: Selection | None = None
        self._columns = columns_for(0)
        self._styles: dict[str, Style] = {}

    @property
    def count(self) -> int:
        """How many rows it shows."""
        return 0 if self.selection is None else len(self.selection)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        position = self.position
        return None if position is None or self.selection is None else self._row(self.cursor)

    @property
    def position(self) -> int | None:
        """Where the row under the cursor stands in the log."""
        if self.selection is None or not 0 <= self.cursor < self.count:
            return None
        return self.selection.position(self.cursor)

    def show(self, selection: Selection, position: int | None = None) -> None:
        """Show other rows; the cursor goes to `position` in the log, or to what follows it."""
        self.selection = selection
        self.grown()
        self.refresh()
        self.cursor = 0 if position is None else selection.index_of(position)
        self._follow()

    def grown(self) -> None:
        """There are more rows, at the end: what is on the screen is made again only if it must."""
        before, columns = self.virtual_size.height - 1, self._columns
        if self.selection is not None:
            rows = self.selection.rows
            self._columns = columns_for(len(rows), amounts=rows.amounts)
        size = Size(width_of(self._columns), self.count + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        bottom = self.scroll_offset.y + self.size.height
        if self._columns != columns or before < min(bottom, self.count):
            self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays among the rows."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self) -> None:
        """Show the row, and tell of it."""
        self._follow()
        self.refresh()
        self.post_message(self.Marked(self.cursor))

    def on_unmount(self) -> None:
        """Let go of the rows, as the place does."""
        self.selection = None

    def notify_style_update(self) -> None:
        """Colours have changed."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """The heading, or one of the rows."""
        left, top = self.scroll_offset
        width = self.size.width
        if y == 0:
            style = self._style("heading")
            segments = [Segment(f"{cell} ", style) for cell in heading_cells(self._columns)]
        else:
            index = top + y - 1
            if index >= self.count:
                return Strip.blank(width, self._style(""))
            marked = index == self.cursor
            style = self._style("cursor" if marked else "")
            cells = cells_of(self._row(index), self._columns)
            segments = [self._segment(cell, style, marked=marked) for cell in cells]
        return Strip(segments).crop(left, left + width).extend_cell_length(width, style)

    def _segment(self, cell: Cell, style: Style, *, marked: bool) -> Segment:
        if cell.tone is not None and not marked:
            style = self._style(cell.tone.value.removeprefix("-"))
        return Segment(cell.text + " " * GAP, style)

    def _style(self, name: str) -> Style:
        """The style of a part, worked out once: there are hundreds of cells on a screen."""
        found = self._styles.get(name)
        if found is None:
            own = f"log-table--{name}"
            found = self.get_component_rich_style(own) if name else self.rich_style
            self._styles[name] = found
        return found

    def _row(self, index: int) -> Row:
        if self.selection is None:
            raise IndexError(index)
        return self.selection.rows.row(self.selection.position(index))

    def _follow(self) -> None:
        """Scroll as little as shows the cursor, which never stands behind the heading."""
        height = max(1, self.scrollable_content_region.height - 1)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """A click marks a row, a second one opens it."""
        index = self.scroll_offset.y + event.y - 1
        if event.y == 0 or index >= self.count:
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Chosen())
        self.cursor = index

    def action_cursor_down(self) -> None:
        """The next row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """The row before."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """A screen down."""
        self.cursor += max(1, self.scrollable_content_region.height - 2)

    def action_page_up(self) -> None:
        """A screen up."""
        self.cursor -= max(1, self.scrollable_content_region.height - 2)

    def action_first(self) -> None:
        """The first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """The last row."""
        self.cursor = self.count - 1

    def action_left(self) -> None:
        """Columns further left."""
        self.scroll_relative(x=-_SIDEWAYS, animate=False)

    def action_right(self) -> None:
        """Columns further right."""
        self.scroll_relative(x=_SIDEWAYS, animate=False)
