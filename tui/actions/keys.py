"""Keys as people read them: `ctrl+s`, `F1`, `→`."""

from collections.abc import Iterable
from typing import Final

_SHOWN: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
}


def keys_shown(keys: Iterable[str]) -> str:
    """All keys of an action: `F5, ctrl+r`."""
    return ", ".join(map(key_shown, keys))


def key_shown(key: str) -> str:
    """One key, as Textual names it, for people."""
    *held, last = key.split("+") if key != "+" else [key]
    if last.startswith("f") and last[1:].isdigit():
        last = last.upper()
    return "+".join((*held, _SHOWN.get(last, last)))
