"""What the overrides before a cost per point leave for it: sound, and generous where unsure."""

from collections.abc import Sequence
from typing import Any, Final

from pointsman.dsl.checks.boxes import Box, Space
from pointsman.dsl.checks.regions import Intervals, Region
from pointsman.engine.plan import AllOf, AnyOf, Compare, MerchantTest, NotOf, RateStep, Test, Within

MOST_COMPARED: Final = 200
"""Overrides that are compared with each other; with more, checking a file would take too long."""

_LARGEST: Final = 100
"""Spans and values of a box from which nothing more is taken, for the same reason."""


def left_by(space: Space, box: Box, earlier: Sequence[RateStep]) -> Box | None:
    """A box around the purchases of `box` that no earlier override takes; None: there are none."""
    if len(earlier) > MOST_COMPARED:
        return box
    left: Box | None = box
    for step in earlier:
        if left is None or sum(map(_size, left.values())) > _LARGEST:
            break
        if step.test is not None and _is_its_box(step.test):
            left = _without(left, space.where_step(step))
    return left


def _size(region: Region) -> int:
    return len(region.spans) if isinstance(region, Intervals) else len(region.values)


def _without(box: Box, taken: Box | None) -> Box | None:
    """`box` less one that lies apart from it in at most one fact, else all of `box`.

    A fact that `box` does not constrain may be missing, and then the earlier override is not true.
    """
    if taken is None or not taken.keys() <= box.keys():
        return box
    across = [slot for slot in taken if not _inside(box[slot], taken[slot])]
    if len(across) > 1:
        return box
    if not across:
        return None
    [slot] = across
    rest: Any = box[slot].without(taken[slot])  # type: ignore[arg-type]
    return {**box, slot: rest}


def _inside(one: Any, other: Any) -> bool:
    return bool(one.inside(other))


def _is_its_box(test: Test) -> bool:
    """Whether a test is true for every purchase in its box, so that the box says all of it."""
    match test:
        case AllOf(parts=parts):
            return all(map(_is_its_box, parts))
        case AnyOf(parts=parts) | MerchantTest(parts=parts):
            return len({_slot(part) for part in parts}) == 1 and _slot(parts[0]) is not None
        case _:
            return _slot(test) is not None


def _slot(test: Test) -> int | None:
    """The one fact that an atomic test, or the negation of one, is about."""
    atom = test.part if isinstance(test, NotOf) else test
    return atom.slot if isinstance(atom, Compare | Within) else None
