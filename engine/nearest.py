"""The nearest name to one that is not known: what a person may have meant to write."""

from collections.abc import Iterable
from typing import Final

MAX_LENGTH: Final = 64
"""Longer words are nobody's misspelling, and would only cost time."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate fewest slips away from `word`, or None when none is near enough.

    Case does not count. A slip is a letter too many, too few, wrong, or two swapped; one is
    allowed for words of up to five letters and one more for every three letters above that.
    Of equally near candidates the first is taken.
    """
    if not word or len(word) > MAX_LENGTH:
        return None
    best, limit = None, max(1, len(word) // 3)
    for candidate in candidates:
        if abs(len(candidate) - len(word)) > limit:
            continue
        slips = distance(word.casefold(), candidate.casefold())
        if slips <= limit:
            best, limit = candidate, slips - 1
    return best


def distance(one: str, other: str) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour.

    >>> distance("amuont", "amount"), distance("curency", "currency")
    (1, 1)
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            slips = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                slips = min(slips, before_last[j - 2] + 1)
            row.append(slips)
        before_last, last = last, row
    return last[-1]
