"""Stage 4, conversion: the base, then the overrides in the order written (S-AB; A14, A15, A17)."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from pointsman.engine.outcome import Conversion, Stage
from pointsman.engine.override_runs import MANY, OverrideRun
from pointsman.engine.plan import RateStep, TierStep
from pointsman.engine.stages.finding import Finding, StageRun, Step
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Truth, Verdict


@frozen
class Converted:
    """The stage as it ran, and what it came to."""

    run: StageRun
    conversion: Conversion


def convert(purchase: Purchase) -> Converted:
    """The base is always worked out first; the first override that is true replaces it."""
    plan, amount = purchase.plan, purchase.amount
    chosen, winner = purchase.override_in_force, purchase.rate_in_force
    base = _finding(Step.BASE, plan.base, plan.base.tier_for(amount), Verdict.APPLIED)
    findings = (base, *_overrides(purchase, chosen))
    rate = winner.tier_for(amount).rate
    conversion = Conversion(winner.pointer, rate, plan.units.points_for(amount, rate))
    return Converted(StageRun(Stage.CONVERSION, findings), conversion)


def _overrides(purchase: Purchase, chosen: int | None) -> Iterator[Finding]:
    """What became of each override; where many of one kind follow each other, of all of them."""
    plan, done = purchase.plan, 0
    for run in plan.override_runs:
        yield from _one_by_one(purchase, range(done, run.first), chosen)
        for part in run.around(plan, chosen):
            if len(part) < MANY:
                yield from _one_by_one(purchase, range(part.first, part.end), chosen)
            else:
                yield _together(purchase, part, chosen)
        done = run.end
    yield from _one_by_one(purchase, range(done, len(plan.overrides)), chosen)


def _one_by_one(
    purchase: Purchase, numbers: Iterable[int], chosen: int | None
) -> Iterator[Finding]:
    plan, amount = purchase.plan, purchase.amount
    for number in numbers:
        override = plan.overrides[number]
        if chosen is None or number < chosen:
            truth = purchase.holds(plan.override_index.tests[number])
            yield Finding(Step.OVERRIDE, _not_true(truth), override.pointer, override)
        elif number > chosen:
            yield Finding(Step.OVERRIDE, Verdict.NOT_REACHED, override.pointer, override)
        else:
            yield _finding(Step.OVERRIDE, override, override.tier_for(amount), Verdict.APPLIED)


def _together(purchase: Purchase, run: OverrideRun, chosen: int | None) -> Finding:
    """A run in which nothing applies: that is unknown where a fact that it looks at is."""
    if chosen is not None and chosen < run.first:
        verdict = Verdict.NOT_REACHED
    else:
        unknown = any(purchase.bound[test.slot] is None for test in run.tests)
        verdict = _not_true(None if unknown else False)
    return Finding(Step.OVERRIDES, verdict, purchase.plan.overrides[run.first].pointer, run)


def _not_true(truth: Truth) -> Verdict:
    return Verdict.UNKNOWN if truth is None else Verdict.NOT_APPLIED


def _finding(step: Step, rule: RateStep, tier: TierStep, verdict: Verdict) -> Finding:
    pointer = tier.pointer if verdict is Verdict.APPLIED else rule.pointer
    return Finding(step, verdict, pointer, rule)
