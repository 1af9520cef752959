"""Two explanations of the same facts, row by row: what stands on both sides, and what differs.

Stages are matched by name. Steps are matched by what they are rather than by where they stand:
the number of an override in its list says nothing once another override was put before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, frozen

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation

COMPARED: Final = ("verdict", "title", "observed", "required", "working", "short_by", "says")
"""The fields of a step that are compared, the most telling first; where it stands is not."""

_T = TypeVar("_T")
_Key = Callable[[_T], object]
_Pair = tuple[_T | None, _T | None]
_NUMBERED = re.compile(r"/\d+(?=/|$)")


class Likeness(StrEnum):
    """How the two sides of a row compare."""

    SAME = "same"
    CHANGED = "differs"
    ONLY_LEFT = "only left"
    ONLY_RIGHT = "only right"


@frozen
class AlignedRow:
    """One row: the stage or step of each side, None where a side has none.

    `differs` names the fields that are not the same, the most telling first. `depth` is 0 for a
    stage, 1 for a step, more for its parts.
    """

    depth: int
    stage: str
    left: ExplainedStage | ExplainedStep | None
    right: ExplainedStage | ExplainedStep | None
    likeness: Likeness = Likeness.SAME
    differs: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both sides say the same."""
        return self.likeness is Likeness.SAME


@frozen(slots=False)
class Alignment:
    """All rows, in the order of both sides."""

    rows: tuple[AlignedRow, ...]

    @cached_property
    def differences(self) -> tuple[int, ...]:
        """The indices of the rows that differ, in order."""
        return tuple(index for index, row in enumerate(self.rows) if not row.same)

    def after(self, index: int) -> int | None:
        """The next difference after a row; -1 asks for the first."""
        found = bisect_right(self.differences, index)
        return self.differences[found] if found < len(self.differences) else None

    def before(self, index: int) -> int | None:
        """The last difference before a row."""
        found = bisect_left(self.differences, index)
        return self.differences[found - 1] if found else None

    def differing(self) -> "Alignment":
        """Only the rows that differ, with the stages and steps that they stand in."""
        kept: list[AlignedRow] = []
        wanted = 0
        for row in reversed(self.rows):
            if not row.same or row.depth < wanted:
                kept.append(row)
                wanted = row.depth
        return Alignment(tuple(reversed(kept)))


def align(left: Explanation, right: Explanation) -> Alignment:
    """The rows of two explanations, matched."""
    stages = matched(left.stages, right.stages, [lambda stage: stage.stage])
    return Alignment(tuple(row for pair in stages for row in _stage_rows(*pair)))


def alone(explanation: Explanation, on_left: bool = True) -> Alignment:
    """The rows of one explanation with nothing beside it: nothing is compared, nothing differs."""
    rows = align(explanation, explanation).rows
    if on_left:
        return Alignment(tuple(evolve(row, right=None) for row in rows))
    return Alignment(tuple(evolve(row, left=None) for row in rows))


def matched(
    left: Sequence[_T], right: Sequence[_T], keys: Sequence[_Key[_T]]
) -> Iterator[_Pair[_T]]:
    """The most pairs of equal keys that leave both sides in their order, and what is left over.

    The first key is tried first; the next ones where it matches nothing. Equal keys of one side
    are told apart by counting them.
    """
    if not (left and right and keys):
        yield from ((each, None) for each in left)
        yield from ((None, each) for each in right)
        return
    here = there = 0
    for at_left, at_right in _anchors(map(keys[0], left), map(keys[0], right)):
        yield from matched(left[here:at_left], right[there:at_right], keys[1:])
        yield left[at_left], right[at_right]
        here, there = at_left + 1, at_right + 1
    yield from matched(left[here:], right[there:], keys[1:])


def _anchors(left: Iterable[object], right: Iterable[object]) -> list[tuple[int, int]]:
    """The longest list of pairs of equal keys that rises on both sides."""
    places = {key: index for index, key in enumerate(_counted(right))}
    pairs = [(index, places[key]) for index, key in enumerate(_counted(left)) if key in places]
    ends: list[int] = []  # for each length, the pair with which a list of it ends lowest
    lowest: list[int] = []
    before: list[int] = []  # for each pair, the pair before it in the longest list it ends
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [place]
        ends[length : length + 1] = [number]
    return _traced(pairs, before, ends[-1] if ends else -1)


def _traced(
    pairs: Sequence[tuple[int, int]], before: Sequence[int], last: int
) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    while last >= 0:
        chosen.append(pairs[last])
        last = before[last]
    return chosen[::-1]


def _counted(keys: Iterable[object]) -> Iterator[tuple[object, int]]:
    seen: dict[object, int] = {}
    for key in keys:
        count = seen.get(key, 0)
        seen[key] = count + 1
        yield key, count


def rule_kind(pointer: str | None) -> str:
    """What kind of rule a pointer names: the pointer without its places in lists."""
    return "" if pointer is None else _NUMBERED.sub("", pointer)


_STEP_KEYS: Final[tuple[_Key[ExplainedStep], ...]] = (
    lambda step: (rule_kind(step.pointer), step.title, step.required),
    lambda step: (rule_kind(step.pointer), step.title),
    lambda step: step.title,
)


def _stage_rows(left: ExplainedStage | None, right: ExplainedStage | None) -> Iterator[AlignedRow]:
    either = left or right
    if either is None:
        return
    name = str(either.stage)
    differs = ("reached",) if left and right and left.reached != right.reached else ()
    yield AlignedRow(0, name, left, right, _likeness(left, right, differs), differs)
    yield from _step_rows(1, name, left.steps if left else (), right.steps if right else ())


def _step_rows(
    depth: int, stage: str, lefts: Sequence[ExplainedStep], rights: Sequence[ExplainedStep]
) -> Iterator[AlignedRow]:
    for left, right in matched(lefts, rights, _STEP_KEYS):
        differs = differing_fields(left, right) if left and right else ()
        yield AlignedRow(depth, stage, left, right, _likeness(left, right, differs), differs)
        parts = (left.parts if left else (), right.parts if right else ())
        if any(parts):
            yield from _step_rows(depth + 1, stage, *parts)


def differing_fields(left: ExplainedStep, right: ExplainedStep) -> tuple[str, ...]:
    """The fields of two steps that are not the same."""
    return tuple(name for name in COMPARED if getattr(left, name) != getattr(right, name))


def _likeness(left: object, right: object, differs: tuple[str, ...]) -> Likeness:
    if right is None:
        return Likeness.ONLY_LEFT
    if left is None:
        return Likeness.ONLY_RIGHT
    return Likeness.CHANGED if differs else Likeness.SAME
