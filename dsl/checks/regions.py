"""Regions: which values of one fact let a test be true. Exact sets, no approximation here."""

from bisect import bisect_right
from collections.abc import Iterable

from attrs import frozen

INFINITY = 10**40
"""Larger than any value of a slot."""


@frozen
class Intervals:
    """Whole numbers in closed intervals, sorted and apart."""

    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "Intervals":
        """Any spans, put in order and joined where they touch."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted(span for span in spans if span[0] <= span[1]):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], high))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    @property
    def empty(self) -> bool:
        """Whether no value is in it."""
        return not self.spans

    def holds(self, value: int) -> bool:
        """Whether a value is in it."""
        return any(low <= value <= high for low, high in self.spans)

    def meet(self, other: "Intervals") -> "Intervals":
        """What is in both; takes time in proportion to their spans."""
        both: list[tuple[int, int]] = []
        mine, theirs = list(reversed(self.spans)), list(reversed(other.spans))
        while mine and theirs:
            (low, high), (from_, to) = mine[-1], theirs[-1]
            if max(low, from_) <= min(high, to):
                both.append((max(low, from_), min(high, to)))
            (mine if high < to else theirs).pop()
        return Intervals(tuple(both))

    def join(self, other: "Intervals") -> "Intervals":
        """What is in either."""
        return Intervals.of((*self.spans, *other.spans))

    def without(self, other: "Intervals") -> "Intervals":
        """What is in this and not in the other."""
        gaps, start = [], -INFINITY
        for low, high in other.spans:
            gaps.append((start, low - 1))
            start = high + 1
        gaps.append((start, INFINITY))
        return self.meet(Intervals.of(gaps))

    def inside(self, other: "Intervals") -> bool:
        """Whether every value of this is in the other: each span in one of the other's."""
        at = 0
        for low, high in self.spans:
            at = bisect_right(other.spans, (low, INFINITY), at) - 1
            if at < 0 or high > other.spans[at][1]:
                return False
        return True


@frozen
class Values:
    """Some values, or (`others`) all values but these."""

    values: frozenset[object]
    others: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value is in it."""
        return not self.others and not self.values

    def meet(self, other: "Values") -> "Values":
        """What is in both."""
        if self.others and other.others:
            return Values(self.values | other.values, others=True)
        if self.others:
            return other.meet(self)
        if other.others:
            return Values(self.values - other.values)
        return Values(self.values & other.values)

    def join(self, other: "Values") -> "Values":
        """What is in either."""
        return self.complement().meet(other.complement()).complement()

    def without(self, other: "Values") -> "Values":
        """What is in this and not in the other."""
        return self.meet(other.complement())

    def complement(self) -> "Values":
        """What is not in this."""
        return Values(self.values, others=not self.others)

    def inside(self, other: "Values") -> bool:
        """Whether every value of this is in the other."""
        return self.without(other).empty


Region = Intervals | Values
