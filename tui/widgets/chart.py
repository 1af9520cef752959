"""Points and credit of a sweep, drawn with characters; the mouse picks columns and zooms.

What stands in each cell is worked out in `model/sweep/picture.py`, which also says why no charting
library draws it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pointsman.tui.model.sweep.explorer import Explorer, explore
from pointsman.tui.model.sweep.picture import FIXED_ROWS, Cell, Frame, Ink, Row, gutter_of, picture
from pointsman.tui.model.sweep.series import Series
from pointsman.tui.styles import styles_beside

LEAST_ROWS = FIXED_ROWS + 2
LEAST_COLUMNS = 8


class Chart(Widget):
    """The picture of a sweep. It fits the columns in view to its own width."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"chart--{ink}" for ink in Ink),
        *(f"chart--cursor-{ink}" for ink in Ink),
    }

    class Picked(Message):
        """A column was clicked."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    class Turned(Message):
        """The wheel was turned over the chart: zoom in, or out."""

        def __init__(self, zoom_in: bool) -> None:
            super().__init__()
            self.zoom_in = zoom_in

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._explorer: Explorer | None = None
        self._gutter = 0
        self._rows: list[Row] = []

    @property
    def room(self) -> int:
        """How many columns fit beside the labels."""
        return max(self.size.width - self._gutter - 1, LEAST_COLUMNS)

    def explore(self, series: Series) -> Explorer:
        """Draw a sweep from now on; the cursor and the view are in what comes back."""
        self._gutter = gutter_of(series)
        self._explorer = explore(series, self.room)
        self.draw()
        return self._explorer

    def draw(self) -> None:
        """Draw it again: its cursor or its view has moved."""
        explorer = self._explorer
        if explorer is None or not self.size:
            return
        if explorer.view.columns != self.room:
            explorer.resize(self.room)
        self._rows = picture(explorer, Frame(max(self.size.height, LEAST_ROWS), self._gutter))
        self.refresh()

    def on_resize(self) -> None:
        """Fill the new room."""
        self.draw()

    def on_click(self, event: events.Click) -> None:
        """Pick the column under the mouse."""
        column = event.x - self._gutter
        if self._explorer is not None and 0 <= column < self.room:
            self.post_message(self.Picked(column))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Zoom in."""
        event.stop()
        self.post_message(self.Turned(zoom_in=True))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Zoom out."""
        event.stop()
        self.post_message(self.Turned(zoom_in=False))

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        strip = Strip(self._segments(self._rows[y], y))
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _segments(self, row: Row, y: int) -> Iterator[Segment]:
        """The cells of a row, those of one style together."""
        marked = self._marked(y)
        for style, cells in groupby(
            enumerate(row), lambda each: self._style(each[1], each[0] == marked)
        ):
            yield Segment("".join(cell.char for _, cell in cells), style)

    def _marked(self, y: int) -> int:
        """The cell of the cursor's column in a row; below the axis there is none."""
        if self._explorer is None or y >= len(self._rows) - 1:
            return -1
        return self._gutter + self._explorer.view.column_of(self._explorer.cursor)

    def _style(self, cell: Cell, marked: bool) -> Style:
        cursor = "cursor-" if marked else ""
        return self.get_component_rich_style(f"chart--{cursor}{cell.ink}")
