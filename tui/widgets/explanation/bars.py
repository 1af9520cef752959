"""The two bars of the explanation: how much is shown, and where in the decision one stands."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from pointsman.tui.model.outline import Level
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.changing_text import ChangingText
from pointsman.tui.widgets.explanation.bar_button import BarButton

_WITH_KEYS: Final = 54
"""Cells from which on the words of a bar have their keys in front."""


class _Bar(Horizontal):
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def on_resize(self) -> None:
        """Say the keys where there is room."""
        for button in self.query(BarButton):
            button.show_key(self.size.width >= _WITH_KEYS)


class LevelBar(_Bar):
    """The levels, and the way to why not; what is on is underlined."""

    def compose(self) -> ComposeResult:
        """A word a level."""
        yield BarButton(Level.MATTERED, "1", "show_mattered")
        yield BarButton(Level.FAILED, "2", "show_failed")
        yield BarButton(Level.ALL, "3", "show_all")
        yield BarButton("why not", "w", "why_not")

    def show(self, level: Level, why_not: bool) -> None:
        """Underline what is on the screen."""
        *levels, why = self.query(BarButton)
        for each, button in zip(Level, levels, strict=True):
            button.set_class(each is level and not why_not, "-on")
        why.set_class(why_not, "-on")


class SteppingBar(_Bar):
    """Which step of how many, and the ways forward and back."""

    def compose(self) -> ComposeResult:
        """Where one stands, then the ways from there."""
        yield ChangingText("explanation-step")
        yield BarButton("back", ",", "step_back")
        yield BarButton("forward", ".", "step_forward")
        yield BarButton("decided", "d", "decided")

    def show(self, number: int, count: int, note: str) -> None:
        """Say where one stands; `note` is what else there is to say of the moment."""
        at = f"step {number:,} of {count:,}" if number else f"{count:,} steps"
        shown = Content(at) + Content.styled(f"  {note}" if note else "", "$foreground 60%")
        self.query_one("#explanation-step", ChangingText).tell(shown, layout=False)
