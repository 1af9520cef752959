"""Kleene's three truths: True, False, and None for unknown."""

from collections.abc import Iterable

Truth = bool | None


def negation(truth: Truth) -> Truth:
    """Not unknown is unknown too."""
    return None if truth is None else not truth


def every(truths: Iterable[Truth]) -> Truth:
    """False if any is false, else unknown if any is unknown, else true."""
    known = list(truths)
    if False in known:
        return False
    return None if None in known else True


def some(truths: Iterable[Truth]) -> Truth:
    """True if any is true, else unknown if any is unknown, else false."""
    return negation(every(negation(truth) for truth in truths))
