"""Moving in the log's place: in its rows, in the counts, or in the text of the open row."""

from typing import Final

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

    async def _move(self, how: str) -> None:
        focused = self.focused
        if isinstance(focused, RowPane):
            await focused.run_action(_SCROLLS[how])
        elif isinstance(focused, LogCounts) and how not in {"left", "right"}:
            await focused.run_action(how)
        else:
            await self.table.run_action(how)

    async def action_cursor_down(self) -> None:
        """The next row."""
        await self._move("cursor_down")

    async def action_cursor_up(self) -> None:
        """The row before."""
        await self._move("cursor_up")

    async def action_page_down(self) -> None:
        """A screen down."""
        await self._move("page_down")

    async def action_page_up(self) -> None:
        """A screen up."""
        await self._move("page_up")

    async def action_first(self) -> None:
        """The first row."""
        await self._move("first")

    async def action_last(self) -> None:
        """The last row."""
        await self._move("last")

    async def action_left(self) -> None:
        """Columns further left."""
        await self._move("left")

    async def action_right(self) -> None:
        """Columns further right."""
        await self._move("right")
