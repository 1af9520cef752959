"""Partial redemption in steps: hundreds of edges that are told together."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from pointsman.engine.reasons import Reason
from pointsman.tui.model.sweep.sample import Sample
from pointsman.tui.model.sweep.search import Search, level, regime


@frozen
class Run:
    """Samples of one regime between which the credit goes in steps: how many at least."""

    low: Sample
    high: Sample
    count: int


@frozen
class Stairs:
    """Steps in a row: the neighbours at the first of them and at the last, and how many."""

    first: tuple[Sample, Sample]
    last: tuple[Sample, Sample]
    count: int


def runs(samples: Iterable[Sample], step: int | None) -> list[Run]:
    """Where partial redemption goes in steps of `step` minor units (None: it does not)."""
    return [] if step is None else [run for run in _runs(samples, step) if run.count]


def stairs_of(run: Run, search: Search) -> Stairs:
    """A run with its ends found to the unit."""
    lowest, highest = level(run.low), level(run.high)
    first = search.border(run.low, run.high, lambda sample: level(sample) == lowest)
    last = search.border(first[1], run.high, lambda sample: level(sample) != highest)
    return Stairs(first, last, run.count)


def _runs(samples: Iterable[Sample], step: int) -> Iterator[Run]:
    low: Sample | None = None
    high: Sample | None = None
    for before, after in pairwise(samples):
        if before.reason is not Reason.REDEEMED_PARTIAL or regime(before) != regime(after):
            continue
        if low is None or high is None or before is not high:
            if low is not None and high is not None:
                yield _run(low, high, step)
            low = before
        high = after
    if low is not None and high is not None:
        yield _run(low, high, step)


def _run(low: Sample, high: Sample, step: int) -> Run:
    return Run(low, high, abs(high.credit - low.credit) // step)
