"""What turns one text into another: the one stretch in which they differ."""

from attrs import frozen


@frozen
class TextChange:
    """Put `new` in the place of what stands from `start` up to `end`."""

    start: int
    end: int
    new: str


def text_change(old: str, new: str) -> TextChange:
    """The smallest stretch that must be replaced, so that a key typed is a key to undo."""
    before = _alike(old, new)
    most = min(len(old), len(new)) - before
    after = _alike(old[len(old) - most :][::-1], new[len(new) - most :][::-1])
    return TextChange(before, len(old) - after, new[before : len(new) - after])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike, found by halving: texts may be long."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
