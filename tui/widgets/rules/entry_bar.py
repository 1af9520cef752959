"""A line below the text to type something into: what is looked for, or where to go."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.plain_input import PlainInput


class EntryBar(Horizontal):
    """A label, an input, and what came of it; hidden until it is opened."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", tooltip="Close the bar and go back to the text")
    ]

    class Closed(Message):
        """The bar was closed."""

    def __init__(self, label: str, placeholder: str, id: str) -> None:
        super().__init__(id=id)
        self._label = Static(label, classes="-label", markup=False)
        self.entry = PlainInput(placeholder=placeholder, compact=True)
        self.said = Static("", classes="-said", markup=False)

    def compose(self) -> ComposeResult:
        """The label, the input, what is said about it."""
        yield self._label
        yield self.entry
        yield self.said

    @property
    def is_open(self) -> bool:
        """Whether the bar is shown."""
        return self.has_class("-open")

    def open(self, text: str) -> None:
        """Show the bar with a text in it, all of it selected."""
        self.add_class("-open")
        self.entry.value = text
        self.entry.focus()
        self.entry.select_all()

    def say(self, text: str) -> None:
        """Say something beside the input."""
        self.said.update(text)

    def action_close(self) -> None:
        """Hide the bar."""
        self.remove_class("-open")
        self.post_message(self.Closed())
