"""The few colours of the terminal form, by meaning and never by number."""

from enum import Enum


class Style(Enum):
    """What a piece of text is; the value is its SGR parameters (ECMA-48 8.3.117).

    Only the sixteen colours that every terminal's own palette defines.
    """

    ERROR = "1;31"
    WARNING = "1;33"
    GOOD = "32"
    MESSAGE = "1"
    GUTTER = "1;34"
    SECOND = "1;36"
    HELP = "1;32"
    FAINT = "2"


def styled(text: str, style: Style, *, color: bool) -> str:
    """The text in a style, or as it is when there is to be no colour or nothing to colour."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if color and text else text
