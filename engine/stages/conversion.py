"""Stage 4, conversion: the base, then the overrides in the order written (S-AB; A14, A15, A17)."""

from attrs import frozen

from pointsman.engine.outcome import Conversion, Stage
from pointsman.engine.override_runs import MANY, OverrideRun
from pointsman.engine.record import Record
from pointsman.engine.stages.finding import Finding, StageRun, Step
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Truth, Verdict


@frozen(repr=False)
class Converted(Record):
    """The stage as it ran, and what it came to."""

    run: StageRun
    conversion: Conversion


def convert(purchase: Purchase) -> Converted:
    """The base is always worked out first; the first override that is true replaces it."""
    plan, amount = purchase.plan, purchase.amount
    chosen, winner = purchase.override_in_force, purchase.rate_in_force
    tier = plan.base.tier_for(amount)
    base = Finding(Step.BASE, Verdict.APPLIED, tier.pointer, plan.base)
    findings = (base, *_overrides(purchase, chosen))
    rate = winner.tier_for(amount).rate
    conversion = Conversion(winner.pointer, rate, plan.units.points_for(amount, rate))
    return Converted(StageRun(Stage.CONVERSION, findings), conversion)


def _overrides(purchase: Purchase, chosen: int | None) -> list[Finding]:
    """What became of each override; where many of one kind follow each other, of all of them."""
    plan, done = purchase.plan, 0
    findings: list[Finding] = []
    for run in plan.override_runs:
        findings += [_alone(purchase, number, chosen) for number in range(done, run.first)]
        for part in run.around(plan, chosen):
            if len(part) >= MANY:
                findings.append(_together(purchase, part, chosen))
            else:
                numbers = range(part.first, part.end)
                findings += [_alone(purchase, number, chosen) for number in numbers]
        done = run.end
    rest = range(done, len(plan.overrides))
    return findings + [_alone(purchase, number, chosen) for number in rest]


def _alone(purchase: Purchase, number: int, chosen: int | None) -> Finding:
    override = purchase.plan.overrides[number]
    if chosen is None or number < chosen:
        truth = purchase.holds(purchase.plan.override_index.tests[number])
        return Finding(Step.OVERRIDE, _not_true(truth), override.pointer, override)
    if number > chosen:
        return Finding(Step.OVERRIDE, Verdict.NOT_REACHED, override.pointer, override)
    tier = override.tier_for(purchase.amount)
    return Finding(Step.OVERRIDE, Verdict.APPLIED, tier.pointer, override)


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
