"""Where to look: the numbers of a program and of the facts that lie on an axis."""

from collections.abc import Iterable, Iterator
from typing import Final

from pointsman.engine.exact import Exact
from pointsman.engine.facts import Facts
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    MerchantTest,
    NotOf,
    Plan,
    Test,
    Within,
    Worth,
)
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot
from pointsman.engine.units import worth_units
from pointsman.tui.model.sweep.scale import Axis, Scale

_SLOTS: Final = {
    Axis.AMOUNT: frozenset({Slot.AMOUNT}),
    Axis.BALANCE: frozenset({Slot.BALANCE, Slot.USABLE}),
}


def landmarks(program: Program, facts: Facts, scale: Scale) -> list[int]:
    """The values that may matter, rising, each once; never negative."""
    plan = program.plan
    found = set(_compared(plan, scale.axis))
    found.update(_of_amount(plan, facts) if scale.axis is Axis.AMOUNT else _of_balance(plan, facts))
    present = scale.of(facts)
    if present is not None:
        found.add(present)
    return sorted(value for value in found if value >= 0)


def _of_amount(plan: Plan, facts: Facts) -> Iterator[int]:
    """Tiers, limits, the cardholder's own amounts, and what the balance is worth."""
    for step in (plan.base, *plan.overrides):
        yield from (tier.up_to for tier in step.tiers if tier.up_to is not None)
    yield from _limits(plan, facts)
    balance = facts.account.balance
    if balance is not None and plan.hosted:
        usable = plan.units.usable(balance)
        yield from (plan.units.steps_covered(usable, rate, 1) for rate in _rates(plan))


def _of_balance(plan: Plan, facts: Facts) -> Iterator[int]:
    """What the purchase and the limits cost, and the balances that are worth what filters ask."""
    units = plan.units
    worths = {step.test.amount for step in plan.filters if isinstance(step.test, Worth)}
    amounts = {facts.authorization.amount, *_limits(plan, facts)}
    for rate in _rates(plan):
        yield from (units.points_for(amount, rate) for amount in amounts)
        yield from (-(-worth_units(worth) // units.worth_scale(rate)) for worth in worths)


def _limits(plan: Plan, facts: Facts) -> Iterator[int]:
    """Amounts that limit a redemption, in minor units of the program's currency."""
    redemption, chosen = plan.redemption, facts.account.preferences
    yield from (
        limit
        for limit in (redemption.fixed, redemption.step, redemption.at_least)
        if limit is not None
    )
    for own in (chosen.minimum, chosen.amount):
        minor = None if own is None else own.scaled(plan.units.exponent)
        if minor is not None:
            yield minor


def _rates(plan: Plan) -> set[Exact]:
    return {tier.rate for tier in plan.base.tiers}


def _compared(plan: Plan, axis: Axis) -> Iterator[int]:
    """What conditions compare the axis with."""
    slots = _SLOTS[axis]
    tests = [step.test for step in plan.filters] + [step.test for step in plan.overrides]
    for test in _leaves(test for test in tests if test is not None):
        if isinstance(test, Compare) and test.slot in slots:
            yield from _numbers([test.value])
        elif isinstance(test, Within) and test.slot in slots:
            yield from _numbers(test.values)
            yield from _numbers(end for span in test.spans for end in span)


def _numbers(values: Iterable[Constant]) -> Iterator[int]:
    return (value for value in values if isinstance(value, int))


def _leaves(tests: Iterable[Test]) -> Iterator[Test]:
    """The tests that have no parts; expressions nest, so no recursion."""
    waiting = list(tests)
    while waiting:
        test = waiting.pop()
        if isinstance(test, AllOf | AnyOf | MerchantTest):
            waiting.extend(test.parts)
        elif isinstance(test, NotOf):
            waiting.append(test.part)
        else:
            yield test
