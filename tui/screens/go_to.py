"""Go to: a few letters of the name of a rule or a fact, or a line's number."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from pointsman.tui.model.question import ReadQuestion
from pointsman.tui.model.rules_text import ReadRules
from pointsman.tui.model.targets import Goal, facts_of, goals_of, line_goal
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen
from pointsman.tui.widgets.option_rows import OptionRows

_SHOWN = 200


class GoToScreen(QuestionScreen[Goal | None]):
    """Gives what was chosen back, or None."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
    ]

    def __init__(self, read: ReadRules, asked: ReadQuestion) -> None:
        super().__init__()
        self._read = read
        self._goals = (*goals_of(read), *facts_of(asked))
        self._found: list[Goal] = []

    def compose(self) -> ComposeResult:
        """What is asked for, and what there is."""
        with Vertical(id="go-to"):
            yield Input(placeholder="a rule, a fact, or the number of a line")
            yield OptionRows(markup=False)

    def on_mount(self) -> None:
        """Everything is found before a letter is typed."""
        self._find("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find again with every letter."""
        self._find(event.value.strip())

    def on_input_submitted(self) -> None:
        """Enter takes what is marked."""
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes what it hits."""
        self._take(event.option_index)

    def action_move(self, by: int) -> None:
        """Mark the next or the previous one while the letters stay in the field."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def _take(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index])

    def _find(self, asked: str) -> None:
        self._found = list(self._matching(asked))[:_SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_shown(goal)) for goal in self._found)
        if self._found:
            options.highlighted = 0

    def _matching(self, asked: str) -> Iterator[Goal]:
        line = line_goal(self._read, asked)
        if line is not None:
            yield line
        if not asked:
            yield from self._goals
            return
        matcher = Matcher(asked)
        scored = [(matcher.match(f"{goal.kind} {goal.title}"), goal) for goal in self._goals]
        hits = [each for each in scored if each[0] > 0]
        yield from (goal for _, goal in sorted(hits, key=lambda each: -each[0]))


def _shown(goal: Goal) -> Content:
    return Content.assemble(
        (f"{goal.line:>5}  ", "$text-muted"), (f"{goal.kind:<9}", "$accent"), goal.title
    )
