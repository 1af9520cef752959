"""Stage 6, communications: it always runs, however the decision ended (S-AB; A16, A40)."""

from pointsman.engine.outcome import Outcome, Result, Stage
from pointsman.engine.reasons import Reason
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import Finding, Purchase, StageRun, Step
from pointsman.engine.verdicts import Verdict

EMAILS = ("redeemed", "eligible", "insufficient balance", "below minimum")


def communicate(purchase: Purchase, result: Result) -> StageRun:
    """Which of the program's messages are sent, in the order of the design."""
    messages = purchase.plan.messages
    findings = [
        _finding(f"email {kind}", "/communications/email", _sends(purchase, result, kind))
        for kind in EMAILS
        if kind in messages.emails
    ]
    if messages.notify:
        findings.append(_finding("notify", "/communications/notify", sent=True))
    return StageRun(Stage.COMMUNICATIONS, tuple(findings))


def _finding(text: str, pointer: str, sent: bool) -> Finding:
    verdict = Verdict.APPLIED if sent else Verdict.NOT_APPLIED
    return Finding(Step.MESSAGE, verdict, pointer, text=text)


def _sends(purchase: Purchase, result: Result, kind: str) -> bool:
    match kind:
        case "redeemed":
            return result.outcome is Outcome.REDEEMED
        case "eligible":
            return _can_be_redeemed_later(purchase, result)
        case "insufficient balance":
            known = purchase.plan.hosted and purchase.bound[Slot.BALANCE] is not None
            short = result.reason is Reason.INSUFFICIENT_BALANCE
            return short and known and purchase.preference_on
        case _:
            return result.reason is Reason.BELOW_PROGRAM_MINIMUM and purchase.preference_on


def _can_be_redeemed_later(purchase: Purchase, result: Result) -> bool:
    block = purchase.plan.post_purchase
    return (
        result.outcome is Outcome.ELIGIBLE
        and not purchase.is_request
        and block is not None
        and result.reason in block.after
    )
