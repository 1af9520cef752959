"""The decision of the model: stages 1, 2, 3 and 5 of the design, one generator or function each."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from tests.model.conditions import holds, local_time
from tests.model.conversion import cost_per_point, in_list, points_for, usable_balance
from tests.model.numbers import number
from tests.model.preferences import cardholder_may_set, is_on, reprocessable
from tests.model.purchase import Json, Purchase, read
from tests.model.rendering import Ending, as_json
from tests.model.truth import Truth, negation

Checks = Iterator[tuple[Truth, str]]
"""Conditions in order, each with the reason when it is not true."""


def decide(document: Json, facts: Json) -> dict[str, Any]:
    """The decision JSON of design section 3; its program has no digest.

    Raises:
        BadInput: facts that are answered with an error and no decision.
    """
    purchase = read(document, facts)
    return as_json(document, purchase, _ending(document, purchase))


def _ending(document: Json, purchase: Purchase) -> Ending:
    stages = {
        "authorization": _authorization(document, purchase),
        "filters": _filters(document, purchase),
        "preferences": _preferences(document, purchase),
    }
    for stage, checks in stages.items():
        for truth, reason in checks:
            if truth is not True:
                return Ending(stage, reason)
    return _least_credit(document, _redemption(document, purchase))


# Stage 1


def _authorization(document: Json, purchase: Purchase) -> Checks:
    yield _in_effect(document, purchase), "NOT_IN_EFFECT"
    yield purchase.currency == document["currency"], "CURRENCY_MISMATCH"
    yield purchase.processing in ("purchase", "purchase_with_cashback"), "NOT_A_PURCHASE"
    yield purchase.response_code == "00", "NOT_APPROVED"
    yield purchase.status in ("GOOD_STANDING", "REDEEM_ONLY"), "ACCOUNT_STATUS"
    yield purchase.household in (None, "REDEEMER", "PRIMARY_REDEEMER"), "NOT_A_REDEEMER"
    yield purchase.amount > 0, "NOTHING_TO_REDEEM"


def _in_effect(document: Json, purchase: Purchase) -> Truth:
    effective = document.get("effective")
    if effective is None:
        return True
    local = local_time(document, purchase)
    if local is None:
        return None
    first = date.fromisoformat(effective["from"])
    last = date.fromisoformat(effective.get("to", "9999-12-31"))
    return first <= local.date() <= last


# Stage 2


def _filters(document: Json, purchase: Purchase) -> Checks:
    for statement in document.get("filters", ()):
        [(kind, rule)] = statement.items()
        if kind == "purchase":
            yield _purchase_filter(purchase, rule)
        elif kind == "balance":
            yield _balance_filter(document, purchase, rule), "BELOW_REDEMPTION_MINIMUM"
        elif kind == "require":
            yield holds(document, purchase, rule["condition"]), "REQUIREMENT_NOT_MET"
        else:
            yield _listed(document, purchase, kind, rule), f"{kind.upper()}_FILTERED"


def _purchase_filter(purchase: Purchase, rule: Json) -> tuple[Truth, str]:
    [(bound, text)] = rule.items()
    amount, limit = purchase.amount, number(text)
    return {
        "over": (amount > limit, "BELOW_PROGRAM_MINIMUM"),
        "at_least": (amount >= limit, "BELOW_PROGRAM_MINIMUM"),
        "under": (amount < limit, "ABOVE_PROGRAM_MAXIMUM"),
        "at_most": (amount <= limit, "ABOVE_PROGRAM_MAXIMUM"),
    }[bound]


def _balance_filter(document: Json, purchase: Purchase, rule: Json) -> Truth:
    if document.get("bank") == "external":
        return True
    balance = usable_balance(document, purchase)
    if balance is None:
        return None
    if "at_least" in rule:
        return balance >= number(rule["at_least"])
    _, cost = cost_per_point(document, purchase)
    return balance * cost >= number(rule["worth_at_least"])


def _listed(document: Json, purchase: Purchase, kind: str, rule: Json) -> Truth:
    [(word, items)] = rule.items()
    found = in_list(document, purchase, kind, items)
    return found if word == "only" else negation(found)


# Stage 3


def _preferences(document: Json, purchase: Purchase) -> Checks:
    if purchase.after is not None:
        yield from _post_purchase(document, purchase)
        return
    yield is_on(document, purchase), "PREFERENCE_OFF"
    if cardholder_may_set(document, "minimum") and purchase.minimum is not None:
        yield purchase.amount > purchase.minimum, "BELOW_CARDHOLDER_MINIMUM"


def _post_purchase(document: Json, purchase: Purchase) -> Checks:
    yield purchase.after in reprocessable(document), "NOT_REPROCESSABLE"
    days = document["post_purchase"].get("within_days")
    if days is not None:
        yield _within_days(purchase, int(days)), "OUTSIDE_WINDOW"


def _within_days(purchase: Purchase, days: int) -> Truth:
    if purchase.time is None or purchase.requested_at is None:
        return None
    elapsed = (purchase.requested_at - purchase.time) // timedelta(microseconds=1)
    return elapsed <= days * 24 * 3600 * 1_000_000


# Stage 5


def _redemption(document: Json, purchase: Purchase) -> Ending:
    _, cost = cost_per_point(document, purchase)
    target = _target(document, purchase)
    needed = points_for(document, target, cost)
    balance = usable_balance(document, purchase)
    if needed == 0:
        return Ending("redemption", "NOTHING_TO_REDEEM", target=target)
    if document.get("bank") == "external":
        return Ending("redemption", "DEFERRED_TO_BANK", target=target)
    if balance is not None and needed <= balance:
        reason = "REDEEMED_FULL" if target == purchase.amount else "REDEEMED_FIXED"
        return Ending("redemption", reason, needed, target, target)
    if balance is not None and _may_be_partial(document, purchase):
        step = number(document["redemption"]["partial"]["step"])
        credit = floor(min(target, balance * cost) / step) * step
        points = points_for(document, credit, cost)
        if points > 0:
            return Ending("redemption", "REDEEMED_PARTIAL", points, credit, target)
    return Ending("redemption", "INSUFFICIENT_BALANCE", target=target)


def _target(document: Json, purchase: Purchase) -> Fraction:
    limits = [purchase.amount]
    if "fixed" in document["redemption"]:
        limits.append(number(document["redemption"]["fixed"]))
    by_cardholder = cardholder_may_set(document, "amount") and purchase.after is None
    if by_cardholder and purchase.fixed is not None:
        limits.append(purchase.fixed)
    return min(limits)


def _may_be_partial(document: Json, purchase: Purchase) -> bool:
    if "partial" not in document["redemption"]:
        return False
    return purchase.after is None or document["post_purchase"].get("partial") is True


def _least_credit(document: Json, ending: Ending) -> Ending:
    least = document["redemption"].get("redeem_at_least")
    if least is None or not ending.points or ending.credit >= number(least):
        return ending
    return Ending(ending.stage, "BELOW_REDEEMED_MINIMUM", target=ending.target)
