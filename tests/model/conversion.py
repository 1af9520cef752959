"""Stage 4 of the model: what a point is worth for a purchase, and points for money."""

from fractions import Fraction
from typing import Any

from tests.model.conditions import code_in, cross_border, holds, merchant_in
from tests.model.numbers import number, rounded
from tests.model.purchase import Json, Purchase
from tests.model.truth import Truth, every


def cost_per_point(document: Json, purchase: Purchase) -> tuple[str, Fraction]:
    """What set the cost per point of this purchase (a JSON pointer), and the cost."""
    conversion = document["conversion"]
    for index, override in enumerate(conversion.get("overrides", ())):
        if _applies(document, purchase, override) is True:
            return f"/conversion/overrides/{index}", _tier(override, purchase.amount)
    return "/conversion/base", _tier(conversion["base"], purchase.amount)


def _applies(document: Json, purchase: Purchase, override: Json) -> Truth:
    truths = [_is_for(document, purchase, override["for"])] if "for" in override else []
    truths += [holds(document, purchase, override["when"])] if "when" in override else []
    return every(truths)


def _is_for(document: Json, purchase: Purchase, selector: Json) -> Truth:
    [(kind, items)] = selector.items()
    if kind == "cross_border":
        return cross_border(purchase)
    return in_list(document, purchase, kind, items)


def _tier(rule: Json, amount: Fraction) -> Fraction:
    for tier in rule.get("tiers", [rule]):
        if "up_to" not in tier or amount <= number(tier["up_to"]):
            return number(tier["rate"])
    raise AssertionError("the last tier has no upper end")


def in_list(document: Json, purchase: Purchase, kind: str, items: Any) -> Truth:
    """The purchase's merchant or code stands in a list; unknown when it is missing."""
    if kind == "merchant":
        return merchant_in(document, purchase, items)
    codes = {"mcc": purchase.mcc, "country": purchase.country, "product": purchase.product}
    return code_in(codes[kind], items)


def unit_of_points(document: Json) -> Fraction:
    """One point, or a hundredth of one."""
    return Fraction(1) if document["points"]["precision"] == "whole" else Fraction(1, 100)


def points_for(document: Json, money: Fraction, cost: Fraction) -> Fraction:
    """The points that so much money takes, rounded once."""
    rounding = document["points"].get("rounding", "natural")
    return rounded(money / cost, unit_of_points(document), rounding)


def usable_balance(document: Json, purchase: Purchase) -> Fraction | None:
    """The balance, rounded down to whole points in a whole program."""
    if purchase.balance is None:
        return None
    return rounded(purchase.balance, unit_of_points(document), "down")


def points_required(document: Json, purchase: Purchase) -> Fraction:
    """Points for the whole purchase, whatever the balance, mode and limits."""
    _, cost = cost_per_point(document, purchase)
    return points_for(document, purchase.amount, cost)
