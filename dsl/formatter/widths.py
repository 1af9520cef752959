"""How many columns a text takes: letters of some scripts take two, joined marks none."""

from wcwidth import wcwidth


def width(text: str) -> int:
    """Columns of a text of one line; what has no width of its own counts as none."""
    if text.isascii():
        return len(text)
    return sum(max(wcwidth(char), 0) for char in text)
