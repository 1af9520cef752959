"""The words of stages 4 and 5: costs per point, targets, sums."""

from pointsman.engine.exact import Exact, grouped, plain, power_of_ten
from pointsman.engine.explanation import values
from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.pieces import step_of
from pointsman.engine.explanation.test_words import explain_test
from pointsman.engine.explanation.words import Words
from pointsman.engine.override_runs import OverrideRun
from pointsman.engine.plan import Compare, RateStep, TierStep, Within
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import Finding
from pointsman.engine.units import Units
from pointsman.engine.verdicts import Verdict

SHOWN_DECIMALS = 6
"""Decimals of a quotient that does not end; it is cut there and marked with an ellipsis."""

_SHOWN_ONE = power_of_ten(SHOWN_DECIMALS)


def base(words: Words, finding: Finding) -> ExplainedStep:
    """The base cost per point."""
    tier, rate = _tier(words, finding)
    says = f"{tier}{rate} a point"
    return step_of(
        finding, "base", says, required=tier.removesuffix(": ") or None, working=f"{rate} a point"
    )


def override(words: Words, finding: Finding) -> ExplainedStep:
    """An override: whether its condition is true, and the cost per point it sets."""
    rule = _rule(finding)
    if finding.verdict is Verdict.NOT_REACHED:
        winner = words.rate_rule.title
        return step_of(finding, rule.title, f"not tried: {winner} already sets the cost")
    if rule.test is None:
        raise ValueError(f"{rule.pointer} has no condition")
    explained = explain_test(words, rule.title, rule.test, finding.verdict.truth)
    explained.verdict, explained.pointer, explained.working = finding.verdict, finding.pointer, None
    if finding.verdict is Verdict.APPLIED:
        tier, rate = _tier(words, finding)
        explained.says += f"{', ' if tier else ': '}{tier}{rate} a point"
        explained.working = f"{rate} a point"
    return explained


def overrides(words: Words, finding: Finding) -> ExplainedStep:
    """Many overrides in a row, none of which applies: which, how many, and what they look at."""
    run = finding.rule
    if not isinstance(run, OverrideRun):
        raise TypeError("overrides that are told together are a run")
    steps, count = words.plan.overrides, f"{len(run):,} overrides"
    title = f"{steps[run.first].title} … {steps[run.end - 1].title}"
    if finding.verdict is Verdict.NOT_REACHED:
        says = f"{count} not tried: {words.rate_rule.title} already sets the cost"
        return step_of(finding, title, says)
    seen = " and ".join([_seen(words, test) for test in run.tests])
    names = " or ".join([words.phrases.of_fact(test).subject for test in run.tests])
    says = f"{count} by {names}: {seen}, which none of them lists"
    if finding.verdict is Verdict.UNKNOWN:
        says = f"{count} by {names}, some of which may apply: {seen}"
    return step_of(finding, title, says, observed=seen, required=f"{names} that an override lists")


def _seen(words: Words, test: Compare | Within) -> str:
    value, phrase = words.bound[test.slot], words.phrases.of_fact(test)
    return f"{phrase.subject} is {'not known' if value is None else words.seen(phrase, value)}"


def target(words: Words, finding: Finding) -> ExplainedStep:
    """What is aimed at: the purchase, or the least of it and the fixed amounts."""
    credit, *caps = finding.sums
    if not caps:
        return step_of(finding, "target", f"{words.money(credit)}, the whole purchase")
    purchase = words.money(words.facts.authorization.amount)
    owners = ["cardholder's"] if words.plan.redemption.fixed is None else ["fixed", "cardholder's"]
    limits = [f"{owner} {words.money(cap)}" for owner, cap in zip(owners, caps, strict=False)]
    working = f"the least of {', '.join([purchase, *limits])}"
    return step_of(finding, "target", f"{words.money(credit)}, {working}", working=working)


def points_needed(words: Words, finding: Finding) -> ExplainedStep:
    """The target in points, before and after the one rounding."""
    credit, points = finding.sums
    rate = words.rate
    working = division(words.units, credit, rate, points)
    says = working if points else f"{working}: nothing to redeem"
    return step_of(finding, "points needed", says, working=working)


def bank(words: Words, finding: Finding) -> ExplainedStep:
    """An external bank holds the balance, so it decides."""
    return step_of(finding, "bank", "an external bank holds the balance and decides")


def whole(words: Words, finding: Finding) -> ExplainedStep:
    """Whether the balance covers the target; `sums`: the target in points, and as a credit."""
    needed, credit = finding.sums
    all_of_it = credit == words.facts.authorization.amount
    title = "whole purchase" if all_of_it else "whole target"
    usable = words.bound[Slot.USABLE]
    required = f"{words.points(needed)} {words.units.points_name}"
    if not isinstance(usable, int):
        return step_of(finding, title, "the balance is not known", required=required)
    seen = words.points(usable)
    if finding.verdict is Verdict.PASSED:
        says = f"{words.points(needed)} ≤ {seen}"
        return step_of(finding, title, says, observed=seen, required=required)
    short = words.points(needed - usable)
    says = f"{words.points(needed)} > {seen}, short by {short}"
    return step_of(finding, title, says, observed=seen, required=required, short_by=short)


def partial(words: Words, finding: Finding) -> ExplainedStep:
    """Steps that the balance covers; `sums`: step, then count, credit and points worked out."""
    step, *worked = finding.sums
    required = f"a step of {words.money(step)}"
    if finding.verdict is Verdict.NOT_APPLIED:
        return step_of(finding, "partial", "not for past purchases", required=required)
    seen = words.balance_worth
    if not worked or seen is None:
        return step_of(finding, "partial", "the balance is not known", required=required)
    worth, working = seen
    observed = words.worth(worth)
    count, credit, points = worked
    if finding.verdict is Verdict.FAILED:
        says = f"{working}, {'worth no points' if count else f'less than {required}'}"
        return step_of(
            finding, "partial", says, observed=observed, required=required, working=working
        )
    steps = "1 step" if count == 1 else f"{count:,} steps"
    sums = f"{words.money(credit)} = {words.points(points)} points"
    says = f"{working}, {steps} of {words.money(step)}: {sums}"
    return step_of(finding, "partial", says, observed=observed, required=required, working=working)


def redeemed_minimum(words: Words, finding: Finding) -> ExplainedStep:
    """The smallest credit the program makes; `sums` is the credit."""
    (credit,) = finding.sums
    smallest = words.plan.redemption.at_least or 0
    seen, required = words.money(credit), f"at least {words.money(smallest)}"
    if finding.verdict is Verdict.PASSED:
        return step_of(
            finding, "smallest credit", f"{seen} is {required}", observed=seen, required=required
        )
    short = words.money(smallest - credit)
    says = f"{seen} is not {required}, short by {short}"
    return step_of(
        finding, "smallest credit", says, observed=seen, required=required, short_by=short
    )


def division(units: Units, amount: int, rate: Exact, points: int) -> str:
    """`100.00 ÷ 0.012 = 8,333.333333… → 8,333 (natural)`; the arrow only where it rounds."""
    numerator, denominator = units.quotient(amount, rate)
    per_point = 100 // units.unit
    scaled, rest = divmod(numerator * _SHOWN_ONE, denominator * per_point)
    sum_ = f"{values.money(amount, units.exponent)} ÷ {rate} ="
    if rest == 0 and scaled == points * _SHOWN_ONE // 100:
        return f"{sum_} {values.points(points)}"
    exact = grouped(plain(scaled, SHOWN_DECIMALS, pad=bool(rest)))
    return f"{sum_} {exact}{'…' if rest else ''} → {values.points(points)} ({units.rounding})"


def _tier(words: Words, finding: Finding) -> tuple[str, Exact]:
    """`100.00 is up to 500.00: ` and the tier's cost per point; no words for a single rate."""
    rule, amount = _rule(finding), words.facts.authorization.amount
    tier = rule.tier_for(amount)
    if len(rule.tiers) == 1:
        return "", tier.rate
    seen = words.money(amount)
    if tier.up_to is not None:
        return f"{seen} is up to {words.money(tier.up_to)}: ", tier.rate
    return f"{seen} is above {words.money(_last_edge(rule.tiers))}: ", tier.rate


def _last_edge(tiers: tuple[TierStep, ...]) -> int:
    return max(tier.up_to for tier in tiers if tier.up_to is not None)


def _rule(finding: Finding) -> RateStep:
    if not isinstance(finding.rule, RateStep):
        raise TypeError("a finding of stage 4 names its rule")
    return finding.rule
