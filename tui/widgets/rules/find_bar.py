"""The bar in which a text to look for is typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from pointsman.tui.model.finding import as_meant
from pointsman.tui.widgets.rules.entry_bar import EntryBar


class FindBar(EntryBar):
    """Finds while it is typed in; `enter` and the arrows go from match to match."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "step(1)", "Next match", show=False, priority=True),
        Binding("shift+enter,up", "step(-1)", "Previous match", show=False, priority=True),
    ]

    class Typed(Message):
        """Another text is looked for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Stepped(Message):
        """Go to the next match (1) or the previous one (-1)."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__("Find", "text; capitals count where they are typed", "find-bar")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        event.stop()
        self.post_message(self.Typed(as_meant(event.value)))

    def action_step(self, by: int) -> None:
        """Go to another match."""
        self.post_message(self.Stepped(by))
