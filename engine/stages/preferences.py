"""Stage 3, preferences: the cardholder's choice, or what a later request must meet.

Sources: S-PRE, S-POST.
"""

from pointsman.engine.outcome import Stage
from pointsman.engine.reasons import Reason
from pointsman.engine.shared_conditions import MICROSECONDS_A_DAY
from pointsman.engine.slots import Slot
from pointsman.engine.stages.finding import (
    Finding,
    StageRun,
    Step,
    first_failure,
    judged,
)
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Truth, Verdict


def apply_preferences(purchase: Purchase) -> StageRun:
    """The standing preference of a purchase; the conditions of a post-purchase request."""
    checks = _of_request(purchase) if purchase.is_request else _of_purchase(purchase)
    return first_failure(Stage.PREFERENCES, checks)


def _of_purchase(purchase: Purchase) -> list[tuple[Finding, Reason]]:
    checks = [(judged(Step.MODE, purchase.preference_on, "/preferences"), Reason.PREFERENCE_OFF)]
    minimum = purchase.known(Slot.MINIMUM)
    if minimum is not None:
        checks.append((_over_minimum(purchase, minimum), Reason.BELOW_CARDHOLDER_MINIMUM))
    return checks


def _over_minimum(purchase: Purchase, minimum: int) -> Finding:
    """The purchase must be over the cardholder's minimum, where the program lets them set one."""
    pointer = purchase.plan.minimum_pointer
    if pointer is None:
        return Finding(
            Step.CARDHOLDER_MINIMUM, Verdict.NOT_APPLIED, "/preferences", sums=(minimum,)
        )
    over = purchase.amount > minimum
    return judged(Step.CARDHOLDER_MINIMUM, over, pointer, minimum)


def _of_request(purchase: Purchase) -> list[tuple[Finding, Reason]]:
    block = purchase.plan.post_purchase
    accepted = block is not None and purchase.bound[Slot.AFTER] in block.after
    pointer = "/post_purchase" if block else None
    checks = [(judged(Step.REPROCESSABLE, accepted, pointer), Reason.NOT_REPROCESSABLE)]
    if block is not None and block.within_days is not None:
        checks.append(
            (
                judged(
                    Step.WINDOW,
                    _in_window(purchase, block.within_days),
                    "/post_purchase/within_days",
                    block.within_days,
                ),
                Reason.OUTSIDE_WINDOW,
            )
        )
    return checks


def _in_window(purchase: Purchase, days: int) -> Truth:
    """At most N × 24 hours after the purchase; a purchase without a time is outside."""
    bought, asked = purchase.known(Slot.TIME), purchase.known(Slot.REQUESTED_AT)
    if bought is None or asked is None:
        return None
    return asked - bought <= days * MICROSECONDS_A_DAY
