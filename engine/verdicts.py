"""Verdicts of steps, and Kleene's three-valued logic with None for unknown.

Unknown is never true: a condition that is not True does not let a purchase through.
"""

from collections.abc import Iterable
from enum import StrEnum

Truth = bool | None


class Verdict(StrEnum):
    """How one step of a decision came out."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    APPLIED = "applied"
    NOT_APPLIED = "not applied"
    NOT_REACHED = "not reached"

    @classmethod
    def of(cls, truth: Truth) -> "Verdict":
        """The verdict of a condition."""
        if truth is None:
            return cls.UNKNOWN
        return cls.PASSED if truth else cls.FAILED


def negated(truth: Truth) -> Truth:
    """`not`: unknown stays unknown."""
    return None if truth is None else not truth


def every(truths: Iterable[Truth]) -> Truth:
    """`and`: one False makes False, else one unknown makes unknown."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """`or`: one True makes True, else one unknown makes unknown."""
    result: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            result = None
    return result
