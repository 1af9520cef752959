"""Plain data by JSON pointer: what stands there, and copies with one thing changed."""

from collections.abc import Mapping, Sequence
from typing import Final

Keys = tuple[str, ...]

MISSING: Final = object()
"""What stands where nothing does."""


def keys_of(pointer: str) -> Keys:
    """The keys of a JSON pointer (RFC 6901)."""
    return tuple(key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:])


def value_at(data: object, keys: Sequence[str]) -> object:
    """What stands at a path, or `MISSING`."""
    for key in keys:
        data = _child(data, key)
    return data


def with_value(data: object, keys: Keys, value: object) -> object:
    """A copy with one value changed or added, and with whatever must stand around it.

    A list grows by the entry after its last; any other index stands for the key of an object.
    """
    if not keys:
        return value
    inner = with_value(_child(data, keys[0]), keys[1:], value)
    if isinstance(data, list) and _is_index(keys[0], len(data) + 1):
        index = int(keys[0])
        return [*data[:index], inner, *data[index + 1 :]]
    if not isinstance(data, dict):
        return [inner] if keys[0] == "0" else {keys[0]: inner}
    return {**data, keys[0]: inner}


def without(data: object, keys: Keys) -> object:
    """A copy without the value at a path; the same data where there is none."""
    if not keys or value_at(data, keys) is MISSING:
        return data
    key = keys[0]
    if isinstance(data, list):
        index = int(key)
        rest = [] if len(keys) == 1 else [without(data[index], keys[1:])]
        return [*data[:index], *rest, *data[index + 1 :]]
    if not isinstance(data, dict):
        return data
    if len(keys) == 1:
        return {name: value for name, value in data.items() if name != key}
    return {**data, key: without(data[key], keys[1:])}


def nested(keys: Keys, value: object) -> object:
    """A value inside the objects and lists that a path names."""
    return with_value(MISSING, keys, value)


def _child(data: object, key: str) -> object:
    if isinstance(data, Mapping):
        return data.get(key, MISSING)
    if isinstance(data, list) and _is_index(key, len(data)):
        return data[int(key)]
    return MISSING


def _is_index(key: str, count: int) -> bool:
    """Whether a key is the index of one of so many entries, as JSON pointers write it."""
    return key.isdecimal() and key == str(int(key)) and int(key) < count
