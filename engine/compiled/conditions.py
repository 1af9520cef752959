"""Tests of a plan as conditions of two values: what is true, and what is false, of a test of three.

A test is true, false or unknown. Generated code never computes "unknown": it asks either whether
a test is true or whether it is false, and `not`, `and` and `or` turn one question into the other
exactly as Kleene's tables do. A dialect answers both for the tests that look at one fact.
"""

import ast
from typing import Protocol

from pointsman.engine.compiled import syntax
from pointsman.engine.plan import AllOf, AnyOf, Compare, Like, MerchantTest, NotOf, Test, Within

Leaf = Compare | Within | Like


class Leaves(Protocol):
    """How a dialect asks about one fact."""

    def whole(self, test: Test, *, wanted: bool) -> ast.expr | None:
        """A test of any size answered at once, or None to take it apart."""

    def leaf(self, test: Leaf, *, wanted: bool) -> ast.expr:
        """Whether the test is true (`wanted`), or whether it is false."""


def condition(leaves: Leaves, test: Test, *, wanted: bool = True) -> ast.expr:
    """Whether `test` is true, or with `wanted` False whether it is false."""
    answered = leaves.whole(test, wanted=wanted)
    if answered is not None:
        return answered
    match test:
        case NotOf(part):
            return condition(leaves, part, wanted=not wanted)
        case AllOf(parts):
            return _joined(leaves, parts, every=wanted, wanted=wanted)
        case AnyOf(parts) | MerchantTest(parts):
            return _joined(leaves, parts, every=not wanted, wanted=wanted)
        case Compare() | Within() | Like():
            return leaves.leaf(test, wanted=wanted)
        case _:
            raise TypeError(f"{type(test).__name__} is asked about by its stage alone")


def _joined(leaves: Leaves, parts: tuple[Test, ...], *, every: bool, wanted: bool) -> ast.expr:
    asked = [condition(leaves, part, wanted=wanted) for part in parts]
    return syntax.both(asked) if every else syntax.either(asked)


def only_slot(test: Test) -> int | None:
    """The slot that a whole test looks at, when it looks at one alone."""
    match test:
        case Compare(slot=slot) | Within(slot=slot) | Like(slot=slot):
            return slot
        case NotOf(part):
            return only_slot(part)
        case AllOf(parts) | AnyOf(parts) | MerchantTest(parts):
            slots = {only_slot(part) for part in parts}
            return slots.pop() if len(slots) == 1 else None
        case _:
            return None
