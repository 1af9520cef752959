"""The words of stages 1 to 3 and 6: the conditions every program shares, filters, preferences."""

from pointsman.engine.exact import plain
from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.pieces import step_of
from pointsman.engine.explanation.test_words import explain_test
from pointsman.engine.explanation.values import day
from pointsman.engine.explanation.words import Words
from pointsman.engine.facts import Household
from pointsman.engine.instants import SECOND, format_instant
from pointsman.engine.plan import FilterStep
from pointsman.engine.shared_conditions import MAY_REDEEM, MICROSECONDS_A_DAY
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import Finding, Step
from pointsman.engine.verdicts import Verdict

_MAY_REDEEM = " or ".join(sorted(MAY_REDEEM))


def in_effect(words: Words, finding: Finding) -> ExplainedStep:
    """The purchase date against `effective`."""
    first, last = words.plan.first_day, words.plan.last_day
    if first is None:
        return step_of(finding, "in effect", "the program is always in effect")
    required = f"in {day(first)} to {day(last)}" if last else f"not before {day(first)}"
    date = words.bound[Slot.DATE]
    if not isinstance(date, int):
        return step_of(
            finding, "in effect", "the time of the purchase is not known", required=required
        )
    passed = finding.verdict is Verdict.PASSED
    if last is None:
        says = f"{day(date)} is {'not before' if passed else 'before'} {day(first)}"
    else:
        says = f"{day(date)} is {'' if passed else 'not '}{required}"
    return step_of(finding, "in effect", says, observed=day(date), required=required)


def currency(words: Words, finding: Finding) -> ExplainedStep:
    """The billing currency against the program's."""
    seen, own = str(words.bound[Slot.CURRENCY]), words.units.currency
    passed = finding.verdict is Verdict.PASSED
    says = f"{seen} is the program's currency" if passed else f"{seen} is not the program's {own}"
    return step_of(finding, "currency", says, observed=seen, required=own)


def purchase(words: Words, finding: Finding) -> ExplainedStep:
    """DE003: a purchase, with or without cashback."""
    seen = words.bound[Slot.PROCESSING]
    if seen is None:
        return _missing(finding, "purchase", "processing")
    passed = finding.verdict is Verdict.PASSED
    says = f"processing is {seen}" if passed else f"processing is {seen}, not a purchase"
    return step_of(
        finding, "purchase", says, observed=str(seen), required="purchase or purchase_with_cashback"
    )


def approved(words: Words, finding: Finding) -> ExplainedStep:
    """DE039 is 00."""
    seen = words.bound[Slot.RESPONSE_CODE]
    if seen is None:
        return _missing(finding, "approved", "DE039")
    says = "DE039 is 00" if finding.verdict is Verdict.PASSED else f"DE039 is {seen}, not 00"
    return step_of(finding, "approved", says, observed=str(seen), required="00")


def status(words: Words, finding: Finding) -> ExplainedStep:
    """The account's standing."""
    seen = words.bound[Slot.STATUS]
    if seen is None:
        return _missing(finding, "account status", "account status")
    may = "may" if finding.verdict is Verdict.PASSED else "may not"
    says = f"{seen} {may} redeem"
    return step_of(finding, "account status", says, observed=str(seen), required=_MAY_REDEEM)


def household(words: Words, finding: Finding) -> ExplainedStep:
    """The account's role in its household."""
    seen = words.bound[Slot.HOUSEHOLD]
    required = "no household, or a redeemer in it"
    if seen is None:
        return step_of(
            finding, "redeemer", "not in a household", observed="no household", required=required
        )
    if seen == Household.UNKNOWN:
        return step_of(
            finding,
            "redeemer",
            "the role in the household is not known",
            observed=str(seen),
            required=required,
        )
    may = "may" if finding.verdict is Verdict.PASSED else "may not"
    return step_of(
        finding,
        "redeemer",
        f"{seen} of a household {may} redeem",
        observed=str(seen),
        required=required,
    )


def amount(words: Words, finding: Finding) -> ExplainedStep:
    """The billing amount is above zero."""
    seen = words.billing_amount()
    above = "is above" if finding.verdict is Verdict.PASSED else "is not above"
    return step_of(finding, "amount", f"{seen} {above} zero", observed=seen, required="above zero")


def filtered(words: Words, finding: Finding) -> ExplainedStep:
    """One filter of the program."""
    rule = finding.rule
    if not isinstance(rule, FilterStep):
        raise TypeError("a filter's finding names its filter")
    if rule.test is None:
        return step_of(finding, rule.title, "not checked: an external bank holds the balance")
    truth, bare = finding.verdict.truth, rule.title in {"purchase", "mcc", "country"}
    explained = explain_test(words, rule.title, rule.test, truth, bare)
    explained.pointer = finding.pointer
    if rule.text and not truth:
        explained.says = f"{rule.text}: {explained.says}"
    return explained


def mode(words: Words, finding: Finding) -> ExplainedStep:
    """The cardholder's standing preference."""
    seen = words.bound[Slot.MODE]
    offered = " or ".join(sorted(words.plan.offered, reverse=True))
    if seen is None:
        return step_of(
            finding, "preference", "no mode is set, so it is OFF", observed="OFF", required=offered
        )
    if finding.verdict is Verdict.PASSED or seen == "OFF":
        return step_of(
            finding, "preference", f"the mode is {seen}", observed=str(seen), required=offered
        )
    says = f"the mode is {seen}, which the program does not offer"
    return step_of(finding, "preference", says, observed=str(seen), required=offered)


def cardholder_minimum(words: Words, finding: Finding) -> ExplainedStep:
    """The cardholder's own purchase minimum; `sums` is the minimum."""
    (minimum,) = finding.sums
    title, required = "own minimum", f"over {words.money(minimum)}"
    if finding.verdict is Verdict.NOT_APPLIED:
        says = f"{words.money(minimum)} does not count: the program lets cardholders set none"
        return step_of(finding, title, says)
    seen = words.facts.authorization.amount
    shown = words.money(seen)
    if finding.verdict is Verdict.PASSED:
        return step_of(finding, title, f"{shown} is {required}", observed=shown, required=required)
    short = words.money(minimum - seen + 1)
    says = f"{shown} is not {required}, short by {short}"
    return step_of(finding, title, says, observed=shown, required=required, short_by=short)


def reprocessable(words: Words, finding: Finding) -> ExplainedStep:
    """Whether the earlier reason is one the program offers again."""
    seen, block = str(words.bound[Slot.AFTER]), words.plan.post_purchase
    if block is None:
        return step_of(
            finding, "offered again", "the program redeems no past purchases", observed=seen
        )
    required = ", ".join(sorted(block.after))
    if finding.verdict is Verdict.PASSED:
        return step_of(
            finding, "offered again", f"{seen} is offered again", observed=seen, required=required
        )
    return step_of(
        finding,
        "offered again",
        f"{seen} is not one of {required}",
        observed=seen,
        required=required,
    )


def window(words: Words, finding: Finding) -> ExplainedStep:
    """The request's age against the window; `sums` is the window in days."""
    (days,) = finding.sums
    bought, asked = words.bound[Slot.TIME], words.bound[Slot.REQUESTED_AT]
    required = f"within {days} days"
    if not isinstance(bought, int) or not isinstance(asked, int):
        return step_of(
            finding, "window", "the time of the purchase is not known", required=required
        )
    age = asked - bought
    says = f"asked {_duration(age)} after the purchase"
    if finding.verdict is Verdict.PASSED:
        return step_of(
            finding, "window", f"{says}, {required}", observed=_duration(age), required=required
        )
    late = _duration(age - days * MICROSECONDS_A_DAY)
    says = f"{says}, not {required}, late by {late}"
    return step_of(
        finding, "window", says, observed=_duration(age), required=required, short_by=late
    )


def message(words: Words, finding: Finding) -> ExplainedStep:
    """One message of the program."""
    sent = "sent" if finding.verdict is Verdict.APPLIED else "not sent"
    return step_of(finding, finding.text, sent)


def asked_at(words: Words) -> str | None:
    """When a past purchase was asked for; None for a purchase."""
    request = words.facts.post_purchase
    return None if request is None else format_instant(request.requested_at)


def _duration(microseconds: int) -> str:
    """`14 days 13 h 15 min`, `1 s`, `0.000001 s`."""
    minutes, rest = divmod(microseconds, 60 * SECOND)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    amounts = (
        (f"{days:,}", "day" if days == 1 else "days"),
        (str(hours), "h"),
        (str(minutes), "min"),
        (plain(rest, 6), "s"),
    )
    return " ".join(f"{amount} {unit}" for amount, unit in amounts if amount != "0") or "0 s"


def _missing(finding: Finding, title: str, what: str) -> ExplainedStep:
    return step_of(finding, title, f"{what} is not known", observed="not known")


SHARED = {
    Step.IN_EFFECT: in_effect,
    Step.CURRENCY: currency,
    Step.PURCHASE: purchase,
    Step.APPROVED: approved,
    Step.STATUS: status,
    Step.HOUSEHOLD: household,
    Step.AMOUNT: amount,
    Step.FILTER: filtered,
    Step.MODE: mode,
    Step.CARDHOLDER_MINIMUM: cardholder_minimum,
    Step.REPROCESSABLE: reprocessable,
    Step.WINDOW: window,
    Step.MESSAGE: message,
}
"""The words of each kind of step of these stages."""
