"""Which of a program's messages a decision sends (design section 4, stage 6; S-AB; A16, A40)."""

from typing import Final

from attrs import frozen

from pointsman.engine.outcome import Outcome
from pointsman.engine.plan import Plan
from pointsman.engine.reasons import Reason
from pointsman.engine.record import Record

NOTIFY: Final = "notify"


@frozen(repr=False)
class Occasion(Record):
    """What messages depend on, besides the program."""

    outcome: Outcome
    reason: Reason
    preference_on: bool
    balance_known: bool
    is_request: bool


def messages_sent(plan: Plan, occasion: Occasion) -> tuple[str, ...]:
    """`email redeemed`, `notify` and so on, in the order of the design."""
    emails = (
        f"email {kind}"
        for kind, sends in _EMAILS.items()
        if kind in plan.messages.emails and sends(plan, occasion)
    )
    return (*emails, NOTIFY) if plan.messages.notify else tuple(emails)


def email_is_sent(plan: Plan, kind: str, occasion: Occasion) -> bool:
    """Whether the occasion asks for an email of this kind."""
    return _EMAILS[kind](plan, occasion)


def _redeemed(plan: Plan, occasion: Occasion) -> bool:
    del plan
    return occasion.outcome is Outcome.REDEEMED


def _can_be_redeemed_later(plan: Plan, occasion: Occasion) -> bool:
    block = plan.post_purchase
    return (
        occasion.outcome is Outcome.ELIGIBLE
        and not occasion.is_request
        and block is not None
        and occasion.reason in block.after
    )


def _short_of_points(plan: Plan, occasion: Occasion) -> bool:
    known = plan.hosted and occasion.balance_known
    return occasion.reason is Reason.INSUFFICIENT_BALANCE and known and occasion.preference_on


def _too_small(plan: Plan, occasion: Occasion) -> bool:
    del plan
    return occasion.reason is Reason.BELOW_PROGRAM_MINIMUM and occasion.preference_on


_EMAILS: Final = {
    "redeemed": _redeemed,
    "eligible": _can_be_redeemed_later,
    "insufficient balance": _short_of_points,
    "below minimum": _too_small,
}

EMAILS: Final = tuple(_EMAILS)
"""The kinds of email, in the order in which they are sent."""
