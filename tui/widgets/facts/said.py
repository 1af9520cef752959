"""A line of words that takes no room while there is nothing to say."""

from textual.content import Content
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable


class Said(Static):
    """The words; the screen is laid out again only when they change."""

    def __init__(self, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._words = ""
        self.display = False

    def say(self, words: str) -> None:
        """Say this, whoever wrote it; nothing for an empty text."""
        if words != self._words:
            self._words = words
            self.update(Content(printable(words)))
            self.display = bool(words)
