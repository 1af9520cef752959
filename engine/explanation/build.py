"""From a decision to its explanation: run the plan again, compare, and put the trace into words."""

from collections.abc import Callable, Mapping

from pointsman.engine.binding import bind
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.decision import Decision
from pointsman.engine.explanation import redemption_words as redeeming
from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.stage_words import SHARED, asked_at
from pointsman.engine.explanation.values import at_least_places
from pointsman.engine.explanation.words import MccName, Words
from pointsman.engine.outcome import Outcome, Result, Stage
from pointsman.engine.stages import run_purchase
from pointsman.engine.stages.finding import Finding, StageRun, Step
from pointsman.engine.truth import Purchase

_STAGES = tuple(enumerate(Stage, start=1))
_WORDS: Mapping[Step, Callable[[Words, Finding], ExplainedStep]] = {
    **SHARED,
    Step.BASE: redeeming.base,
    Step.OVERRIDE: redeeming.override,
    Step.OVERRIDES: redeeming.overrides,
    Step.TARGET: redeeming.target,
    Step.POINTS_NEEDED: redeeming.points_needed,
    Step.BANK: redeeming.bank,
    Step.WHOLE: redeeming.whole,
    Step.PARTIAL: redeeming.partial,
    Step.REDEEMED_MINIMUM: redeeming.redeemed_minimum,
}


class ExplanationMismatchError(Exception):
    """The explanation, worked out again, does not reach the decision it is asked to explain."""


def explain_decision(decision: Decision, mcc_name: MccName | None = None) -> Explanation:
    """The explanation of a decision, from its program and its facts alone.

    Raises:
        ExplanationMismatchError: the interpreter comes to another decision.
    """
    program = decision.program
    purchase = Purchase(program.plan, bind(program.plan, program.zone, decision.facts))
    trace = run_purchase(purchase)
    if (trace.result, trace.messages) != (decision.result, decision.messages):
        raise ExplanationMismatchError(
            f"{program.name} {program.digest} decides {trace.result.reason}, "
            f"not {decision.reason} as the decision says"
        )
    words = Words(purchase, decision.facts, mcc_name)
    ran = {stage.stage: stage for stage in trace.stages}
    return Explanation(
        heading=_heading(words, decision),
        summary=_summary(words, decision, trace.result),
        tell=decision.to_json,
        stages=tuple(
            _stage(words, program.places, number, stage, ran.get(stage))
            for number, stage in _STAGES
        ),
    )


def _stage(
    words: Words, places: Mapping[str, str], number: int, stage: Stage, ran: StageRun | None
) -> ExplainedStage:
    if ran is None:
        return ExplainedStage(number, stage, reached=False)
    steps = [placed(places, _WORDS[finding.step](words, finding)) for finding in ran.findings]
    return ExplainedStage(number, stage, reached=True, steps=tuple(steps))


def placed(places: Mapping[str, str], step: ExplainedStep) -> ExplainedStep:
    """The same step, given the place of its rule in the source, as its parts are given theirs.

    What the source does not say is a default: built in, like a rule without a pointer.
    """
    pointer = step.pointer
    if pointer is not None:
        step.place = _place(places, pointer)
        if step.place is None and places:
            step.pointer = None
    for part in step.parts:
        placed(places, part)
    return step


def _place(places: Mapping[str, str], pointer: str) -> str | None:
    """The place of a rule, or of the nearest statement around it."""
    while pointer:
        try:
            return places[pointer]
        except KeyError:
            pointer = pointer.rpartition("/")[0]
    return None


def _heading(words: Words, decision: Decision) -> str:
    program, facts = decision.program, decision.facts
    parts = [f"{program.name} v{program.version}"]
    if facts.id is not None:
        parts.append(facts.id)
    parts.append(words.billing_amount() + _local_amount(words) + _at(words))
    asked = asked_at(words)
    if asked is not None:
        parts.append(f"asked for at {asked}")
    return " · ".join(parts)


def _local_amount(words: Words) -> str:
    """The amount where the purchase was made, shown and never decided on."""
    authorization = words.facts.authorization
    amount, currency = authorization.local_amount, authorization.local_currency
    if amount is None or currency is None or currency == authorization.currency:
        return ""
    exponent = CURRENCIES[currency].exponent or 0
    return f" ({at_least_places(amount, exponent)} {currency})"


def _at(words: Words) -> str:
    authorization = words.facts.authorization
    name = authorization.merchant.name
    code = authorization.mcc
    if code is not None and words.mcc_name is not None and words.mcc_name(code):
        code = f"{code} {words.mcc_name(code)}"
    details = ", ".join(each for each in (code, authorization.country) if each is not None)
    if name is None:
        return f" ({details})" if details else ""
    return f" at {' '.join(name.split())}" + (f" ({details})" if details else "")


def _summary(words: Words, decision: Decision, result: Result) -> str:
    units, outcome = words.units, result.outcome
    if outcome is Outcome.REDEEMED:
        credit = f"{words.money(result.credit)} {units.currency}"
        left = decision.balance_after
        rest = "" if left is None else f", {words.points(left)} left"
        points = f"{words.points(result.points)} {units.points_name}"
        return f"{result.reason}: {points} for {credit}{rest}"
    if outcome is Outcome.DEFERRED and result.target is not None:
        points = f"{words.points(result.target.points)} {units.points_name}"
        credit = f"{words.money(result.target.credit)} {units.currency}"
        return f"{result.reason}: the bank decides on {points} for {credit}"
    eligible = outcome is Outcome.ELIGIBLE
    return f"{result.reason}: {'eligible, not redeemed' if eligible else 'not eligible'}"


__all__ = ["ExplanationMismatchError", "explain_decision"]
