"""What the explanation pane shows: its parts, and how they follow the answer and the cursor."""

from typing import ClassVar, Final, Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.messages import RuleChosen
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.outline import Level, outline_of
from pointsman.tui.model.stepping import known_at
from pointsman.tui.model.why_not import why_not
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.explanation.bars import LevelBar, SteppingBar
from pointsman.tui.widgets.explanation.heading import ExplanationHeading
from pointsman.tui.widgets.explanation.lines import Lines
from pointsman.tui.widgets.explanation.step_detail import KnownValues, StepDetail
from pointsman.tui.widgets.explanation.step_tree import StepTree
from pointsman.tui.widgets.explanation.why_not_list import WhyNotList

EMPTY: Final = "The explanation appears here, step by step, once rules and facts load: F5 decides."
_WIDE: Final = 76
"""Cells from which on the details and the known values stand beside each other."""
_LOW: Final = 18
"""Lines under which the details get few."""
_TALL: Final = 32
"""Lines from which on they get many."""


class EmptyNote(Static, can_focus=True):
    """What will be here, while nothing is: the focus has to stay somewhere in the pane."""


class ExplanationView(Vertical):
    """Shows one answer; keeps cursor, folds and level from one answer to the next."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, classes="-empty")
        self.border_title = "Explanation"
        self.decided: Decided | None = None
        self.asks_why_not = False
        self._note = ""

    def compose(self) -> ComposeResult:
        """Heading, levels, tree or why not, filter, stepping, details; or what will be here."""
        yield EmptyNote(EMPTY, id="explanation-empty", markup=False)
        yield ExplanationHeading()
        yield LevelBar()
        yield StepTree("explanation-tree")
        yield WhyNotList("explanation-why-not")
        yield Static("", id="explanation-smallest-changes", markup=False)
        yield Input(
            placeholder="filter the steps; ! in front turns it round",
            compact=True,
            id="explanation-filter",
        )
        yield SteppingBar()
        with Container(id="explanation-below"):
            yield StepDetail()
            yield KnownValues()

    def on_mount(self) -> None:
        """Say which level is on."""
        self.show_levels()

    # What the workbench tells.

    def show(self, decided: Decided) -> None:
        """Show an answer; the cursor stays on its step if that is still there."""
        self.decided, self._note = decided, ""
        self._set_empty(False)
        self.query_one(ExplanationHeading).show(decided)
        self._show_stale("")
        self.tree_view.show(outline_of(decided.explanation))
        if self.asks_why_not:
            self._show_missing()
        self.show_step()

    def mark_stale(self, reason: str) -> None:
        """Dim the last answer: the texts have changed and there is no newer one."""
        if self.decided is None:
            told = f"No explanation yet: {printable(reason)}.\n\n{EMPTY}"
            self.query_one("#explanation-empty", Static).update(Content(told))
        else:
            self._show_stale(reason)

    def show_steps_at(self, line: int) -> None:
        """Highlight the steps of a line of the rules, and scroll to the first."""
        tree, outline = self.tree_view, self.tree_view.outline
        if outline is None:
            return
        steps = outline.on_line(line)
        tree.link(steps)
        shown = [index for index in steps if tree.can_show(index)]
        self._note = "" if shown or not steps else f"line {line}: its steps are not shown here"
        # Whoever is moving in here is not to be taken elsewhere by the rules that follow.
        if shown and tree.index not in shown and not self.has_focus_within:
            tree.go(shown[0], tell=False)
        self.show_step()

    def clear(self) -> None:
        """Show nothing: another document is on the desk."""
        self.decided, self._note = None, ""
        self.tree_view.show(None)
        self.show_why_not(False)
        self._show_stale("")
        self.query_one("#explanation-empty", Static).update(Content(EMPTY))
        self._set_empty(True)

    # The parts.

    @property
    def tree_view(self) -> StepTree:
        """The tree of steps."""
        return self.query_one(StepTree)

    @property
    def why_not_list(self) -> WhyNotList:
        """What was missing."""
        return self.query_one(WhyNotList)

    @property
    def filter_input(self) -> Input:
        """Where a filter is typed."""
        return self.query_one("#explanation-filter", Input)

    @property
    def in_view(self) -> Lines:
        """The list on the screen: the tree, or why not."""
        return self.why_not_list if self.asks_why_not else self.tree_view

    def focus(self, scroll_visible: bool = True) -> Self:
        """Focus the list on the screen, or what stands in its place."""
        empty = self.has_class("-empty")
        (self.query_one(EmptyNote) if empty else self.in_view).focus(scroll_visible)
        return self

    # What is shown.

    def _set_empty(self, empty: bool) -> None:
        """Show the note alone, or all but it; the focus stays in here if it is in here."""
        if empty == self.has_class("-empty"):
            return
        focused = self.has_focus_within
        self.set_class(empty, "-empty")
        if focused:
            # Only what is seen can have the focus, and the next key may come before the styles.
            self.app.stylesheet.update(self)
            self.focus()

    def show_levels(self) -> None:
        """Say which level is on, or that this is why not."""
        self.query_one(LevelBar).show(self.tree_view.level, self.asks_why_not)

    def show_why_not(self, asks: bool) -> None:
        """Show what was missing in place of the tree, or the tree again."""
        focused = self.in_view.has_focus
        self.asks_why_not = asks
        self.set_class(asks, "-why-not")
        if asks:
            self._show_missing()
        else:
            self.why_not_list.show(None)
        self.show_levels()
        self.show_step()
        if focused:
            self.in_view.focus()

    def show_step(self) -> None:
        """Show the step under the cursor in full, and the values known there."""
        tree, outline = self.tree_view, self.tree_view.outline
        index = tree.index
        decided = outline is not None and index is not None and index == outline.decided
        self.query_one(StepDetail).show(tree.row, decided)
        known = () if outline is None or index is None else known_at(outline, index)
        self.query_one(KnownValues).show(known)
        number = 0 if tree.row is None else tree.row.number
        steps = 0 if outline is None else outline.steps
        self.query_one(SteppingBar).show(number, steps, self._note or self._found())

    def reveal(self, index: int) -> None:
        """Put the tree's cursor on a row, with everything shown if that is what it takes."""
        tree = self.tree_view
        if not tree.can_show(index):
            self.close_filter()
        if not tree.can_show(index):
            self.use_level(Level.ALL)
        tree.go(index, tell=False)

    def use_level(self, level: Level) -> None:
        """Show as much as a level does, in the tree."""
        self.tree_view.show_level(level)
        self.show_levels()
        self.show_step()

    def close_filter(self) -> None:
        """Show all steps of the level again."""
        self.filter_input.display = False
        self.filter_input.value = ""
        self.tree_view.search("")

    def _show_missing(self) -> None:
        outline = self.tree_view.outline
        why = None if outline is None else why_not(outline)
        self.why_not_list.show(why, self.tree_view.index)
        missing = self.why_not_list.missing
        if missing is not None:
            self.reveal(missing.index)
        changes = self.query_one("#explanation-smallest-changes", Static)
        told = () if why is None else why.smallest_changes
        changes.display = bool(told)
        changes.update(Content("\n".join(map(printable, told))))

    def _show_stale(self, reason: str) -> None:
        self.set_class(bool(reason), "-stale")
        self.query_one(ExplanationHeading).show_stale(reason)

    def _found(self) -> str:
        tree = self.tree_view
        if tree.wanted:
            return f"{len(tree.shown.found):,} found"
        return "" if tree.shown.rows else "none at this level: 3 shows everything"

    # What the parts tell.

    def on_resize(self, event: events.Resize) -> None:
        """Share the room below the tree according to the size."""
        self.set_class(event.size.width >= _WIDE, "-wide")
        self.set_class(event.size.height < _LOW, "-low")
        self.set_class(event.size.height >= _TALL, "-tall")

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The cursor moved: show the step, and tell of its rule."""
        message.stop()
        missing = self.why_not_list.missing
        if self.asks_why_not and missing is not None:
            self.reveal(missing.index)
        self._note = ""
        self.show_step()
        row = self.tree_view.row
        if row is not None:
            self.post_message(RuleChosen(row.pointer))

    def on_input_changed(self, message: Input.Changed) -> None:
        """The filter is followed as it is typed."""
        message.stop()
        self.tree_view.search(message.value)
        self.show_step()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep the filter and go to what it found."""
        message.stop()
        if not message.value:
            self.close_filter()
        self.in_view.focus()
