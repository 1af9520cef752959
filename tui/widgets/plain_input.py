"""One line of text in which nothing can steer the terminal."""

from textual.widgets import Input

from pointsman.engine.explanation.printable import printable


class PlainInput(Input):
    """An input that writes out control and direction characters, pasted ones too.

    Textual sends what an `Input` holds to the terminal as it is.
    """

    def validate_value(self, value: str) -> str:
        """What the value becomes."""
        return printable(value)
