"""Moving in the log's place: in its rows, in the counts, or in the text of the open row."""

from typing import Final

from textual.widget import Widget

from pointsman.tui.screens.place import Place
from pointsman.tui.widgets.log.counts import LogCounts
from pointsman.tui.widgets.log.row_pane import RowPane
from pointsman.tui.widgets.log.table import LogTable

_SCROLLS: Final = {
    "cursor_down": "scroll_down",
    "cursor_up": "scroll_up",
    "page_down": "page_down",
    "page_up": "page_up",
    "first": "scroll_home",
    "last": "scroll_end",
    "left": "scroll_left",
    "right": "scroll_right",
}
"""Moves in rows, and what they are in a text."""


class LogMoves(Place):
    """One key moves in whatever has the focus."""

    @property
    def table(self) -> LogTable:
        """The rows that are shown."""
        return self.query_one(LogTable)

    def _move(self, how: str) -> None:
        focused: Widget | None = self.focused
        if isinstance(focused, RowPane):
            how = _SCROLLS[how]
        elif not isinstance(focused, LogCounts) or how in {"left", "right"}:
            focused = self.table
        getattr(focused, f"action_{how}")()

    def action_cursor_down(self) -> None:
        """The next row."""
        self._move("cursor_down")

    def action_cursor_up(self) -> None:
        """The row before."""
        self._move("cursor_up")

    def action_page_down(self) -> None:
        """A screen down."""
        self._move("page_down")

    def action_page_up(self) -> None:
        """A screen up."""
        self._move("page_up")

    def action_first(self) -> None:
        """The first row."""
        self._move("first")

    def action_last(self) -> None:
        """The last row."""
        self._move("last")

    def action_left(self) -> None:
        """Columns further left."""
        self._move("left")

    def action_right(self) -> None:
        """Columns further right."""
        self._move("right")
