"""Stage 4, conversion: the base, then the overrides in the order written (S-AB; A14, A15, A17)."""

from attrs import frozen

from pointsman.engine.outcome import Conversion, Stage
from pointsman.engine.plan import RateStep, TierStep
from pointsman.engine.stages.finding import Finding, Purchase, StageRun, Step
from pointsman.engine.truth import holds
from pointsman.engine.verdicts import Truth, Verdict


@frozen
class Converted:
    """The stage as it ran, and what it came to."""

    run: StageRun
    conversion: Conversion


def convert(purchase: Purchase) -> Converted:
    """The base is always worked out first; the first override that is true replaces it."""
    plan, amount = purchase.plan, purchase.amount
    findings = [_finding(Step.BASE, plan.base, plan.base.tier_for(amount), Verdict.APPLIED)]
    winner: RateStep = plan.base
    for override in plan.overrides:
        if winner is not plan.base:
            findings.append(Finding(Step.OVERRIDE, Verdict.NOT_REACHED, override.pointer, override))
            continue
        truth: Truth = True
        if override.test is not None:
            truth = holds(plan, override.test, purchase.bound)
        findings.append(
            _finding(Step.OVERRIDE, override, override.tier_for(amount), _applied(truth))
        )
        if truth is True:
            winner = override
    rate = winner.tier_for(amount).rate
    conversion = Conversion(winner.pointer, rate, plan.units.points_for(amount, rate))
    return Converted(StageRun(Stage.CONVERSION, tuple(findings)), conversion)


def _applied(truth: Truth) -> Verdict:
    if truth is None:
        return Verdict.UNKNOWN
    return Verdict.APPLIED if truth else Verdict.NOT_APPLIED


def _finding(step: Step, rule: RateStep, tier: TierStep, verdict: Verdict) -> Finding:
    pointer = tier.pointer if verdict is Verdict.APPLIED else rule.pointer
    return Finding(step, verdict, pointer, rule)
