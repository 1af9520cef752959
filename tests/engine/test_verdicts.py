"""Kleene's tables, and what is not true."""

from itertools import product

import pytest

from pointsman.engine.verdicts import Truth, Verdict, every, negated, some

TRUTHS: tuple[Truth, ...] = (True, False, None)


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_and_or(one: Truth, other: Truth) -> None:
    # Order false < unknown < true: "and" is the least, "or" the greatest.
    rank = {False: 0, None: 1, True: 2}
    assert every((one, other)) is min((one, other), key=lambda truth: rank[truth])
    assert some((one, other)) is max((one, other), key=lambda truth: rank[truth])


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_de_morgan(one: Truth, other: Truth) -> None:
    assert negated(every((one, other))) is some((negated(one), negated(other)))


def test_not_unknown_is_unknown() -> None:
    assert [negated(truth) for truth in TRUTHS] == [False, True, None]


def test_of_nothing() -> None:
    assert every(()) is True
    assert some(()) is False


def test_verdicts() -> None:
    verdicts = [Verdict.of(truth) for truth in TRUTHS]
    assert verdicts == [Verdict.PASSED, Verdict.FAILED, Verdict.UNKNOWN]
