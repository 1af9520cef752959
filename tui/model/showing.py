"""Which rows of an outline are on the screen: by level, by what is searched for, and by folds."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from attrs import frozen

from pointsman.tui.model.outline import Key, Level, Outline, Row


@frozen(eq=False)
class Shown:
    """The indexes of rows, in order: on the screen, in reach of stepping, and found."""

    rows: tuple[int, ...]
    steps: tuple[int, ...]
    """Steps and parts that the level and the search leave, in folds too."""
    found: tuple[int, ...]
    """Those that the search found by themselves; none when nothing is searched for."""


def shown(
    outline: Outline,
    level: Level,
    folded: AbstractSet[Key] = frozenset(),
    wanted: str = "",
) -> Shown:
    """What is on the screen. A search (`!` in front turns it round) looks into folds too."""
    rows, matches = outline.rows, _matching(wanted)
    kept = [row.is_at(level) and matches(row) for row in rows]
    found = tuple(index for index, keep in enumerate(kept) if keep) if wanted else ()
    for index in range(len(rows) - 1, -1, -1):
        parent = rows[index].parent
        if kept[index] and parent >= 0:
            kept[parent] = True
    steps = tuple(index for index, keep in enumerate(kept) if keep and rows[index].step)
    visible = range(len(rows)) if wanted or not folded else _unfolded(rows, folded)
    return Shown(tuple(index for index in visible if kept[index]), steps, found)


def _matching(wanted: str) -> Callable[[Row], bool]:
    text, inverted = wanted.removeprefix("!").casefold(), wanted.startswith("!")
    if not text:
        return lambda _row: True
    if inverted:
        return lambda row: row.step is not None and not row.has(text)
    return lambda row: row.has(text)


def _unfolded(rows: tuple[Row, ...], folded: AbstractSet[Key]) -> list[int]:
    """The rows that lie in no fold."""
    visible, index = [], 0
    while index < len(rows):
        visible.append(index)
        index = rows[index].end if rows[index].key in folded else index + 1
    return visible
