"""Stage 5, redemption: how much credit, for how many points (S-AB; A4, A17, A18, A35)."""

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.outcome import Conversion, Stage, Target
from pointsman.engine.reasons import Reason
from pointsman.engine.record import Record
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import Finding, StageRun, Step, judged
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Truth, Verdict


@frozen(repr=False)
class Redeemed(Record):
    """The stage as it ran: the target, and the points (hundredths) and credit (minor) that move."""

    run: StageRun
    reason: Reason
    target: Target
    points: int = 0
    credit: int = 0


@frozen(repr=False)
class _Move(Record):
    """What would be redeemed, before the smallest credit is checked."""

    reason: Reason
    points: int
    credit: int


def redeem(purchase: Purchase, conversion: Conversion) -> Redeemed:
    """Steps 1 to 6 of stage 5."""
    caps = _caps(purchase)
    credit = min([purchase.amount, *caps])
    points = purchase.plan.units.points_for(credit, conversion.rate)
    target = Target(credit, points)
    findings = [
        _target_finding(purchase, credit, caps),
        Finding(
            Step.POINTS_NEEDED,
            Verdict.APPLIED if points else Verdict.FAILED,
            conversion.rule,
            sums=(credit, points),
        ),
    ]
    if points == 0:
        return _ended(findings, Reason.NOTHING_TO_REDEEM, target)
    if not purchase.plan.hosted:
        findings.append(Finding(Step.BANK, Verdict.APPLIED, "/bank"))
        return _ended(findings, Reason.DEFERRED_TO_BANK, target)
    move = _whole_or_steps(purchase, conversion.rate, target, findings)
    return _at_least(purchase, move, target, findings)


def _ended(findings: list[Finding], reason: Reason, target: Target) -> Redeemed:
    return Redeemed(StageRun(Stage.REDEMPTION, tuple(findings), reason), reason, target)


def _caps(purchase: Purchase) -> list[int]:
    """The program's fixed amount, and the cardholder's where offered and not a request."""
    fixed = purchase.plan.redemption.fixed
    cap = purchase.known(Slot.CAP)
    caps = [] if fixed is None else [fixed]
    if cap is not None and purchase.plan.cap_pointer is not None and not purchase.is_request:
        caps.append(cap)
    return caps


def _target_finding(purchase: Purchase, credit: int, caps: list[int]) -> Finding:
    where = _what_limits(purchase, credit)
    return Finding(Step.TARGET, Verdict.APPLIED, where, None, (credit, *caps))


def _what_limits(purchase: Purchase, credit: int) -> str | None:
    """Where the amount that sets the target is written."""
    if credit == purchase.amount:
        return "/redemption"
    fixed = credit == purchase.plan.redemption.fixed
    return "/redemption/fixed" if fixed else purchase.plan.cap_pointer


def _whole_or_steps(
    purchase: Purchase, rate: Exact, target: Target, findings: list[Finding]
) -> _Move | None:
    usable = purchase.known(Slot.USABLE)
    enough: Truth = None if usable is None else target.points <= usable
    findings.append(judged(Step.WHOLE, enough, "/redemption", target.points, target.credit))
    if enough:
        whole = target.credit == purchase.amount
        reason = Reason.REDEEMED_FULL if whole else Reason.REDEEMED_FIXED
        return _Move(reason, target.points, target.credit)
    return _in_steps(purchase, rate, target, findings)


def _in_steps(
    purchase: Purchase, rate: Exact, target: Target, findings: list[Finding]
) -> _Move | None:
    """k steps by exact worth: rounding never adds one."""
    step = purchase.plan.redemption.step
    if step is None:
        return None
    if not _partial_allowed(purchase):
        findings.append(Finding(Step.PARTIAL, Verdict.NOT_APPLIED, "/post_purchase", sums=(step,)))
        return None
    usable = purchase.known(Slot.USABLE)
    if usable is None:
        findings.append(Finding(Step.PARTIAL, Verdict.UNKNOWN, "/redemption/partial", sums=(step,)))
        return None
    units = purchase.plan.units
    count = min(target.credit // step, units.steps_covered(usable, rate, step))
    credit = count * step
    points = units.points_for(credit, rate)
    moved = points > 0
    findings.append(judged(Step.PARTIAL, moved, "/redemption/partial", step, count, credit, points))
    return _Move(Reason.REDEEMED_PARTIAL, points, credit) if moved else None


def _partial_allowed(purchase: Purchase) -> bool:
    if not purchase.is_request:
        return True
    block = purchase.plan.post_purchase
    return block is not None and block.partial


def _at_least(
    purchase: Purchase, move: _Move | None, target: Target, findings: list[Finding]
) -> Redeemed:
    """Step 6: a credit below the program's smallest is not made."""
    if move is None:
        return _ended(findings, Reason.INSUFFICIENT_BALANCE, target)
    smallest = purchase.plan.redemption.at_least
    if smallest is not None:
        reached = move.credit >= smallest
        findings.append(
            judged(Step.REDEEMED_MINIMUM, reached, "/redemption/redeem_at_least", move.credit)
        )
        if not reached:
            return _ended(findings, Reason.BELOW_REDEEMED_MINIMUM, target)
    run = StageRun(Stage.REDEMPTION, tuple(findings), move.reason)
    return Redeemed(run, move.reason, target, move.points, move.credit)
