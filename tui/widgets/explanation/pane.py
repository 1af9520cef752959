"""The explanation pane: what was decided, step by step, and what can be done with it."""

from typing import ClassVar, Final

from textual.actions import SkipAction
from textual.binding import BindingType

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import SourceWanted
from pointsman.tui.model.outline import Level
from pointsman.tui.model.stepping import after, after_around, before, before_around
from pointsman.tui.widgets.explanation.bar_button import BarButton
from pointsman.tui.widgets.explanation.lines import Lines
from pointsman.tui.widgets.explanation.view import ExplanationView

_NEXT_LEVEL: Final = {
    Level.ALL: Level.MATTERED,
    Level.MATTERED: Level.FAILED,
    Level.FAILED: Level.ALL,
}
_TOLD: Final = 60
"""Cells of a copied text that are told."""


class ExplanationPane(ExplanationView):
    """The view with all its actions."""

    SCOPE: ClassVar[Scope] = Scope.EXPLANATION
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.EXPLANATION)]

    # Stepping.

    def action_step_forward(self) -> None:
        """To the next step that is shown."""
        self._go(None if self._index is None else after(self.tree_view.shown.steps, self._index))

    def action_step_back(self) -> None:
        """To the step before that is shown."""
        self._go(None if self._index is None else before(self.tree_view.shown.steps, self._index))

    def action_decided(self) -> None:
        """To the step that decided."""
        outline = self.tree_view.outline
        if outline is not None and outline.decided is not None:
            self.reveal(outline.decided)
            self._go(outline.decided)

    def action_next_match(self) -> None:
        """To the next step that the filter found."""
        if self._index is not None:
            self._go(after_around(self.tree_view.shown.found, self._index))

    def action_previous_match(self) -> None:
        """To the step before that the filter found."""
        if self._index is not None:
            self._go(before_around(self.tree_view.shown.found, self._index))

    @property
    def _index(self) -> int | None:
        return self.tree_view.index

    def _go(self, index: int | None) -> None:
        if index is None:
            return
        if self.asks_why_not:
            self.show_why_not(False)
        self.tree_view.go(index)

    # How much is shown.

    def action_show_mattered(self) -> None:
        """Only what mattered."""
        self._use(Level.MATTERED)

    def action_show_failed(self) -> None:
        """Only what failed, or is not known."""
        self._use(Level.FAILED)

    def action_show_all(self) -> None:
        """Everything."""
        self._use(Level.ALL)

    def action_next_level(self) -> None:
        """The next of the levels."""
        self._use(_NEXT_LEVEL[self.tree_view.level])

    def action_why_not(self) -> None:
        """What was missing, or the tree again."""
        if self.decided is not None:
            self.show_why_not(not self.asks_why_not)

    def action_filter(self) -> None:
        """Type what the steps must have."""
        if self.decided is None:
            return
        if self.asks_why_not:
            self.show_why_not(False)
        self.filter_input.display = True
        self.filter_input.focus()

    def action_leave(self) -> None:
        """Back by one: from the filter, from the details, from why not."""
        if self.filter_input.display:
            self.close_filter()
            self.in_view.focus()
            self.show_step()
        elif self.has_class("-opened"):
            self.remove_class("-opened")
        elif self.asks_why_not:
            self.show_why_not(False)
        else:
            # Nothing to leave in here: the key belongs to the screen.
            raise SkipAction

    def _use(self, level: Level) -> None:
        if self.asks_why_not:
            self.show_why_not(False)
        self.use_level(level)

    # Moving and folding.

    def action_cursor_down(self) -> None:
        """One entry down."""
        self.in_view.move(self.in_view.cursor + 1)

    def action_cursor_up(self) -> None:
        """One entry up."""
        self.in_view.move(self.in_view.cursor - 1)

    def action_page_down(self) -> None:
        """A page down."""
        self.in_view.page(1)

    def action_page_up(self) -> None:
        """A page up."""
        self.in_view.page(-1)

    def action_first(self) -> None:
        """To the first entry."""
        self.in_view.move(0)

    def action_last(self) -> None:
        """To the last entry."""
        self.in_view.move(self.in_view.count - 1)

    def action_open(self) -> None:
        """Fold or unfold the row; the details of one with nothing within get more room, or less."""
        if self.asks_why_not or not self.tree_view.toggle():
            self.toggle_class("-opened")

    def action_fold(self) -> None:
        """Close the row, or go outwards."""
        if not self.asks_why_not:
            self.tree_view.fold()

    def action_unfold(self) -> None:
        """Open the row, or go inwards."""
        if not self.asks_why_not:
            self.tree_view.unfold()

    def action_fold_all(self) -> None:
        """Fold all stages."""
        self._fold_stages(True)

    def action_unfold_all(self) -> None:
        """Unfold everything."""
        self._fold_stages(False)

    def _fold_stages(self, fold: bool) -> None:
        if not self.asks_why_not:
            self.tree_view.fold_stages(fold)
            self.show_step()

    # Going to the rule, and copying.

    def action_source(self) -> None:
        """To the rule of the step."""
        row = self.tree_view.row
        if row is None or row.step is None:
            return
        if row.pointer is None:
            self._tell("this step is built in: no line of the program says it")
        else:
            self.post_message(SourceWanted(row.pointer))

    def action_copy_words(self) -> None:
        """What the step says."""
        row = self.tree_view.row
        if row is not None:
            self._copy(row.says or row.title)

    def action_copy_rule(self) -> None:
        """The pointer of the step's rule."""
        row = self.tree_view.row
        if row is None:
            return
        if row.pointer is None:
            self._tell("nothing copied: this step has no rule in the program")
        else:
            self._copy(printable(row.pointer))

    def action_copy_all(self) -> None:
        """The whole explanation, as the command line writes it."""
        if self.decided is not None:
            self.app.copy_to_clipboard(self.decided.explanation.to_text())
            self._tell("copied the whole explanation")

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self._tell(f"copied: {text if len(text) <= _TOLD else f'{text[:_TOLD]}…'}")

    def _tell(self, text: str) -> None:
        self.notify(text, markup=False)

    # What the parts tell.

    def on_lines_opened(self, message: Lines.Opened) -> None:
        """A double click goes to the rule."""
        message.stop()
        self.action_source()

    async def on_bar_button_pressed(self, message: BarButton.Pressed) -> None:
        """A word of a bar was clicked."""
        message.stop()
        await self.run_action(message.action)
