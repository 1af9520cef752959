"""Going through a decision step by step, with the values that are known at each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.printable import printable
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import Outline

VALUES_SHOWN: Final = 40
"""Values told of one step: the latest; who wants the others goes back."""


@frozen
class Known:
    """One value that a decision has seen or worked out: what it is called, and the engine's words.

    `seen` tells a fact that was looked at from something that was worked out.
    """

    title: str
    value: str
    seen: bool


def after(steps: Sequence[int], index: int) -> int | None:
    """The step after a row, of those in reach; None: there is none."""
    at = bisect_right(steps, index)
    return steps[at] if at < len(steps) else None


def before(steps: Sequence[int], index: int) -> int | None:
    """The step before a row, of those in reach; None: there is none."""
    at = bisect_left(steps, index)
    return steps[at - 1] if at else None


def after_around(indexes: Sequence[int], index: int) -> int | None:
    """The next of some rows, from the last on to the first."""
    if not indexes:
        return None
    found = after(indexes, index)
    return indexes[0] if found is None else found


def before_around(indexes: Sequence[int], index: int) -> int | None:
    """The one before of some rows, from the first on to the last."""
    if not indexes:
        return None
    found = before(indexes, index)
    return indexes[-1] if found is None else found


def known_at(outline: Outline, index: int, most: int = VALUES_SHOWN) -> tuple[Known, ...]:
    """The values known when a step has been taken, the latest first, each once.

    The parts of a step are looked at before it is judged, so they count as known with it.
    """
    told: dict[Known, None] = {}
    for row in reversed(outline.rows[: outline.rows[index].end]):
        known = None if row.step is None else _known(row.step)
        if known is not None:
            told.setdefault(known)
            if len(told) == most:
                break
    return tuple(told)


def _known(step: ExplainedStep) -> Known | None:
    """What a step adds to what is known, if anything."""
    title, working, says = printable(step.title), step.working, step.says
    if step.verdict is Verdict.APPLIED:
        return Known(title, printable(says), seen=False)
    if step.verdict not in {Verdict.PASSED, Verdict.FAILED}:
        return None
    if working is not None:
        told = says if says.startswith(working) else working
        return Known(title, printable(told), seen=False)
    return None if step.observed is None else Known(title, printable(step.observed), seen=True)
