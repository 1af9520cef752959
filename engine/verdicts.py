"""Verdicts of steps, and Kleene's three-valued logic with None for unknown.

Unknown is never true: a condition that is not True does not let a purchase through.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

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
        return VERDICT_OF[truth]

    @property
    def truth(self) -> Truth:
        """The truth of the condition that a step has, or of that of an override."""
        return _TRUTHS[self]


VERDICT_OF: Final[dict[Truth, Verdict]] = {
    True: Verdict.PASSED,
    False: Verdict.FAILED,
    None: Verdict.UNKNOWN,
}
"""The verdict of a condition by its truth, for those who ask often."""
_TRUTHS: Final = {
    Verdict.PASSED: True,
    Verdict.APPLIED: True,
    Verdict.FAILED: False,
    Verdict.NOT_APPLIED: False,
    Verdict.UNKNOWN: None,
}


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
