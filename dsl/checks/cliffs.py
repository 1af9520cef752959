"""Cliffs: places where a larger purchase costs fewer points (design section 10)."""

from collections.abc import Iterator
from itertools import pairwise

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import Compare, Plan, RateStep, TierStep
from pointsman.engine.rules import Rules
from pointsman.engine.slots import Slot
from pointsman.engine.truth import compares


def cliffs(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """Every edge between two tiers over which one minor unit more costs fewer points."""
    plan = make_plan(rules)
    for rates in (plan.base, *plan.overrides):
        for lower, upper in pairwise(rates.tiers):
            yield from _edge(located, plan, rates, lower, upper)


def _edge(
    located: Located, plan: Plan, rates: RateStep, lower: TierStep, upper: TierStep
) -> Iterator[Diagnostic]:
    edge = lower.up_to
    if edge is None or not (_passes(plan, edge) and _passes(plan, edge + 1)):
        return
    units = plan.units
    at_edge, beyond = units.points_for(edge, lower.rate), units.points_for(edge + 1, upper.rate)
    if beyond >= at_edge:
        return
    name = units.points_name
    yield diagnostic_at(
        located,
        "cliff",
        upper.pointer,
        f"{units.show_money(edge)} costs {units.show_points(at_edge)} {name}, "
        f"but {units.show_money(edge + 1)} only {units.show_points(beyond)}",
        severity=Severity.WARNING,
        label=f"cheaper points from here on ({rates.title})",
        help="a tier's cost counts for the whole amount; raise it only if that is meant",
        at_key=True,
    )


def _passes(plan: Plan, amount: int) -> bool:
    """Whether a purchase of that amount passes the program's bounds on the amount."""
    bounds = (step.test for step in plan.filters if step.title == "purchase")
    return all(
        compares(test, amount)
        for test in bounds
        if isinstance(test, Compare) and test.slot == Slot.AMOUNT
    )
