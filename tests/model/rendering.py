"""Stage 6 of the model, and the decision as JSON."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from tests.model.conversion import cost_per_point, points_for, points_required
from tests.model.numbers import padded, plain
from tests.model.preferences import is_on, reprocessable
from tests.model.purchase import Json, Purchase, decimals_of


@frozen
class Ending:
    """Where a decision ended, and what it moves (points, and credit in major units)."""

    stage: str
    reason: str
    points: Fraction = Fraction(0)
    credit: Fraction = Fraction(0)
    target: Fraction | None = None


def _outcome(ending: Ending) -> tuple[str, str | None]:
    if ending.points:
        return "REDEEMED", "60"
    if ending.reason == "DEFERRED_TO_BANK":
        return "DEFERRED", "59"
    if ending.stage in ("authorization", "filters"):
        return "INELIGIBLE", None
    return "ELIGIBLE", "59"


def _messages(document: Json, purchase: Purchase, ending: Ending) -> list[str]:
    communications = document.get("communications", {})
    outcome, _ = _outcome(ending)
    hosted = document.get("bank", "hosted") == "hosted"
    on = is_on(document, purchase)
    due = {
        "redeemed": outcome == "REDEEMED",
        "eligible": outcome == "ELIGIBLE"
        and purchase.after is None
        and ending.reason in reprocessable(document),
        "insufficient balance": ending.reason == "INSUFFICIENT_BALANCE"
        and hosted
        and purchase.balance is not None
        and on,
        "below minimum": ending.reason == "BELOW_PROGRAM_MINIMUM" and on,
    }
    listed = communications.get("email", ())
    emails = [f"email {kind}" for kind, is_due in due.items() if is_due and kind in listed]
    return emails + (["notify"] if "notify" in communications else [])


def as_json(document: Json, purchase: Purchase, ending: Ending) -> dict[str, Any]:
    """The decision JSON of design section 3, without the program's digest."""
    outcome, code = _outcome(ending)
    decimals = decimals_of(document["currency"])
    redeemed = outcome == "REDEEMED"
    balance = None if document.get("bank") == "external" else purchase.balance
    consumed = redeemed and purchase.mode == "NEXT" and purchase.after is None
    return {
        "id": purchase.id,
        "outcome": outcome,
        "code": code,
        "stage": ending.stage,
        "reason": ending.reason,
        **_conversion(document, purchase, ending),
        "points": plain(ending.points),
        "credit": padded(ending.credit, decimals),
        "currency": document["currency"],
        "balance_after": None if balance is None else plain(balance - ending.points),
        "partially_redeemed": redeemed and ending.points < points_required(document, purchase),
        "preference_after": "OFF" if consumed else purchase.mode,
        "messages": _messages(document, purchase, ending),
        "statement": document.get("communications", {}).get("statement") if redeemed else None,
        "program": {"name": document["program"], "version": int(document["version"])},
    }


def _conversion(document: Json, purchase: Purchase, ending: Ending) -> dict[str, str | None]:
    names = ("rule", "cost_per_point", "points_required", "target_credit", "target_points")
    if ending.target is None:
        return dict.fromkeys(names)
    rule, cost = cost_per_point(document, purchase)
    decimals = decimals_of(document["currency"])
    return {
        "rule": rule,
        "cost_per_point": plain(cost),
        "points_required": plain(points_required(document, purchase)),
        "target_credit": padded(ending.target, decimals),
        "target_points": plain(points_for(document, ending.target, cost)),
    }
