"""The bar in which the number of a line is typed."""

import re

from textual.message import Message
from textual.widgets import Input

from pointsman.tui.widgets.rules.entry_bar import EntryBar

_PLACE = re.compile(r"\s*([0-9]{1,9})\s*(?::\s*([0-9]{1,9})\s*)?")


class LineBar(EntryBar):
    """Takes `12` or, with a column, `12:5`."""

    class Entered(Message):
        """Go to a line and column, both from 1."""

        def __init__(self, line: int, column: int) -> None:
            super().__init__()
            self.line = line
            self.column = column

    def __init__(self) -> None:
        super().__init__("Line", "12, or 12:5 with a column", "line-bar")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said about the last entry does not hold any longer."""
        event.stop()
        self.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go there, or say what is missing."""
        event.stop()
        place = _PLACE.fullmatch(event.value)
        if place is None:
            self.say("a number is missing")
        else:
            self.post_message(self.Entered(int(place[1]), int(place[2] or 1)))
            self.action_close()
