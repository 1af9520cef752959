"""Searching in the log's place, in a thread: there may be millions of rows."""

from asyncio import get_running_loop, to_thread
from weakref import ref

from textual import work
from textual.worker import get_current_worker

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.log.filters import Filter
from pointsman.tui.model.log.selection import Selection
from pointsman.tui.model.log.turns import Turns
from pointsman.tui.screens.log_events import Found
from pointsman.tui.screens.log_moves import LogMoves
from pointsman.tui.widgets.log.bars import SearchBar


class LogSearching(LogMoves):
    """Goes from match to match among the rows that are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.selection: Selection | None = None
        self._sought: Filter | None = None

    def on_search_bar_sought(self, message: SearchBar.Sought) -> None:
        """Go to the first match from here on."""
        self._leave_search()
        self._sought = message.filter
        self._search(self.table.cursor, forward=True)

    def _leave_search(self) -> None:
        self.query_one(SearchBar).display = False
        self.table.focus()

    def _search(self, start: int, *, forward: bool) -> None:
        if self.selection is not None and self._sought is not None:
            self._find(ref(self.selection), self._sought, start, forward)

    @work(exclusive=True, group="log-searching")
    async def _find(
        self, wanted: ref[Selection], sought: Filter, start: int, forward: bool
    ) -> None:
        """Given a weak reference, as all that works beside the screen."""
        selection, turns = wanted(), self._turns()
        if selection is not None:
            index = await to_thread(selection.find, sought, start, forward=forward, cancelled=turns)
            self.post_message(Found(selection, index))

    def on_found(self, message: Found) -> None:
        """Go to a match."""
        if message.selection is not self.selection:
            return
        if message.index is None:
            sought = "" if self._sought is None else printable(self._sought.text)
            self.notify(f"no row has `{sought}`", severity="warning", markup=False)
        else:
            self.table.cursor = message.index

    def _turns(self) -> Turns:
        """How a thread learns that it is not needed any more."""
        worker = get_current_worker()
        return Turns(get_running_loop(), lambda: worker.is_cancelled)

    def _warn(self, message: str) -> None:
        self.notify(printable(message), severity="warning", markup=False)

    def action_search(self) -> None:
        """Type what to search for."""
        self.query_one(SearchBar).edit()

    def action_next_match(self) -> None:
        """The next match, from the top again after the last."""
        self._search(self.table.cursor + 1, forward=True)

    def action_previous_match(self) -> None:
        """The match before, from the bottom again before the first."""
        self._search(self.table.cursor - 1, forward=False)
