"""The nearest of a set of names, for "did you mean": never a far-fetched one."""

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` is most likely a slip of; None when none is near.

    Near is one edit for a word of up to four letters, two for up to eight, three above. An edit
    is a letter more, less, changed, or two neighbours swapped; capitals do not count. Of equally
    near candidates the first is taken.

    >>> nearest("verison", ["effective", "version"]), nearest("colour", ["version"])
    ('version', None)
    """
    best: str | None = None
    cap = _cap(word)
    for candidate in candidates:
        distance = _distance(word.casefold(), candidate.casefold(), cap)
        if distance is not None and candidate != word:
            best, cap = candidate, distance - 1
        if cap < 0:
            break
    return best


def _cap(word: str) -> int:
    if len(word) < 2:
        return 0
    return 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


def _distance(left: str, right: str, cap: int) -> int | None:
    """Edits between two words (optimal string alignment); None when there are more than `cap`."""
    if abs(len(left) - len(right)) > cap:
        return None
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, char in enumerate(left, start=1):
        row = [i]
        for j, other in enumerate(right, start=1):
            edits = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and other == left[i - 2]:
                edits = min(edits, before[j - 2] + 1)
            row.append(edits)
        if min(row) > cap:
            return None
        before, above = above, row
    return above[-1] if above[-1] <= cap else None
