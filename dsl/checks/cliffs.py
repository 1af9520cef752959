"""Cliffs: places where a larger purchase costs fewer points (design section 10)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pointsman.dsl.checks.boxes import Space
from pointsman.dsl.checks.leftovers import left_by
from pointsman.dsl.checks.regions import Intervals
from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import Plan, RateStep, TierStep
from pointsman.engine.rules import Rules
from pointsman.engine.slots import Slot


def cliffs(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """Every edge between two tiers over which one minor unit more costs fewer points."""
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    for index, rates in enumerate((*plan.overrides, plan.base)):
        if len(rates.tiers) > 1:
            amounts = _amounts(space, rates, plan.overrides[:index])
            for lower, upper in pairwise(rates.tiers):
                edge = lower.up_to
                if edge is not None and amounts.holds(edge) and amounts.holds(edge + 1):
                    yield from _edge(located, plan, rates, (edge, lower, upper))


def _amounts(space: Space, rates: RateStep, before: Sequence[RateStep]) -> Intervals:
    """The amounts of purchases that may pass the filters and come to this cost per point."""
    box = space.meet([space.passing(), space.where_step(rates)])
    if box is not None:
        box = left_by(space, box, before)
    if box is None:
        return Intervals(())
    amounts = box.get(Slot.AMOUNT)
    return amounts if isinstance(amounts, Intervals) else space.all_amounts


def _edge(
    located: Located, plan: Plan, rates: RateStep, around: tuple[int, TierStep, TierStep]
) -> Iterator[Diagnostic]:
    edge, lower, upper = around
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
        label=f"cheaper from here on ({rates.title})",
        help="a tier's cost counts for the whole amount; raise it only if that is meant",
        at_key=True,
    )
