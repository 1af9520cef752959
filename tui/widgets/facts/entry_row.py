"""The heading of one entry of a list, with a button that takes the entry out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.facts.text_button import TextButton


class EntryRow(Horizontal):
    """What the entry is called, and `remove`."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class RemoveWanted(Message):
        """The entry at a pointer is to be taken out."""

        def __init__(self, pointer: str) -> None:
            super().__init__()
            self.pointer = pointer

    def __init__(self, pointer: str, text: str) -> None:
        super().__init__()
        self.pointer = pointer
        self._text = text

    def compose(self) -> ComposeResult:
        """The name and the button."""
        yield Static(Content(self._text), classes="entry-name")
        yield TextButton("remove")

    def on_text_button_pressed(self, event: TextButton.Pressed) -> None:
        """Tell that the entry is to be taken out."""
        event.stop()
        self.post_message(self.RemoveWanted(self.pointer))
