"""Whether a test of a plan holds for a bound purchase: True, False, or None for unknown."""

import operator
from collections.abc import Callable
from itertools import repeat
from typing import Any, Final

from pointsman.engine import verdicts
from pointsman.engine.glob import folded
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    RateStep,
    Test,
    Within,
    Worth,
)
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.verdicts import Truth

_OPERATORS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(plan: Plan, test: Test, bound: Bound) -> Truth:
    """The truth of `test`; every fact it needs that is missing can only make it unknown."""
    match test:
        case Within():
            return _within(test, bound)
        case Compare():
            return _compare(test, bound)
        case MerchantTest() | AnyOf():
            return verdicts.some(map(holds, repeat(plan), test.parts, repeat(bound)))
        case Like():
            return _like(test, bound)
        case AllOf():
            return verdicts.every(map(holds, repeat(plan), test.parts, repeat(bound)))
        case NotOf():
            return verdicts.negated(holds(plan, test.part, bound))
        case Worth():
            return _worth(plan, test, bound)


def rate_in_force(plan: Plan, bound: Bound) -> RateStep:
    """The first override whose condition is true, else the base (design section 4, stage 4)."""
    number = plan.override_index.first(bound, lambda test: holds(plan, test, bound))
    return plan.base if number is None else plan.overrides[number]


def compares(test: Compare, value: int | str | bool) -> bool:
    """Whether a known value stands as the test wants it."""
    return _OPERATORS[test.op](value, test.value)


def _compare(test: Compare, bound: Bound) -> Truth:
    value = bound[test.slot]
    return None if value is None else compares(test, value)


def _within(test: Within, bound: Bound) -> Truth:
    value: Any = bound[test.slot]
    if value is None:
        return None
    if value in test.values:
        return True
    for low, high in test.spans:
        if low <= value <= high:
            return True
    return False


def _like(test: Like, bound: Bound) -> Truth:
    value = bound[test.slot]
    if value is None:
        return None
    text = folded(str(value))
    for glob in test.globs:
        if glob.matches_folded(text):
            return True
    return False


def _worth(plan: Plan, test: Worth, bound: Bound) -> Truth:
    usable, amount = bound[Slot.USABLE], bound[Slot.AMOUNT]
    if not isinstance(usable, int) or not isinstance(amount, int):
        return None
    rate = rate_in_force(plan, bound).tier_for(amount).rate
    return plan.units.worth_reaches(usable, rate, test.amount)
