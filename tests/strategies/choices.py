"""Choices, whoever makes them: hypothesis, which shrinks them, or a seeded random generator."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices:
    """Picks built on one primitive: a whole number from 0 up to but not including a bound.

    Every pick shrinks towards the first option and every chance towards no.
    """

    def __init__(self, below: Callable[[int], int]) -> None:
        self.below = below

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; repeat an option to weigh it."""
        return options[self.below(len(options))]

    def chance(self, percent: int) -> bool:
        """True about so many times in a hundred.

        The numbers that say yes stand in the middle: hypothesis likes the ends of a range.
        """
        first = (100 - percent) // 2
        return first <= self.below(100) < first + percent

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """From `least` to `most` of the options, each once, in the order in which they came."""
        rest = list(options)
        count = min(least + self.below(most - least + 1), len(rest))
        return [rest.pop(self.below(len(rest))) for _ in range(count)]


def drawn(draw: st.DrawFn) -> Choices:
    """Choices made by a hypothesis strategy."""
    return Choices(lambda bound: draw(st.integers(0, bound - 1)))


def seeded(seed: int) -> Choices:
    """Choices fixed by a seed: cheaper than hypothesis where nothing has to shrink."""
    return Choices(random.Random(seed).randrange)  # noqa: S311 - test data, no secret
