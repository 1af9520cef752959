"""Stage 6, communications: it always runs, however the decision ended (S-AB; A16, A40)."""

from pointsman.engine.messages import EMAILS, NOTIFY, Occasion, email_is_sent
from pointsman.engine.outcome import Result, Stage
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import Finding, StageRun, Step
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Verdict


def communicate(purchase: Purchase, result: Result) -> StageRun:
    """Which of the program's messages are sent, in the order of the design."""
    plan = purchase.plan
    occasion = Occasion(
        outcome=result.outcome,
        reason=result.reason,
        preference_on=purchase.preference_on,
        balance_known=purchase.bound[Slot.BALANCE] is not None,
        is_request=purchase.is_request,
    )
    findings = [
        _finding(f"email {kind}", "/communications/email", email_is_sent(plan, kind, occasion))
        for kind in EMAILS
        if kind in plan.messages.emails
    ]
    if plan.messages.notify:
        findings.append(_finding(NOTIFY, "/communications/notify", sent=True))
    return StageRun(Stage.COMMUNICATIONS, tuple(findings))


def _finding(text: str, pointer: str, sent: bool) -> Finding:
    verdict = Verdict.APPLIED if sent else Verdict.NOT_APPLIED
    return Finding(Step.MESSAGE, verdict, pointer, None, (), text)
