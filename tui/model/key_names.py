"""The names of keys, as the user may write them: `ctrl+s`, `f12`, `pageup`, `/`."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from pointsman.engine.nearest import nearest

_HELD: Final = ("ctrl", "shift", "alt", "super", "meta", "hyper")
_FUNCTION: Final = frozenset(f"f{number}" for number in range(1, 25))
_NAMED: Final = frozenset(
    "up down left right home end insert delete pageup pagedown backspace tab enter escape space"
    .split()
)  # fmt: skip
# Where Textual departs from the names that Unicode gives to characters.
_RENAMED: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_CHARACTERS: Final = {value: name for name, value in _RENAMED.items()}
_MERGED: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+j": "a new line",
    "ctrl+left_square_bracket": "escape",
}


def key_name(written: str) -> str | None:
    """The name by which Textual knows a key; None if there is no such key."""
    written = written.strip()
    if written in ("", "+"):
        return "plus" if written else None
    held, key = _parts(written)
    if any(one not in _HELD for one in held) or len(set(held)) < len(held):
        return None
    name = _one_key(key)
    return None if name is None else "+".join((*sorted(held, key=_HELD.index), name))


def nearest_key(written: str) -> str | None:
    """The key that was perhaps meant."""
    held, key = _parts(written.strip())
    meant = [nearest(one, _HELD) for one in held]
    last = _one_key(key) or nearest(key, _words())
    if last is None or None in meant:
        return None
    return key_name("+".join((*(one for one in meant if one is not None), last)))


def merged_with(key: str) -> str | None:
    """What a terminal sends just the same for a key, so that the two cannot be told apart."""
    return _MERGED.get(key)


def _parts(written: str) -> tuple[list[str], str]:
    *held, key = (
        written.split("+") if not written.endswith("++") else [*written[:-2].split("+"), "+"]
    )
    return [one.strip().lower() for one in held], key.strip()


def _one_key(key: str) -> str | None:
    """The name of a key without what is held with it."""
    if len(key) == 1:
        return key if key.isalnum() else _of_character(key)
    lower = key.lower()
    if lower in _NAMED or lower in _FUNCTION:
        return lower
    return lower if _is_character(lower) else None


def _of_character(character: str) -> str | None:
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name) or None


def _is_character(name: str) -> bool:
    """Whether this is the name of a character, such as `question_mark`."""
    if name in _CHARACTERS:
        return True
    spoken = name.replace("_", " ")
    return any(_looked_up(each) for each in (spoken, spoken.replace(" ", "-", 1)))


def _looked_up(name: str) -> bool:
    try:
        return bool(unicodedata.lookup(name))
    except KeyError:
        return False


def _words() -> Iterable[str]:
    yield from sorted(_NAMED | frozenset(_CHARACTERS))
    yield from sorted(_FUNCTION)
