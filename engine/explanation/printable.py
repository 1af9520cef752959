"""Facts are other people's text: nothing in them may steer a terminal or reorder a line."""

import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """The text with control, format and surrogate characters written as `\\u{1b}`."""
    if text.isprintable():
        return text
    return "".join(
        f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _UNSAFE else char for char in text
    )
