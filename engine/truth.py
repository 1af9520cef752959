"""Whether a test of a plan holds for a bound purchase: True, False, or None for unknown."""

import operator
from collections.abc import Callable
from typing import Any, Final

from pointsman.engine import verdicts
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
        case Compare():
            return _compare(test, bound)
        case Within():
            return _within(test, bound)
        case Like():
            return _like(test, bound)
        case MerchantTest(parts=parts) | AnyOf(parts=parts):
            return verdicts.some(holds(plan, part, bound) for part in parts)
        case AllOf(parts=parts):
            return verdicts.every(holds(plan, part, bound) for part in parts)
        case NotOf(part=part):
            return verdicts.negated(holds(plan, part, bound))
        case Worth():
            return _worth(plan, test, bound)


def rate_in_force(plan: Plan, bound: Bound) -> RateStep:
    """The first override whose condition is true, else the base (design section 4, stage 4)."""
    for override in plan.overrides:
        if override.test is not None and holds(plan, override.test, bound) is True:
            return override
    return plan.base


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
    return value in test.values or any(low <= value <= high for low, high in test.spans)


def _like(test: Like, bound: Bound) -> Truth:
    value = bound[test.slot]
    return None if value is None else any(glob.matches(str(value)) for glob in test.globs)


def _worth(plan: Plan, test: Worth, bound: Bound) -> Truth:
    usable, amount = bound[Slot.USABLE], bound[Slot.AMOUNT]
    if not isinstance(usable, int) or not isinstance(amount, int):
        return None
    rate = rate_in_force(plan, bound).tier_for(amount).rate
    return plan.units.worth_reaches(usable, rate, test.amount)
