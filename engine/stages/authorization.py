"""Stage 1, authorization: built in, the same for every program (S-AB base rules; A5, A9, A39)."""

from pointsman.engine.facts import Household
from pointsman.engine.outcome import Stage
from pointsman.engine.plan import Plan
from pointsman.engine.reasons import Reason
from pointsman.engine.shared_conditions import APPROVED, MAY_REDEEM, PURCHASES
from pointsman.engine.slots import Slot, Value
from pointsman.engine.stages.finding import StageRun, Step, first_failure, judged
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Truth


def authorize(purchase: Purchase) -> StageRun:
    """The conditions every program shares, in the order of the design's table."""
    bound, plan = purchase.bound, purchase.plan
    day = purchase.known(Slot.DATE)
    same_currency = bound[Slot.CURRENCY] == plan.units.currency
    return first_failure(
        Stage.AUTHORIZATION,
        (
            (
                judged(Step.IN_EFFECT, in_effect(plan, day), effective_pointer(plan)),
                Reason.NOT_IN_EFFECT,
            ),
            (judged(Step.CURRENCY, same_currency, "/currency"), Reason.CURRENCY_MISMATCH),
            (
                judged(Step.PURCHASE, one_of(bound[Slot.PROCESSING], PURCHASES)),
                Reason.NOT_A_PURCHASE,
            ),
            (
                judged(Step.APPROVED, one_of(bound[Slot.RESPONSE_CODE], APPROVED)),
                Reason.NOT_APPROVED,
            ),
            (judged(Step.STATUS, one_of(bound[Slot.STATUS], MAY_REDEEM)), Reason.ACCOUNT_STATUS),
            (judged(Step.HOUSEHOLD, is_redeemer(bound[Slot.HOUSEHOLD])), Reason.NOT_A_REDEEMER),
            (judged(Step.AMOUNT, purchase.amount > 0), Reason.NOTHING_TO_REDEEM),
        ),
    )


def in_effect(plan: Plan, day: int | None) -> Truth:
    """Whether an ordinal day lies in the program's dates, both included."""
    first, last = plan.first_day, plan.last_day
    if first is None:
        return True
    if day is None:
        return None
    return first <= day and (last is None or day <= last)


def effective_pointer(plan: Plan) -> str | None:
    """The rule of those dates; None where the program sets none."""
    return None if plan.first_day is None else "/effective"


def one_of(value: Value, accepted: frozenset[str]) -> Truth:
    """Whether a value is one of those accepted; unknown where it is."""
    return None if value is None else value in accepted


def is_redeemer(household: Value) -> Truth:
    """No household at all may redeem; a household whose role is not known may not (A39)."""
    if household is None:
        return True
    if household == Household.UNKNOWN:
        return None
    return household != Household.NON_REDEEMER
