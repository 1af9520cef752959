"""Compare: two programs on the same facts, row by row, and on all cases."""

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static
from textual.worker import get_current_worker

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import FactsChosen, SourceWanted
from pointsman.tui.model.cases import case_text
from pointsman.tui.model.comparing import Comparison, OtherSide, compare, saved_side, side_words
from pointsman.tui.model.comparing_cases import (
    CaseComparison,
    Tally,
    cases_of,
    compare_cases,
    tally,
)
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.facing import (
    Facing,
    facing_record,
    facing_text,
)
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import ReadRules, read_rules
from pointsman.tui.screens.choose_other import ChooseOtherScreen
from pointsman.tui.screens.place import Place
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.compare.aligned_view import WIDE, AlignedView
from pointsman.tui.widgets.compare.cases_view import CasesView
from pointsman.tui.widgets.compare.difference_list import DifferenceList
from pointsman.tui.widgets.compare.facing_panel import FacingPanel
from pointsman.tui.widgets.compare.line_list import LineList
from pointsman.tui.widgets.compare.side_headings import SideHeadings

_AT_ONCE: Final = 200
"""Cases that are put on the screen together."""

_NO_ANSWER: Final = (
    "Both explanations appear here, row by row, once there is one: esc goes back to the "
    "workbench, where the rules have to load and the facts have to be decided."
)
_NO_OTHER: Final = "Both explanations appear here, row by row: o chooses what to compare with."
_NEITHER: Final = "Neither side has an answer; what stands in the way is written below."
_NO_PROGRAMS: Final = "All cases are compared once both programs load; o chooses another."


class CompareScreen(Place):
    """The desk's program on the left, another on the right; the desk's facts, then any case's."""

    SCOPE: ClassVar[Scope] = Scope.COMPARE
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.COMPARE)]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (WIDE + 2, "-wide"),
    ]

    def __init__(self, desk: Desk, other: OtherSide | None = None) -> None:
        super().__init__(desk)
        self._other = other or saved_side(desk)
        self._from: Decided | None = None
        self._question: Question | None = None
        self._comparison: Comparison | None = None
        self._read: ReadRules | None = None
        self._details = False
        self._of_cases = False

    def content(self) -> Iterator[Widget]:
        """Headings of both sides, the rows or the cases, values facing each other."""
        yield SideHeadings()
        yield Static("", id="compare-tally", markup=False)
        with ContentSwitcher(id="compare-views", initial="compare-empty"):
            yield Static(_NO_ANSWER, id="compare-empty", markup=False)
            yield AlignedView(id="compare-rows")
            yield CasesView(id="compare-cases")
        yield FacingPanel()

    @property
    def _rows(self) -> AlignedView:
        return self.query_one(AlignedView)

    @property
    def _cases(self) -> CasesView:
        return self.query_one(CasesView)

    def on_screen_resume(self) -> None:
        """There may be another answer meanwhile."""
        self.answered()

    def answered(self) -> None:
        """Compare what was decided last, unless that is what is compared."""
        # Beneath a question nothing changes: it is looked at when that is answered.
        if not (self.is_active and self.is_mounted):
            return
        good = self.desk.good
        if good is None or self._compares(good):
            self._refresh()
            return
        asks = self._from is None and self._other is None
        self._from, self._question = good, good.question.question
        if asks:
            self.action_choose_other()
        self._start()

    def _compares(self, good: Decided) -> bool:
        """Whether an answer is that to the texts which are compared: to a case's facts, say."""
        same_rules = self._from is not None and self._from.rules.rules == good.rules.rules
        return same_rules and self._question == good.question.question

    # Comparing, beside the screen.

    def _start(self) -> None:
        if self._from is not None and self._other is not None and self._question is not None:
            self._compare(self._from.rules, self._other, self._question)
        self._refresh()

    @work(thread=True, exclusive=True, group="comparing")
    def _compare(self, left: ReadRules, other: OtherSide, question: Question) -> None:
        worker = get_current_worker()
        if self._read is None or self._read.rules != other.rules:
            self._read = read_rules(other.rules)
        comparison = compare(left, self._read, read_question(question))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, comparison)

    def _show(self, comparison: Comparison) -> None:
        if not self.is_open:
            return
        before, self._comparison = self._comparison, comparison
        self._rows.show(comparison.alignment)
        if not comparison.has_programs_of(before):
            self._cases.clear("")
            if self._of_cases:
                self._start_cases(comparison)
        self._refresh()
        self._focus_view()

    def _start_cases(self, comparison: Comparison) -> None:
        ready = comparison.programs is not None
        self._cases.clear("…" if ready else _NO_PROGRAMS)
        if ready:
            self._run_cases(comparison)

    @work(thread=True, exclusive=True, group="comparing-cases")
    def _run_cases(self, comparison: Comparison) -> None:
        worker = get_current_worker()
        cases = cases_of(self.desk.cases_path)
        if isinstance(cases, str) or comparison.programs is None:
            self.app.call_from_thread(self._no_cases, comparison, str(cases))
            return
        compared, known = compare_cases(*comparison.programs, cases), list[CaseComparison]()
        while some := list(islice(compared, _AT_ONCE)):
            if worker.is_cancelled:
                return
            known += some
            self.app.call_from_thread(self._add_cases, comparison, some, tally(known))

    def _no_cases(self, of: Comparison, why: str) -> None:
        if self.is_open and of.has_programs_of(self._comparison):
            self._cases.clear(why)
            self._refresh()

    def _add_cases(self, of: Comparison, some: list[CaseComparison], tallied: Tally) -> None:
        if self.is_open and of.has_programs_of(self._comparison):
            self._cases.add(some, tallied)
            self._refresh()
            self._focus_view()

    # What is on the screen.

    def _refresh(self) -> None:
        """Bring headings, the view and the values under it up to date."""
        about = " · all cases" if self._of_cases else ""
        heading = f"{self.heading()}{about}"
        self.query_one("#place-heading", Static).update(Content(printable(heading)))
        self._refresh_sides()
        tallied = self.query_one("#compare-tally", Static)
        tallied.update(Content(self._tally()))
        empty = self._empty()
        self.query_one("#compare-empty", Static).update(Content(empty))
        view = "compare-cases" if self._of_cases else "compare-rows"
        self.query_one(ContentSwitcher).current = "compare-empty" if empty else view
        self._show_facing()

    def _refresh_sides(self) -> None:
        comparison, other = self._comparison, self._other
        headings = self.query_one(SideHeadings)
        headings.display = comparison is not None and other is not None
        if comparison is not None and other is not None:
            left = side_words(comparison.left, self._left_title())
            headings.show(left, side_words(comparison.right, other.title))

    def _left_title(self) -> str:
        title = "the edited text" if self.desk.edited else self.desk.rules.name
        stale = self.desk.stale or self.desk.good is None
        return f"{title} · stale" if stale else title

    def _tally(self) -> str:
        compared = self._of_cases or (self._comparison is not None and self._comparison.both)
        return self._view.tally if compared else ""

    def _empty(self) -> str:
        """What stands in the place of a view that has nothing to show."""
        if self._from is None:
            return _NO_ANSWER
        if self._other is None:
            return _NO_OTHER
        if self._comparison is None:
            return "…"
        if self._view.row_count:
            return ""
        nothing = self._of_cases or self._comparison.alignment.rows
        return self._view.nothing_differs if nothing else _NEITHER

    def _show_facing(self) -> None:
        panel = self.query_one(FacingPanel)
        facing = self._facing()
        panel.display = facing is not None
        if facing is not None:
            panel.show(facing)

    def _facing(self) -> Facing | None:
        if self._of_cases or (self._details and self._view.row_count):
            return self._view.facing()
        return None if self._comparison is None else facing_record(self._comparison)

    def _focus_view(self) -> None:
        """Keys go to the rows or cases, unless they already go to the values."""
        if self.is_current and not isinstance(self.focused, FacingPanel):
            self._view.focus()

    @property
    def _view(self) -> DifferenceList:
        return self._cases if self._of_cases else self._rows

    # What the lists tell.

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        event.stop()
        if event.lines is self._view:
            self._show_facing()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self._of_cases:
            self._open_case()
        else:
            self._go_to_source()

    def _open_case(self) -> None:
        chosen = self._cases.case
        if chosen is None:
            return
        text = case_text(chosen.case)
        self._question = Question(text)
        self._of_cases = False
        self.post_message(FactsChosen(text, f"case `{chosen.case.name}`"))
        self._start()

    def _go_to_source(self) -> None:
        """The left side is the one on the workbench, which lies below this place."""
        row = self._rows.row
        left = None if row is None else row.left
        pointer = left.pointer if isinstance(left, ExplainedStep) else None
        if pointer is None:
            self._say("this row has no rule in the text on the left")
            return
        self.app.screen_stack[-2].post_message(SourceWanted(pointer))
        self.dismiss()

    # Actions.

    def action_next_difference(self) -> None:
        """Go to the next row, or case, that differs."""
        self._go(self._view.after(self._view.cursor), "no further difference")

    def action_previous_difference(self) -> None:
        """Go to the row, or case, before that differs."""
        self._go(self._view.before(self._view.cursor), "no difference before this one")

    def action_first_difference(self) -> None:
        """Go to the first row, or case, that differs."""
        self._go(self._view.after(-1), "nothing differs")

    def _go(self, row: int | None, otherwise: str) -> None:
        if row is None:
            self._say(otherwise)
        else:
            self._view.cursor = row

    def action_only_differences(self) -> None:
        """Show only what differs, or everything."""
        self._view.toggle_only()
        self._refresh()
        self._focus_view()

    def action_choose_other(self) -> None:
        """Ask what to compare with."""
        self.app.push_screen(ChooseOtherScreen(self.desk), self._take_other)

    def _take_other(self, other: OtherSide | None) -> None:
        if other is not None:
            self._other = other
            self._start()

    def action_toggle_cases(self) -> None:
        """All cases, or this question."""
        self._of_cases = not self._of_cases
        if self._of_cases and self._comparison is not None and not self._cases.cases:
            self._start_cases(self._comparison)
        self._refresh()
        self._focus_view()

    def action_toggle_details(self) -> None:
        """The decision records, or the row under the cursor in full."""
        self._details = not self._details
        self._show_facing()

    def action_copy_value(self) -> None:
        """Copy what is under the cursor: what a row says on both sides, or of a case."""
        copied = self._view.to_copy()
        if copied is not None:
            self._copy(*copied)

    def action_copy_rule(self) -> None:
        """Copy the pointer of a row's rule."""
        pointer = self._view.pointer
        if pointer is None:
            self._say("this row has no rule in the text")
        else:
            self._copy(pointer, f"the rule {pointer}")

    def action_copy_record(self) -> None:
        """Copy the fields of the decision records that differ."""
        if self._comparison is not None:
            text = facing_text(facing_record(self._comparison))
            self._copy(text, "the differences of the decision records")

    def _copy(self, text: str, what: str) -> None:
        self.app.copy_to_clipboard(text)
        self._say(f"copied {what}")

    def _say(self, words: str) -> None:
        self.notify(printable(words), markup=False)
