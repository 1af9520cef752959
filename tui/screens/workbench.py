"""The workbench: rules, facts and explanation, linked to each other."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import LineEntered, RuleChosen, SourceWanted
from pointsman.tui.model.decided import Decided, Undecided
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.outline import Level
from pointsman.tui.model.rules_text import ReadRules
from pointsman.tui.model.targets import Goal
from pointsman.tui.screens.breakpoints import classes_of
from pointsman.tui.screens.go_to import GoToScreen
from pointsman.tui.screens.jump import JumpScreen, Target
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.explanation.pane import ExplanationPane
from pointsman.tui.widgets.facts.pane import FactsPane
from pointsman.tui.widgets.keys_row import KeysRow
from pointsman.tui.widgets.pane_tabs import PaneTabs
from pointsman.tui.widgets.rules.pane import RulesPane
from pointsman.tui.widgets.status_line import StatusLine

PANES = ("rules", "facts", "explanation")
WIDTHS = ("-even", "-rules-wider", "-explanation-wider")
"""Classes of the screen, in the order in which one key goes through them."""


class Workbench(Screen[None]):
    """Three panes: side by side where there is room, else one at a time."""

    SCOPE: ClassVar[Scope] = Scope.WORKBENCH
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (110, "-wide"),
        (190, "-very-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Scope.WORKBENCH),
        Binding("escape", "whole_again", "Back", show=False, id="workbench.back"),
    ]

    AUTO_FOCUS = "RulesEditor"

    def __init__(self, desk: Desk, widths: str | None = None, level: Level | None = None) -> None:
        self.widths = widths if widths in WIDTHS else WIDTHS[0]
        # The classes of the first paint from the beginning: each one set later is another round
        # through all styles.
        super().__init__(classes=f"{self.widths} -shown-{PANES[0]}")
        self.desk = desk
        self._level = level

    def compose(self) -> ComposeResult:
        """Status, tabs (where one pane is shown at a time), the panes, the keys."""
        self.add_class(*classes_of(self), update=False)
        yield StatusLine()
        yield PaneTabs(PANES)
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield RulesPane(id="rules")
                yield FactsPane(id="facts")
            yield ExplanationPane(id="explanation")
        yield KeysRow()

    def on_mount(self) -> None:
        """Show what lies on the desk, the rules first."""
        if not self.is_attached:
            # The app ended before the panes were made: a signal in the first moments.
            return
        self.query_one(PaneTabs).mark(PANES[0])
        if self._level is not None:
            self.explanation.use_level(self._level)
        self.show_rules()
        if self.desk.question.text:
            self.show_facts()

    @property
    def rules(self) -> RulesPane:
        """The editor of the rules, with its problems."""
        return self.query_one(RulesPane)

    @property
    def facts(self) -> FactsPane:
        """The form of the facts, or their text."""
        return self.query_one(FactsPane)

    @property
    def explanation(self) -> ExplanationPane:
        """The tree of stages and steps."""
        return self.query_one(ExplanationPane)

    # What the app tells.

    def show_rules(self) -> None:
        """Show the rules of the desk as a document of their own; no answer is theirs as yet."""
        self.rules.load(self.desk.rules.text, self.desk.rules.name)
        self.explanation.clear()
        self.show_state()

    def show_rules_again(self) -> None:
        """Show another text of the same rules: an edit, which can be undone."""
        self.rules.replace_all(self.desk.rules.text)
        self.show_state()

    def show_facts(self, *, goes_on: bool = False) -> None:
        """Show the facts of the desk; `goes_on`: those right before were a step towards these."""
        good = self.desk.good
        program = good.program if good is not None else None
        self.facts.show(self.desk.question, program, goes_on=goes_on)
        self.facts.border_title = Content(f"Facts · {printable(self.desk.question.name)}")

    def show_latest(self, latest: Decided | Undecided) -> None:
        """Show what the present texts come to; without an answer the last one stays, as stale."""
        self.rules.show_read(latest.rules)
        if latest.rules.program is not None:
            self.facts.set_program(latest.rules.program)
        if isinstance(latest, Decided):
            self.facts.show_decided(latest)
            self.explanation.show(latest)
            if self.rules.has_focus_within:
                # An edit of a line may give it other steps.
                self.explanation.show_steps_at(self.rules.line)
        else:
            self.facts.show_problems(latest.of_facts)
            self.explanation.mark_stale(_why_stale(latest))
        self.show_state()

    def show_warnings(self, read: ReadRules) -> None:
        """Show what is likely not meant in the rules."""
        self.rules.show_read(read)
        self.show_state()

    def show_state(self, busy: bool = False) -> None:
        """Bring the line at the top up to date."""
        self.query_one(StatusLine).show(self.desk, busy)

    def show_cases(self, summary: str, *, well: bool) -> None:
        """Say at the top how the cases came out."""
        self.query_one(StatusLine).show_cases(summary, well=well)
        self.show_state()

    # What links the panes.

    def on_rule_chosen(self, message: RuleChosen) -> None:
        """The explanation's cursor moved: mark the rule."""
        message.stop()
        good = self.desk.good
        if good is None or self.desk.stale or message.pointer is None:
            self.rules.show_span(None)
        else:
            self.rules.show_span(good.rules.span_of(message.pointer))

    def on_line_entered(self, message: LineEntered) -> None:
        """The cursor of the rules moved: mark the steps of that line."""
        message.stop()
        if not self.desk.stale:
            self.explanation.show_steps_at(message.line)

    def on_source_wanted(self, message: SourceWanted) -> None:
        """Go to a rule."""
        message.stop()
        good = self.desk.good
        line = None if good is None else good.rules.line_of(message.pointer)
        if line is not None:
            self.show_pane("rules")
            self.rules.go_to(line)

    # Which pane is seen.

    def on_descendant_focus(self, message: events.DescendantFocus) -> None:
        """Where one pane is shown at a time, it is the one with the focus."""
        for node in message.widget.ancestors_with_self:
            if isinstance(node, Widget) and node.id in PANES:
                self.show_pane(node.id)

    def on_pane_tabs_chosen(self, message: PaneTabs.Chosen) -> None:
        """A tab was clicked."""
        message.stop()
        self._focus(message.pane)

    def show_pane(self, pane: str) -> None:
        """Make this the pane that is seen where only one is."""
        for each in PANES:
            self.set_class(each == pane, f"-shown-{each}")
        self.query_one(PaneTabs).mark(pane)

    def _focus(self, pane: str) -> None:
        self.show_pane(pane)
        # A pane that was hidden takes the focus once it is no longer: now, not at the next refresh,
        # before which other keys may come.
        self.app.stylesheet.update(self)
        self.query_one(f"#{pane}").focus()

    def action_focus_rules(self) -> None:
        """Go to the rules."""
        self._focus("rules")

    def action_focus_facts(self) -> None:
        """Go to the facts."""
        self._focus("facts")

    def action_focus_explanation(self) -> None:
        """Go to the explanation."""
        self._focus("explanation")

    def action_next_pane(self) -> None:
        """Go round the panes."""
        self._focus(PANES[(PANES.index(self._pane) + 1) % len(PANES)])

    def action_previous_pane(self) -> None:
        """Go round the panes the other way."""
        self._focus(PANES[PANES.index(self._pane) - 1])

    @property
    def _pane(self) -> str:
        """The pane that is shown where only one is: the one that had the focus last."""
        return next(pane for pane in PANES if self.has_class(f"-shown-{pane}"))

    def action_next_problem(self) -> None:
        """Go to the next problem of the rules."""
        self.show_pane("rules")
        self.rules.next_problem()

    def action_previous_problem(self) -> None:
        """Go to the previous problem of the rules."""
        self.show_pane("rules")
        self.rules.previous_problem()

    def action_full_pane(self) -> None:
        """One pane over the whole screen, or all again."""
        self.toggle_class("-full")

    def action_whole_again(self) -> None:
        """Back from one pane to all."""
        self.remove_class("-full")

    def action_go_to(self) -> None:
        """Ask for a rule, a fact or a line, and go there."""
        latest = self.desk.latest
        if latest is not None:
            self.app.push_screen(GoToScreen(latest.rules, latest.question), self._gone_to)

    def _gone_to(self, goal: Goal | None) -> None:
        if goal is None:
            return
        self.show_pane("rules" if goal.fact is None else "facts")
        self.app.stylesheet.update(self)
        if goal.fact is None:
            self.rules.go_to(goal.line)
        else:
            self.facts.go_to_field(goal.fact)

    def action_jump(self) -> None:
        """Put a letter on every pane; the next key goes there."""
        self.app.push_screen(JumpScreen(tuple(self._targets())), self._jumped)

    def _targets(self) -> Iterator[Target]:
        for pane in PANES:
            seen = self.query_one(f"#{pane}").region
            at = seen.offset if seen.area else self._tab_of(pane)
            yield Target(pane[0], at, pane)

    def _tab_of(self, pane: str) -> Offset:
        """Where the tab of a pane stands that is not seen."""
        tabs = self.query_one(PaneTabs)
        return tabs.region.offset + Offset(tabs.start_of(pane), 0)

    def _jumped(self, pane: str | None) -> None:
        if pane is not None:
            self._focus(pane)

    def action_widths(self) -> None:
        """The next way to share the width."""
        self.use_widths(WIDTHS[(WIDTHS.index(self.widths) + 1) % len(WIDTHS)])

    def use_widths(self, widths: str) -> None:
        """Share the width in this way; one that is not known changes nothing."""
        if widths in WIDTHS:
            self.remove_class(*WIDTHS)
            self.widths = widths
            self.add_class(widths)


def _why_stale(latest: Undecided) -> str:
    if latest.of_rules:
        return "the rules do not load"
    return "the facts cannot be read"
