"""What the threads behind the log's place tell it."""

from textual.message import Message

from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.opened import Opened
from pointsman.tui.model.log.selection import Selection


class RowsRead(Message):
    """There are more rows, or there will be no more."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.log = log

    def can_replace(self, message: Message) -> bool:
        """One is as good as many."""
        return isinstance(message, RowsRead)


class Selected(Message):
    """A filter has looked at all rows that there were."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class Found(Message):
    """A search has come to a row that is shown, or to none."""

    def __init__(self, selection: Selection, index: int | None) -> None:
        super().__init__()
        self.selection = selection
        self.index = index


class RowOpened(Message):
    """A row has been read again and explained; `hand_over`: its facts are to be worked on."""

    def __init__(self, log: Log, opened: Opened, hand_over: bool) -> None:
        super().__init__()
        self.log = log
        self.opened = opened
        self.hand_over = hand_over
