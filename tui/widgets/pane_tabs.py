"""One line of tabs, where one pane is shown at a time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pointsman.tui.styles import styles_beside

_BETWEEN = "   "


class PaneTabs(Static):
    """The names of the panes; a click chooses one."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class Chosen(Message):
        """A pane was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, panes: Sequence[str]) -> None:
        super().__init__("", markup=False)
        self._panes = tuple(panes)

    def mark(self, pane: str) -> None:
        """Say which pane is shown: between brackets, so that it does not take colour to see."""
        shown = [
            Content.styled(f"[{each.capitalize()}]", "bold $accent")
            if each == pane
            else Content(f" {each.capitalize()} ")
            for each in self._panes
        ]
        self.update(Content(_BETWEEN).join(shown))

    def start_of(self, pane: str) -> int:
        """The column in which the tab of a pane begins."""
        before = self._panes[: self._panes.index(pane)]
        return 1 + sum(len(each) + 2 + len(_BETWEEN) for each in before)

    def on_click(self, event: events.Click) -> None:
        """Choose the pane whose name was hit."""
        for each in reversed(self._panes):
            if event.x >= self.start_of(each):
                self.post_message(self.Chosen(each))
                return
