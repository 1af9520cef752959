"""Finding every change between samples, to the unit, with a bounded number of decisions."""

from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

from attrs import define

from pointsman.engine.reasons import Reason
from pointsman.tui.model.sweep.sample import Sample, Sampler

Sameness = Callable[[Sample], Hashable]
"""Samples for which this is equal belong together."""


def regime(sample: Sample) -> Hashable:
    """Where the decision ended, and by which cost per point."""
    return sample.ending, sample.rule, sample.rate


def level(sample: Sample) -> Hashable:
    """The same, with the credit where it goes in steps."""
    return regime(sample), sample.credit if sample.reason is Reason.REDEEMED_PARTIAL else None


@define
class Search:
    """Bisects between samples that differ until the change lies between two neighbours."""

    sampler: Sampler
    budget: int
    complete: bool = True

    def changes(self, samples: Sequence[Sample], same: Sameness) -> list[tuple[Sample, Sample]]:
        """The neighbours that differ, rising: every change that any decision has shown."""
        found = []
        waiting = list(pairwise(samples))[::-1]
        while waiting:
            low, high = waiting.pop()
            if same(low) == same(high):
                continue
            middle = self._between(low, high)
            if middle is None:
                found.append((low, high))
            elif self._spend():
                half = self.sampler.at(middle)
                waiting += [(half, high), (low, half)]
        return found

    def border(
        self, low: Sample, high: Sample, belongs: Callable[[Sample], bool]
    ) -> tuple[Sample, Sample]:
        """Two neighbours of which the first belongs, as `low` does, and the second does not."""
        while (middle := self._between(low, high)) is not None:
            half = self.sampler.at(middle)
            low, high = (half, high) if belongs(half) else (low, half)
        return low, high

    def _between(self, low: Sample, high: Sample) -> int | None:
        """A value halfway on the grid of the axis; None for neighbours."""
        grain = self.sampler.scale.grain
        if high.value - low.value <= grain:
            return None
        middle = (low.value + high.value) // 2
        return middle - middle % grain

    def _spend(self) -> bool:
        self.budget -= 1
        self.complete = self.complete and self.budget >= 0
        return self.budget >= 0
