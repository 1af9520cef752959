"""Whether a test of a plan holds for a bound purchase: True, False, or None for unknown."""

import operator
from collections.abc import Callable
from typing import Any, Final

from attrs import define, field

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
from pointsman.engine.record import Record
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


@define(eq=False, repr=False)
class Purchase(Record):
    """A bound purchase with the plan it is bound to.

    What took longer to work out about it is kept, since several steps ask for the same.
    """

    plan: Plan
    bound: Bound
    _truths: dict[int, Truth] = field(factory=dict, init=False, repr=False)
    _rated: bool = field(default=False, init=False, repr=False)
    _override: int | None = field(default=None, init=False, repr=False)

    @property
    def amount(self) -> int:
        """The billing amount, in minor units of its currency. Every purchase has one."""
        return self.known(Slot.AMOUNT) or 0

    @property
    def is_request(self) -> bool:
        """Whether this is a later request for a past purchase."""
        return self.bound[Slot.AFTER] is not None

    @property
    def preference_on(self) -> bool:
        """ON: the mode is NEXT or ALL, and the program offers that mode."""
        return self.bound[Slot.MODE] in self.plan.offered

    @property
    def override_in_force(self) -> int | None:
        """The number of the first override whose condition is true, from 0; None: of none is."""
        if not self._rated:
            self._override = self.plan.override_index.first(self.bound, self.holds)
            self._rated = True
        return self._override

    @property
    def rate_in_force(self) -> RateStep:
        """That override, else the base (design section 4, stage 4)."""
        number, plan = self.override_in_force, self.plan
        return plan.base if number is None else plan.overrides[number]

    def known(self, slot: Slot) -> int | None:
        """A slot that holds a number, or None where it is unknown."""
        value = self.bound[slot]
        return value if isinstance(value, int) else None

    def holds(self, test: Test) -> Truth:
        """The truth of a test of the plan; a fact that is missing can only make it unknown."""
        match test:
            case Within():
                return _within(test, self.bound)
            case Compare():
                return _compare(test, self.bound)
            case NotOf():
                return verdicts.negated(self.holds(test.part))
            case Worth():
                return self._is_worth(test)
        key = id(test)
        if key not in self._truths:
            self._truths[key] = self._worked_out(test)
        return self._truths[key]

    def _worked_out(self, test: Like | MerchantTest | AllOf | AnyOf) -> Truth:
        match test:
            case Like():
                return _like(test, self.bound)
            case MerchantTest() | AnyOf():
                return verdicts.some(map(self.holds, test.parts))
            case AllOf():
                return verdicts.every(map(self.holds, test.parts))

    def _is_worth(self, test: Worth) -> Truth:
        usable, amount = self.bound[Slot.USABLE], self.bound[Slot.AMOUNT]
        if not isinstance(usable, int) or not isinstance(amount, int):
            return None
        rate = self.rate_in_force.tier_for(amount).rate
        return self.plan.units.worth_reaches(usable, rate, test.amount)


def holds(plan: Plan, test: Test, bound: Bound) -> Truth:
    """The truth of one test for a bound purchase."""
    return Purchase(plan, bound).holds(test)


def rate_in_force(plan: Plan, bound: Bound) -> RateStep:
    """The first override whose condition is true, else the base."""
    return Purchase(plan, bound).rate_in_force


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
    return bool(test.spans) and any(low <= value <= high for low, high in test.spans)


def _like(test: Like, bound: Bound) -> Truth:
    value = bound[test.slot]
    if value is None:
        return None
    text = folded(str(value))
    return any(glob.matches_folded(text) for glob in test.globs)
