"""The cases beside the program: what passes, what does not and why, which rules none reached."""

import shlex
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from attrs import evolve
from textual import on, work
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import CaseAdded, CasesRan, FactsChosen
from pointsman.tui.model.cases import CaseRow, CasesRun, case_text, shown_rows
from pointsman.tui.model.cases_beside import CasesSeen, NoCases, cases_seen
from pointsman.tui.model.desk import Desk
from pointsman.tui.screens.adding_case import Level, add_case
from pointsman.tui.screens.place import Place
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.cases.case_detail import CaseDetail
from pointsman.tui.widgets.cases.case_list import CaseList
from pointsman.tui.widgets.cases.detail_text import (
    about_case,
    about_file,
    about_none,
    about_unreached,
    note,
)


class CasesScreen(Place):
    """The list of cases with what each came to; runs them whenever it is shown."""

    SCOPE: ClassVar[Scope] = Scope.CASES
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's way
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.CASES)]
    AUTO_FOCUS: ClassVar[str | None] = "#case-list"

    class Ran(Message):
        """The cases have run, or there are none to run; `run` tells the runs apart."""

        def __init__(self, seen: CasesSeen, run: threading.Event) -> None:
            super().__init__()
            self.seen = seen
            self.run = run

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.seen: CasesSeen | None = None
        self.running = False
        self.failing = False
        self.in_full = False
        self.unreached = False
        self._stop = threading.Event()
        self._wanted: str | None = None

    def heading(self) -> str:
        """The program, and how its cases came out."""
        told = "running…" if self.running else ""
        if self.run_shown is not None and not self.running:
            told = self.run_shown.summary
        return " · ".join(filter(None, ("Cases", printable(self.desk.rules.name), told)))

    def content(self) -> Iterator[Widget]:
        """The filter, the list beside the details, a line of notes; or why there is no list."""
        yield Input(placeholder="cases with this text; ! without", id="case-filter", compact=True)
        yield Container(CaseList(id="case-list"), CaseDetail(id="case-detail"), id="cases-body")
        yield Static("", id="cases-note", markup=False)
        yield VerticalScroll(Static("", markup=False), id="cases-message")

    @property
    def run_shown(self) -> CasesRun | None:
        """The run that the list shows."""
        came_to = None if self.seen is None else self.seen.came_to
        return came_to if isinstance(came_to, CasesRun) else None

    @property
    def cases(self) -> CaseList:
        """The list."""
        return self.query_one(CaseList)

    @property
    def detail(self) -> CaseDetail:
        """What is told about the case under the cursor."""
        return self.query_one(CaseDetail)

    # Running.

    def on_screen_resume(self) -> None:
        """The rules, the facts or the file may have changed meanwhile."""
        self.action_run_all()

    def action_run_all(self) -> None:
        """Read the file and run all cases; an earlier run is given up."""
        self.running = True
        self._stop = threading.Event()
        self._show_heading()
        self._run_cases(evolve(self.desk), self._stop)

    @work(thread=True, exclusive=True, group="cases")
    def _run_cases(self, desk: Desk, stop: threading.Event) -> None:
        worker = get_current_worker()
        seen = cases_seen(desk, lambda: worker.is_cancelled or stop.is_set())
        if not worker.is_cancelled:
            self.post_message(self.Ran(seen, stop))

    def action_stop(self) -> None:
        """Stop the run; what has run so far is shown."""
        self._stop.set()

    @on(Ran)
    def _ran(self, message: Ran) -> None:
        message.stop()
        if message.run is not self._stop:
            return
        self.running = False
        self.seen = message.seen
        self._show_heading()
        self._show_all()
        self._tell(message.seen)

    def _tell(self, seen: CasesSeen) -> None:
        """The workbench tells how the cases came out, if that is so for the present rules."""
        run = self.run_shown
        if seen.stale or (run is not None and run.stopped):
            return
        summary, well = ("", True) if run is None else (run.summary, run.well)
        # To the app itself: this screen may be on its way out.
        self.app.post_message(CasesRan(summary, well=well))

    # Showing.

    def _show_heading(self) -> None:
        self.query_one("#place-heading", Static).update(Content(self.heading()))

    def _show_all(self) -> None:
        """The list of a run; where there is none, why."""
        run = self.run_shown
        listed = run is not None and not run.diagnostics
        self.set_class(not listed, "-without-list")
        if run is not None and listed:
            self._show_rows(run)
            return
        self.query_one("#cases-message").focus()
        message = self.query_one("#cases-message Static", Static)
        if run is not None:
            message.update(about_file(run.diagnostics))
        elif self.seen is not None and isinstance(self.seen.came_to, NoCases):
            message.update(about_none(self.seen.came_to))

    def _show_rows(self, run: CasesRun) -> None:
        wanted = self.query_one("#case-filter", Input).value
        rows = shown_rows(run.rows, wanted, self.failing)
        self.cases.show(rows, self._wanted)
        self._wanted = None
        if self.focused is None or self.focused.id == "cases-message":
            self.cases.focus()
        stale = self.seen is not None and self.seen.stale
        self.query_one("#cases-note", Static).update(note(run, len(rows), self.failing, stale))

    @on(CaseList.Moved)
    def _moved(self, message: CaseList.Moved) -> None:
        message.stop()
        self._show_detail()

    def _show_detail(self) -> None:
        run, row = self.run_shown, self.cases.row
        if run is None:
            return
        if self.unreached:
            self.detail.show(partial(about_unreached, run))
        elif row is not None:
            self.detail.show(partial(about_case, run, row, in_full=self.in_full))
        else:
            self.detail.show(lambda _: Content("no case is shown"))

    def action_details(self) -> None:
        """Long values in full, or all values in columns."""
        self.in_full = not self.in_full
        self._show_detail()

    def action_unreached(self) -> None:
        """The rules that no case reached, or the case again."""
        self.unreached = not self.unreached
        self._show_detail()

    # Choosing.

    def action_failing(self) -> None:
        """Only what does not pass, or everything."""
        self.failing = not self.failing
        self._show_all()

    def action_filter(self) -> None:
        """Type what the cases shown must have."""
        self.add_class("-filtering")
        self.query_one("#case-filter", Input).focus()

    @on(Input.Changed, "#case-filter")
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        if self.run_shown is not None:
            self._show_all()

    @on(Input.Submitted, "#case-filter")
    def _filter_kept(self, event: Input.Submitted) -> None:
        event.stop()
        self.cases.focus()

    def action_back(self) -> None:
        """One level: the filter, the rules that no case reached, the place."""
        if self.has_class("-filtering"):
            self.remove_class("-filtering")
            self.query_one("#case-filter", Input).value = ""
            self.cases.focus()
        elif self.unreached:
            self.action_unreached()
        else:
            super().action_back()

    # Moving.

    def action_up(self) -> None:
        """One case up."""
        self.cases.move(-1)

    def action_down(self) -> None:
        """One case down."""
        self.cases.move(1)

    def action_page_up(self) -> None:
        """A page up."""
        self.cases.page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self.cases.page(1)

    def action_first(self) -> None:
        """The first case."""
        self.cases.move(-len(self.cases.rows))

    def action_last(self) -> None:
        """The last case."""
        self.cases.move(len(self.cases.rows))

    def action_next_failing(self) -> None:
        """The next case that does not pass."""
        self.cases.move_to_failing(1)

    def action_previous_failing(self) -> None:
        """The case before that does not pass."""
        self.cases.move_to_failing(-1)

    def action_to_list(self) -> None:
        """Focus the list."""
        self.cases.focus()

    def action_to_detail(self) -> None:
        """Focus what is told about the case."""
        self.detail.focus()

    # Doing.

    @on(CaseList.Opened)
    def _clicked_twice(self, message: CaseList.Opened) -> None:
        message.stop()
        self.action_open()

    def action_open(self) -> None:
        """Hand the facts of the case over, and go back to the workbench."""
        row = self.cases.row
        if row is not None:
            origin = f'case "{printable(row.name)}"'
            self.post_message(FactsChosen(case_text(row.case), origin))
            self.dismiss()

    def action_add(self) -> None:
        """Save the present facts as a new case."""
        self.run_worker(self._add(), group="adding", exclusive=True)

    async def _add(self) -> None:
        name = await add_case(self.app.push_screen_wait, self.desk, self._say)
        if name is not None:
            self._wanted = name
            self.app.post_message(CaseAdded())
            self.action_run_all()

    def action_copy_facts(self) -> None:
        """Put the facts of the case on the clipboard."""
        self._copy("the facts", lambda row: case_text(row.case))

    def action_copy_command(self) -> None:
        """Put the command line that explains the case on the clipboard."""
        path = str(self.desk.path)
        self._copy(
            "the command",
            lambda row: shlex.join(("pointsman", "explain", path, "--case", row.name)),
        )

    def _copy(self, what: str, text_of: Callable[[CaseRow], str]) -> None:
        row = self.cases.row
        if row is not None:
            self.app.copy_to_clipboard(text_of(row))
            self._say(f"copied {what} of `{row.name}`", "information")

    def _say(self, message: str, level: Level) -> None:
        self.notify(printable(message), severity=level, markup=False)
