"""The sweep: points and credit against the amount or the balance, and the facts follow."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.actions.sweep import ACTIONS
from pointsman.tui.messages import FactsChosen
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.sweep.asked import Asked, asked_of
from pointsman.tui.model.sweep.explorer import Explorer
from pointsman.tui.model.sweep.here import Here, here_of, told, told_at
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import Series, sweep
from pointsman.tui.model.sweep.session import Session
from pointsman.tui.screens.place import Place
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.chart import Chart
from pointsman.tui.widgets.edge_table import EdgeTable

PAGE = 10
"""Columns that one page is."""

NOT_DECIDED = (
    "Points and credit are drawn here against the amount of the purchase, as soon as the facts "
    "can be decided: esc goes back to them."
)
NO_AMOUNT = (
    "Only purchases and later requests for them can be swept: a {kind} has no amount to vary."
)


class SweepScreen(Place):
    """A chart of the present facts with another amount or balance, and its edges.

    Moving the cursor sets the facts to it, unless that is switched off; `o` brings back those
    that the screen was opened with.
    """

    SCOPE: ClassVar[Scope] = Scope.SWEEP
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.SWEEP)]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - Textual declares it so

    class Swept(Message):
        """A sweep is done."""

        def __init__(self, series: Series) -> None:
            super().__init__()
            self.series = series

    class Said(Message):
        """What the engine says about a value of a sweep is worked out."""

        def __init__(self, series: Series, value: int, here: Here) -> None:
            super().__init__()
            self.series = series
            self.value = value
            self.here = here

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session = _session_of(desk)
        self.here: Here | None = None
        self._may_follow = True
        self._handing_over = False
        self._saying = False

    @property
    def explorer(self) -> Explorer | None:
        """The sweep that is shown; None: there is none yet."""
        return None if self.session is None else self.session.explorer

    @property
    def stale(self) -> bool:
        """Whether what is swept is no longer what lies on the desk."""
        desk, session = self.desk, self.session
        if session is None:
            return False
        return desk.good is None or desk.stale or not session.asks(desk.question.text)

    @property
    def chart(self) -> Chart:
        """The chart."""
        return self.query_one(Chart)

    @property
    def table(self) -> EdgeTable:
        """The table of edges."""
        return self.query_one(EdgeTable)

    def heading(self) -> str:
        """What is in view, how many edges there are, and whether the facts follow."""
        name, session = printable(self.desk.rules.name), self.session
        sweep_ = ("Sweep", "stale") if self.stale else ("Sweep",)
        if session is None or session.explorer is None:
            return " · ".join((*sweep_, name))
        follow = "the facts follow" if session.follow else "the facts stay"
        return " · ".join((*sweep_, *told(session.explorer), follow, name))

    def content(self) -> Iterator[Widget]:
        """The chart, what is said at its cursor, the edges; or why there is none."""
        yield Static("", id="sweep-nothing", markup=False)
        yield Chart(id="sweep-chart")
        yield Static("", id="sweep-here", markup=False)
        yield EdgeTable(id="sweep-edges")

    def on_mount(self) -> None:
        """Begin with the amount."""
        self._show_or_say_why()
        self._begin()

    def on_screen_resume(self) -> None:
        """There may be another answer meanwhile."""
        self.answered()

    def answered(self) -> None:
        """Begin anew on an answer to other facts or of other rules, which no move here led to."""
        # Beneath a question nothing changes: it is looked at when that is answered.
        if not (self.is_active and self.is_mounted):
            return
        good, session = self.desk.good, self.session
        if session is None or (good is not None and not session.is_of(good)):
            self._begin_anew()
        else:
            self._show_heading()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While nothing is shown, what works on it stays in the footer but is not to be had."""
        if self.explorer is None and any(action == each.do for each in ACTIONS):
            return None
        return super().check_action(action, parameters)

    # What the parts tell.

    def on_sweep_screen_swept(self, message: Swept) -> None:
        """Show a sweep, unless another one was asked for meanwhile."""
        if self.session is None or not self.session.fits(message.series):
            return
        self.session.explorer = self.chart.explore(message.series)
        self.table.show(self.session.explorer, self.size.width)
        self._show_cursor()
        self.refresh_bindings()

    def on_sweep_screen_said(self, message: Said) -> None:
        """Show what is said at the cursor; if that has moved on, ask again."""
        self._saying = False
        explorer = self.explorer
        if explorer is None:
            return
        if explorer.series is not message.series or explorer.cursor != message.value:
            self._say()
            return
        self.here = message.here
        lines = (f"{told_at(explorer)}  {self.here.summary}", *self.here.steps)
        self.query_one("#sweep-here", Static).update(Content("\n".join(lines)))

    def on_resize(self) -> None:
        """Give the table the columns that have room, and say what is in view now."""
        if self.explorer is not None:
            self.table.show(self.explorer, self.size.width)
            self.call_after_refresh(self._show_cursor)

    def on_chart_picked(self, message: Chart.Picked) -> None:
        """Go to the column that was clicked."""
        self._move(lambda explorer: explorer.to_column(message.column))

    def on_chart_turned(self, message: Chart.Turned) -> None:
        """Zoom with the wheel."""
        self._look(Explorer.zoom_in if message.zoom_in else Explorer.zoom_out)

    def on_edge_table_picked(self, message: EdgeTable.Picked) -> None:
        """Go to the edge that was clicked."""
        self._move(lambda explorer: explorer.go(explorer.edges[message.edge].at))

    # Actions.

    def action_next_edge(self) -> None:
        """Go to the next edge."""
        if self._move(Explorer.next_edge) is False:
            self.notify("there is no edge after this", markup=False)

    def action_previous_edge(self) -> None:
        """Go to the edge before."""
        if self._move(Explorer.previous_edge) is False:
            self.notify("there is no edge before this", markup=False)

    def action_column_right(self) -> None:
        """One column to the right."""
        self._move(lambda explorer: explorer.by_columns(1))

    def action_column_left(self) -> None:
        """One column to the left."""
        self._move(lambda explorer: explorer.by_columns(-1))

    def action_unit_right(self) -> None:
        """One unit up."""
        self._move(lambda explorer: explorer.by_units(1))

    def action_unit_left(self) -> None:
        """One unit down."""
        self._move(lambda explorer: explorer.by_units(-1))

    def action_page_right(self) -> None:
        """Ten columns to the right."""
        self._move(lambda explorer: explorer.by_columns(PAGE))

    def action_page_left(self) -> None:
        """Ten columns to the left."""
        self._move(lambda explorer: explorer.by_columns(-PAGE))

    def action_first_value(self) -> None:
        """To the start of the axis."""
        self._move(lambda explorer: explorer.go(0))

    def action_last_value(self) -> None:
        """To the end of the axis."""
        self._move(lambda explorer: explorer.go(explorer.series.high))

    def action_zoom_in(self) -> None:
        """Show half as much."""
        self._look(Explorer.zoom_in)

    def action_zoom_out(self) -> None:
        """Show twice as much."""
        self._look(Explorer.zoom_out)

    def action_show_all(self) -> None:
        """Show the whole axis."""
        self._look(Explorer.show_all)

    def action_change_axis(self) -> None:
        """From the amount to the balance, and back; the facts are those at the cursor."""
        if self.session is not None:
            self.session.turn()
            self._begin()

    def action_toggle_follow(self) -> None:
        """Whether the facts follow the cursor."""
        if self.session is not None:
            self.session.follow = self._may_follow = not self.session.follow
            self._show_cursor()
            self._hand_over_soon()

    def action_set_facts(self) -> None:
        """Hand the facts at the cursor over, and go back."""
        self._hand_over()
        self.dismiss()

    def action_back(self) -> None:
        """Go back; what the facts had yet to follow, they follow."""
        if self.session is not None and self.session.follow:
            self._hand_over()
        self.dismiss()

    def action_restore(self) -> None:
        """The facts of the beginning."""
        if self.session is not None:
            self.session.restore()
            self._hand_over()
            self._begin()

    def action_copy_value(self) -> None:
        """Copy the value at the cursor, as facts write it."""
        if self.explorer is not None:
            self._copy(self.explorer.series.scale.written(self.explorer.cursor))

    def action_copy_rule(self) -> None:
        """Copy the id of the rule at the cursor."""
        if self.here is None or self.here.rule is None:
            self.notify("no rule of the program decided this", markup=False)
        else:
            self._copy(self.here.rule)

    # How it is done.

    def _begin_anew(self) -> None:
        axis = Axis.AMOUNT if self.session is None else self.session.axis
        self.session, self.here = _session_of(self.desk, axis), None
        if self.session is not None and not self._may_follow:
            self.session.follow = False
        self._show_or_say_why()
        self._show_heading()
        self.refresh_bindings()
        # The chart has its width once it is laid out.
        self.call_after_refresh(self._begin)

    def _show_or_say_why(self) -> None:
        """The chart and its edges; where nothing can be swept, why."""
        self.set_class(self.session is None, "-nothing")
        if self.session is None:
            self.query_one("#sweep-nothing", Static).update(Content(_why_nothing(self.desk)))

    def _begin(self) -> None:
        """Sweep, beside all else."""
        if self.session is not None:
            asked, axis = self.session.asked, self.session.axis
            work = partial(self._sweep, asked, axis)
            self.run_worker(work, group="sweep", thread=True, exclusive=True)

    def _sweep(self, asked: Asked, axis: Axis) -> None:
        self.post_message(self.Swept(sweep(asked.program, asked.facts, axis)))

    def _move(self, move: Callable[[Explorer], object]) -> object:
        """Move the cursor; the facts follow if they are to. Gives what the move gives."""
        if self.session is None or self.session.explorer is None:
            return None
        moved = move(self.session.explorer)
        self.session.moved = True
        self._show_cursor()
        self._hand_over_soon()
        return moved

    def _look(self, change: Callable[[Explorer], object]) -> None:
        """Change what is in view; the cursor stays."""
        if self.explorer is not None:
            change(self.explorer)
            self._show_cursor()

    def _show_cursor(self) -> None:
        explorer = self.explorer
        if explorer is None:
            return
        self.chart.draw()
        self.table.follow(explorer)
        self._show_heading()
        self._say()

    def _show_heading(self) -> None:
        self.query_one("#place-heading", Static).update(Content(self.heading()))

    def _say(self) -> None:
        """Explain the value at the cursor, one at a time: thousands of overrides take a while."""
        explorer = self.explorer
        if explorer is not None and not self._saying:
            self._saying = True
            work = partial(self._explain, explorer.series, explorer.cursor)
            self.run_worker(work, group="sweep-here", thread=True)

    def _explain(self, series: Series, value: int) -> None:
        here = here_of(series.sampler.decision(value))
        self.post_message(self.Said(series, value, here))

    def _hand_over_soon(self) -> None:
        """Once for all moves that come before the next picture of the screen."""
        if self.session is not None and self.session.follow and not self._handing_over:
            self._handing_over = True
            self.call_after_refresh(self._hand_over)

    def _hand_over(self) -> None:
        self._handing_over = False
        text = None if self.session is None else self.session.news()
        if self.session is not None and text is not None:
            # To the app itself: this screen may be on its way out.
            self.app.post_message(FactsChosen(text, self.session.origin))

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(f"copied {printable(text)}", markup=False)


def _session_of(desk: Desk, axis: Axis = Axis.AMOUNT) -> Session | None:
    """A visit with the facts that were decided last; they follow unless others are being typed."""
    asked = None if desk.good is None else asked_of(desk.good)
    if asked is None:
        return None
    return Session(asked, follow=asked.text == desk.question.text, axis=axis)


def _why_nothing(desk: Desk) -> str:
    return NOT_DECIDED if desk.good is None else NO_AMOUNT.format(kind=desk.good.kind)
