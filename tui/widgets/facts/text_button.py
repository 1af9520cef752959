"""A few words that do something when they are clicked, or chosen by enter or space."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.styles import styles_beside


class TextButton(Static, can_focus=True):
    """The words; `about` is the pointer of what they are about, for those who listen."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    ALLOW_SELECT = False

    class Pressed(Message):
        """It was clicked, or chosen with the keyboard."""

        def __init__(self, button: "TextButton") -> None:
            super().__init__()
            self.button = button

    def __init__(
        self, text: str, *, about: str = "", by_mouse_alone: bool = False, classes: str = ""
    ) -> None:
        super().__init__(Content(printable(text)), classes=classes)
        self.about = about
        self._text = text
        self.can_focus = not by_mouse_alone

    def show(self, text: str) -> None:
        """Other words."""
        if text != self._text:
            self._text = text
            self.update(Content(printable(text)))

    def press(self) -> None:
        """Do what it is for."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """The mouse chose it."""
        event.stop()
        self.press()
