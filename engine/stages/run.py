"""All six stages in order: the one function that says what a plan means."""

from attrs import frozen

from pointsman.engine.outcome import Result, Stage
from pointsman.engine.plan import Plan
from pointsman.engine.record import Record
from pointsman.engine.slots import Bound
from pointsman.engine.stages.authorization import authorize
from pointsman.engine.stages.communications import communicate
from pointsman.engine.stages.conversion import convert
from pointsman.engine.stages.filters import apply_filters
from pointsman.engine.stages.finding import StageRun, Step
from pointsman.engine.stages.preferences import apply_preferences
from pointsman.engine.stages.redemption import redeem
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Verdict


@frozen(repr=False)
class Trace(Record):
    """A run: its result, the messages it sends, and every stage that was reached."""

    result: Result
    messages: tuple[str, ...]
    stages: tuple[StageRun, ...]


def run(plan: Plan, bound: Bound) -> Trace:
    """Decide a bound purchase, keeping what every step found."""
    return run_purchase(Purchase(plan, bound))


def run_purchase(purchase: Purchase) -> Trace:
    """The same for a purchase that also keeps what was worked out about it on the way."""
    result, stages = _decide(purchase)
    last = communicate(purchase, result)
    sent = tuple(
        finding.text
        for finding in last.findings
        if finding.step is Step.MESSAGE and finding.verdict is Verdict.APPLIED
    )
    return Trace(result, sent, (*stages, last))


def _decide(purchase: Purchase) -> tuple[Result, tuple[StageRun, ...]]:
    stages: list[StageRun] = []
    for stage in (authorize, apply_filters, apply_preferences):
        ran = stage(purchase)
        stages.append(ran)
        if ran.reason is not None:
            return Result(ran.stage, ran.reason), tuple(stages)
    converted = convert(purchase)
    redeemed = redeem(purchase, converted.conversion)
    result = Result(
        stage=Stage.REDEMPTION,
        reason=redeemed.reason,
        conversion=converted.conversion,
        target=redeemed.target,
        points=redeemed.points,
        credit=redeemed.credit,
    )
    return result, (*stages, converted.run, redeemed.run)
