"""Jump: every pane carries a letter, and the next key goes there."""

from typing import ClassVar

from attrs import frozen
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import Static

from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen


@frozen
class Target:
    """Something to jump to: its letter, where the letter is painted, and what comes back."""

    letter: str
    at: Offset
    goal: str


class JumpScreen(QuestionScreen[str | None]):
    """Paints the letters over what is there; gives the goal back, or None."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close")]

    def __init__(self, targets: tuple[Target, ...]) -> None:
        super().__init__()
        self._targets = targets

    def compose(self) -> ComposeResult:
        """A label a target."""
        for target in self._targets:
            label = Static(f" {target.letter} ", markup=False, classes="jump-label")
            label.styles.offset = (target.at.x, target.at.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its target, any other key closes."""
        event.stop()
        goals = {target.letter: target.goal for target in self._targets}
        self.dismiss(goals.get(event.character or ""))

    def on_click(self) -> None:
        """The mouse closes it."""
        self.dismiss(None)
