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
        """True about so many times in a hundred."""
        return self.below(100) >= 100 - percent

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """From `least` to `most` of the options, each once, in the order in which they came."""
        rest = list(options)
        count = min(least + self.below(most - least + 1), len(rest))
        return [rest.pop(self.below(len(rest))) for _ in range(count)]


def any_choices(count: int = 400) -> st.SearchStrategy[Choices]:
    """Choices drawn all at once, as bytes, and after so many of them always the first option.

    One draw and not one for each choice, because hypothesis varies an example by copying draws
    of one kind over each other: of 3,000 purchases drawn choice by choice, 2,000 were the same.
    """
    size = 2 * count
    return st.binary(min_size=size, max_size=size).map(_fed_by)


def _fed_by(drawn: bytes) -> Choices:
    numbers = (int.from_bytes(drawn[at : at + 2], "big") for at in range(0, len(drawn), 2))
    return Choices(lambda bound: next(numbers, 0) % bound)


def seeded(seed: int) -> Choices:
    """Choices fixed by a seed: cheaper than hypothesis where nothing has to shrink."""
    return Choices(random.Random(seed).randrange)  # noqa: S311 - test data, no secret
