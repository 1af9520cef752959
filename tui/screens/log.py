"""The log: many decisions in one table, filtered, searched, and explained row by row."""

from asyncio import to_thread
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final
from weakref import ref

from textual import work
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import BadFactsError
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import FactsChosen
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.log.deciding import program_on
from pointsman.tui.model.log.filters import Filter, parse_filter
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.opened import Opened, facts_text, open_row
from pointsman.tui.model.log.selection import Selection
from pointsman.tui.model.log.status import problem_of, status_of
from pointsman.tui.screens.log_events import RowOpened, RowsRead, Selected
from pointsman.tui.screens.log_searching import LogSearching
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.log.bars import FilterBar, SearchBar
from pointsman.tui.widgets.log.counts import LogCounts
from pointsman.tui.widgets.log.row_pane import RowPane
from pointsman.tui.widgets.log.table import LogTable

EMPTY: Final = (
    "The rows of a log appear here: decisions, or purchases that the open program decides.\n"
    "Press o to open a file of JSON lines, Parquet, CSV or Arrow."
)

_OFTEN: Final = 0.15
"""Seconds between two looks at how far the reading is."""


class LogScreen(LogSearching):
    """A log of decisions, or of purchases that are decided as they are read."""

    SCOPE: ClassVar[Scope] = Scope.LOG
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (130, "-wide")]  # noqa: RUF012 - Textual's way
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.LOG)]

    def __init__(self, desk: Desk, path: Path | None = None, purchases: Path | None = None) -> None:
        super().__init__(desk)
        self.decisions: Log | None = None
        if path is not None:
            self.decisions = Log.at(path, purchases, program_on(desk))
        self._looking: Selection | None = None
        self._opened: Opened | None = None
        self._record = False
        self._news = False

    def heading(self) -> str:
        """The place, the file, and the program that decides and explains."""
        if self.decisions is None:
            return "Log"
        parts = ["Log", printable(self.decisions.file.path.name)]
        program = self.decisions.program
        if program is not None:
            parts.append(printable(f"{program.name} v{program.version}"))
        return " · ".join(parts)

    def content(self) -> Iterator[Widget]:
        """How far it is read, the filter, the rows, the row that is open, the counts."""
        yield Static("", id="log-status", markup=False)
        yield FilterBar(id="log-filter-bar")
        yield Static(EMPTY, id="log-empty", markup=False)
        rows = Horizontal(LogTable(id="log-table"), LogCounts(id="log-counts"), id="log-rows")
        yield Vertical(rows, RowPane(id="log-row"), id="log-main")
        yield SearchBar(id="log-search")

    def on_mount(self) -> None:
        """Begin to read."""
        self.table.focus()
        self.query_one(RowPane).display = False
        self.set_interval(_OFTEN, self._show_news)
        self._begin()

    def on_unmount(self) -> None:
        """Let go of the rows: it takes Python long to find out that nobody needs the screen."""
        self.decisions = self.selection = self._looking = self._opened = None

    # Reading.

    def open_log(self, path: Path, purchases: Path | None = None) -> None:
        """Read another log; what is still being read is let go."""
        self.decisions = Log.at(path, purchases, program_on(self.desk))
        self._begin()

    def _begin(self) -> None:
        self.selection = self._looking = self._opened = None
        self.query_one(RowPane).display = False
        self.query_one("#place-heading", Static).update(Content(self.heading()))
        if self.decisions is not None:
            parsed = parse_filter(self.query_one(FilterBar).text)
            self._filter_by(parsed if isinstance(parsed, Filter) else Filter(""))
            # The thread that reads would slow down the first paint of the place.
            self.call_after_refresh(self._read, ref(self.decisions))
        self._show_state()

    # What works beside the screen is given weak references: Textual keeps what it is given long
    # after it is done, and the rows would stay in memory with it.

    @work(exclusive=True, group="log-reading")
    async def _read(self, wanted: ref[Log]) -> None:
        """Millions of rows take a while."""
        log, turns = wanted(), self._turns()
        if log is not None:
            await to_thread(log.read, turns, lambda: self.post_message(RowsRead(log)))

    def on_rows_read(self, message: RowsRead) -> None:
        """Show how far it is: the first rows and the last at once, those between now and then."""
        if message.log is self.decisions:
            self._news = True
            if self.table.count < self.size.height or message.log.whole:
                self._show_news()

    def _show_news(self) -> None:
        if self._news:
            self._news = False
            self._go_on_looking()
            self.table.grown()
            self._show_state()

    def _show_state(self) -> None:
        log = self.decisions
        problem = None if log is None else problem_of(log)
        empty = log is None or (log.file.whole and not len(log.rows))
        self.query_one("#log-empty").display = empty
        self.query_one("#log-main").display = not empty
        if empty:
            self._show_empty(problem)
        if log is not None:
            self.query_one(LogCounts).show(log.rows)
            told = Content(printable(status_of(log, self.selection, program_on(self.desk))))
            if problem is not None and not empty:
                told += Content.styled(f" · ✗ {printable(problem)}", "$text-error")
            self.query_one("#log-status", Static).update(told, layout=False)

    def _show_empty(self, problem: str | None) -> None:
        told = Content(EMPTY)
        if problem is not None:
            wrong = Content.styled(f"✗ {printable(problem)}", "$text-error")
            told = wrong + Content("\nPress o to open another file.")
        elif self.decisions is not None:
            told = Content("The file has no rows. Press o to open another file.")
        self.query_one("#log-empty", Static).update(told)

    # Which rows are shown.

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        """Only some rows, or others than before."""
        self._filter_by(message.filter)

    def on_filter_bar_left(self, _: FilterBar.Left) -> None:
        """Back to the rows."""
        self.table.focus()

    def on_log_counts_chosen(self, message: LogCounts.Chosen) -> None:
        """Only the rows that one of the counts counts."""
        self.query_one(FilterBar).text = message.filter
        self.table.focus()

    def _filter_by(self, chosen: Filter) -> None:
        if self.decisions is None:
            return
        self.selection = Selection(self.decisions.rows, chosen)
        if chosen.terms:
            self._go_on_looking()
        else:
            self._show_selection(self.selection)

    def _go_on_looking(self) -> None:
        """Look at rows that nobody has looked at; one thread at a time looks for a selection."""
        selection = self.selection
        if selection is not None and selection.behind and self._looking is not selection:
            self._looking = selection
            self._select(ref(selection))

    @work(exclusive=True, group="log-selecting")
    async def _select(self, wanted: ref[Selection]) -> None:
        selection, turns = wanted(), self._turns()
        if selection is not None:
            await to_thread(selection.extend, turns)
            self.post_message(Selected(selection))

    def on_selected(self, message: Selected) -> None:
        """Show what a filter found."""
        if message.selection is self.selection:
            self._looking = None
            self._show_selection(message.selection)
            self._go_on_looking()

    def _show_selection(self, selection: Selection) -> None:
        if self.table.selection is selection:
            self.table.grown()
        else:
            self.table.show(selection, self.table.position)
        self._show_state()

    # The row that is open.

    def on_log_table_marked(self, _: LogTable.Marked) -> None:
        """An open explanation follows the cursor."""
        if self.query_one(RowPane).display:
            self._open()

    def on_log_table_chosen(self, _: LogTable.Chosen) -> None:
        """A second click opens."""
        self._show_row(record=False)

    def _show_row(self, *, record: bool) -> None:
        if self.table.position is None:
            return
        self._record = record
        self.query_one(RowPane).display = True
        self._open()

    def _open(self, *, hand_over: bool = False) -> None:
        position = self.table.position
        if position is not None and self.decisions is not None:
            self._open_row(ref(self.decisions), position, hand_over)

    @work(exclusive=True, group="log-row")
    async def _open_row(self, wanted: ref[Log], position: int, hand_over: bool) -> None:
        log = wanted()
        if log is not None:
            opened = await to_thread(open_row, log, position)
            self.post_message(RowOpened(log, opened, hand_over))

    def on_row_opened(self, message: RowOpened) -> None:
        """Show the row, or hand its facts over where that is what it was opened for."""
        if message.log is not self.decisions:
            return
        if message.hand_over:
            self._hand_over(message.opened)
        else:
            self._opened = message.opened
            self.query_one(RowPane).show(message.opened, record=self._record)

    def _hand_over(self, opened: Opened) -> None:
        try:
            text = facts_text(opened)
        except BadFactsError as error:
            self._warn(str(error))
            return
        if text is None:
            self._warn(opened.problem or "the row has no facts")
        else:
            self.post_message(FactsChosen(text, opened.origin))
            self.dismiss()

    # What can be done.

    def action_back(self) -> None:
        """One level back: from the bars, from the open row, from the place."""
        pane = self.query_one(RowPane)
        if self.query_one(SearchBar).display:
            self._leave_search()
        elif self.focused is not self.table and self.query_one("#log-main").display:
            self.table.focus()
        elif pane.display:
            pane.display = False
        else:
            self.dismiss()

    def action_open_log(self) -> None:
        """Ask for a log and read it."""

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.open_log(path)

        self.app.push_screen(OpenPathScreen("Open a log of decisions or purchases"), chosen)

    def action_open_purchases(self) -> None:
        """Ask for the purchases, and read them after the log."""
        log = self.decisions
        if log is None:
            self._warn("open the log first: o")
            return

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.open_log(log.file.path, path)

        title = f"Open the purchases of {log.file.path.name}"
        self.app.push_screen(OpenPathScreen(title, log.file.path.parent), chosen)

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterBar).edit()

    def action_clear_filter(self) -> None:
        """All rows again."""
        self.query_one(FilterBar).text = ""

    def action_open_row(self) -> None:
        """Explain the row; where it is explained already, go to the explanation."""
        pane = self.query_one(RowPane)
        if pane.display and not self._record:
            pane.focus()
        else:
            self._show_row(record=False)

    def action_toggle_details(self) -> None:
        """What stands in the files, or the explanation."""
        shown = self.query_one(RowPane).display
        self._show_row(record=not (shown and self._record))

    def action_hand_over(self) -> None:
        """Take the facts of the row to the workbench."""
        self._open(hand_over=True)

    def action_toggle_counts(self) -> None:
        """The counts beside the rows, or not; a narrow screen begins without them."""
        shown = self.query_one(LogCounts).display
        self.set_class(shown, "-without-counts").set_class(not shown, "-with-counts")

    def action_read_again(self) -> None:
        """Read the same files again, with the rules as they are now."""
        log = self.decisions
        if log is not None:
            self.open_log(log.file.path, None if log.purchases is None else log.purchases.path)

    def action_copy_value(self) -> None:
        """The id."""
        row = self.table.row
        self._copy(None if row is None else row.id, "the row has no id")

    def action_copy_rule(self) -> None:
        """The rule that set the cost per point."""
        row = self.table.row
        self._copy(None if row is None else row.rule, "no rule set a cost per point in this row")

    def _copy(self, text: str | None, otherwise: str) -> None:
        if text is None:
            self._warn(otherwise)
        else:
            self.app.copy_to_clipboard(text)
            self.notify(f"copied `{printable(text)}`", markup=False)
