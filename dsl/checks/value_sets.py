"""Sets of values of one fact: what a condition leaves of it.

Every set answers the same questions: `&` both, `|` either, `~` the others, `<=` within, and
whether there is anything in it. Sets of different facts never meet.
"""

from collections.abc import Iterable
from typing import Final, Protocol, Self

from attrs import frozen

from pointsman.engine.slots import NUMBER_PLACES

NO_END: Final = 10 ** (2 * NUMBER_PLACES + 1)
"""Above every number of a program or of facts, in whatever unit a slot holds it."""

Range = tuple[int, int]


class Values(Protocol):
    """What every kind of set can do with another one of its kind."""

    def __bool__(self) -> bool: ...
    def __and__(self, other: Self) -> Self: ...
    def __or__(self, other: Self) -> Self: ...
    def __invert__(self) -> Self: ...
    def __le__(self, other: Self) -> bool: ...


@frozen
class Numbers:
    """Whole numbers from 0 up, as ranges (ends included) that rise and do not touch."""

    ranges: tuple[Range, ...]

    @classmethod
    def of(cls, ranges: Iterable[Range]) -> "Numbers":
        """The numbers of ranges in any order, which may overlap or be empty."""
        merged: list[Range] = []
        for low, high in sorted(each for each in ranges if each[0] <= each[1]):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def __contains__(self, number: int) -> bool:
        return any(low <= number <= high for low, high in self.ranges)

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __and__(self, other: "Numbers") -> "Numbers":
        both: list[Range] = []
        mine, theirs = list(reversed(self.ranges)), list(reversed(other.ranges))
        while mine and theirs:
            low, high = max(mine[-1][0], theirs[-1][0]), min(mine[-1][1], theirs[-1][1])
            if low <= high:
                both.append((low, high))
            (mine if mine[-1][1] < theirs[-1][1] else theirs).pop()
        return Numbers(tuple(both))

    def __or__(self, other: "Numbers") -> "Numbers":
        return Numbers.of((*self.ranges, *other.ranges))

    def __invert__(self) -> "Numbers":
        gaps: list[Range] = []
        start = 0
        for low, high in self.ranges:
            gaps.append((start, low - 1))
            start = high + 1
        return Numbers.of((*gaps, (start, NO_END)))

    def __le__(self, other: "Numbers") -> bool:
        return self & other == self


@frozen
class Names:
    """Texts, or yes and no: those of `values`, or all but those (`others`)."""

    values: frozenset[object]
    others: bool = False

    def __bool__(self) -> bool:
        return self.others or bool(self.values)

    def __and__(self, other: "Names") -> "Names":
        if self.others and other.others:
            return Names(self.values | other.values, others=True)
        if self.others:
            return Names(other.values - self.values)
        return Names(self.values - other.values if other.others else self.values & other.values)

    def __or__(self, other: "Names") -> "Names":
        return ~(~self & ~other)

    def __invert__(self) -> "Names":
        return Names(self.values, not self.others)

    def __le__(self, other: "Names") -> bool:
        return not self & ~other


Entry = tuple[str, object]
"""One entry of a merchant list: its kind, and its code, folded pattern or range."""


@frozen
class Merchants:
    """Merchants that match an entry of every list of `within`, and no entry of `outside`."""

    within: frozenset[frozenset[Entry]] = frozenset()
    outside: frozenset[Entry] = frozenset()

    def __bool__(self) -> bool:
        return not any(entries <= self.outside for entries in self.within)

    def __and__(self, other: "Merchants") -> "Merchants":
        return Merchants(self.within | other.within, self.outside | other.outside)

    def __or__(self, other: "Merchants") -> "Merchants":
        """Either; more than that where neither holds the other and one is no plain list."""
        if self <= other:
            return other
        if other <= self:
            return self
        if self.is_list and other.is_list:
            return Merchants(frozenset({frozenset().union(*self.within, *other.within)}))
        return ANY_MERCHANT

    def __invert__(self) -> "Merchants":
        """The others, of a plain list or of what lies outside of one; else every merchant."""
        if self.is_list:
            return Merchants(outside=frozenset().union(*self.within))
        if not self.within:
            return Merchants(frozenset({self.outside}))
        return ANY_MERCHANT

    def __le__(self, other: "Merchants") -> bool:
        return other.outside <= self.outside and all(
            any(mine <= theirs for mine in self.within) for theirs in other.within
        )

    @property
    def is_list(self) -> bool:
        """Whether this is one list of entries and nothing else."""
        return len(self.within) == 1 and not self.outside


ANY_MERCHANT: Final = Merchants()
"""Every merchant: also where what is left of a list cannot be said."""
