"""One word in a bar that does an action when it is clicked; keys do the same."""

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pointsman.tui.styles import styles_beside


class BarButton(Static):
    """A word, with its key in front where there is room for it."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    ALLOW_SELECT = False

    class Pressed(Message):
        """It was clicked: `action` is to be done."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, word: str, key: str, action: str) -> None:
        super().__init__(word, markup=False)
        self._word, self._key, self._action = word, key, action

    def show_key(self, show: bool) -> None:
        """With the key, or without it."""
        key = Content.styled(f"{self._key} ", "$foreground 60%") if show else Content("")
        self.update(key + Content(self._word))

    def on_click(self, event: events.Click) -> None:
        """Tell that it was clicked."""
        event.stop()
        self.post_message(self.Pressed(self._action))
