"""Facts to slots: the one place where a purchase meets a plan."""

from collections.abc import Iterator
from datetime import tzinfo
from enum import StrEnum
from typing import Final

from pointsman.engine.exact import Exact
from pointsman.engine.facts import Facts, Household, Mode, Status
from pointsman.engine.instants import local_parts
from pointsman.engine.plan import Plan
from pointsman.engine.problems import BadFactsError, Problem, pointer
from pointsman.engine.slots import NUMBER_PLACES, Bound, Value

_PLAIN: Final[dict[StrEnum | None, str | None]] = {
    None: None,
    **{member: member.value for kind in (Status, Household, Mode) for member in kind},
}


def bind(plan: Plan, zone: tzinfo, facts: Facts) -> Bound:
    """The purchase as slots of `plan`, dates and hours in `zone`.

    Raises:
        BadFactsError: a cardholder amount finer than the program's currency.
    """
    authorization, account = facts.authorization, facts.account
    preferences = account.preferences
    exponent = plan.units.exponent
    balance = account.balance if plan.hosted else None
    request = facts.post_purchase
    merchant = authorization.merchant
    weekday, hour, day = _calendar(authorization.time, zone)
    built_in = (
        authorization.currency,
        authorization.processing,
        authorization.response_code,
        # As plain text: members of an enumeration are slower to look up.
        _PLAIN[account.status],
        _PLAIN[account.household],
        authorization.amount,
        authorization.mcc,
        authorization.country,
        merchant.id,
        None if balance is None else plan.units.usable(balance),
        None if request is None else str(request.after),
        _PLAIN[preferences.mode],
        _minor(preferences.minimum, exponent, "minimum"),
        _minor(preferences.amount, exponent, "amount"),
        account.product,
        day,
        authorization.channel,
        merchant.name,
        _cross_border(facts),
        weekday,
        hour,
        authorization.local_currency,
        merchant.acquirer,
        merchant.terminal,
        balance,
        authorization.time,
        None if request is None else request.requested_at,
    )
    return (*built_in, *_own(plan, facts))


def _cross_border(facts: Facts) -> bool | None:
    merchant, issuer = facts.authorization.country, facts.authorization.issuer_country
    return None if merchant is None or issuer is None else merchant != issuer


def _calendar(time: int | None, zone: tzinfo) -> tuple[int | None, int | None, int | None]:
    """Weekday, hour and ordinal day."""
    if time is None:
        return None, None, None
    day, weekday, hour = local_parts(time, zone)
    return weekday, hour, day


def _minor(amount: Exact | None, exponent: int, name: str) -> int | None:
    """A cardholder's amount in minor units; zero means not set."""
    if amount is None:
        return None
    minor = amount.scaled(exponent)
    if minor is None:
        where = pointer(["account", "preferences", name])
        raise BadFactsError([Problem("too-fine", where, f"`{amount}` is finer than the currency")])
    return minor or None


def _own(plan: Plan, facts: Facts) -> Iterator[Value]:
    for name in plan.own_facts:
        value = facts.account.facts.get(name)
        yield value.scaled(NUMBER_PLACES) if isinstance(value, Exact) else value
