"""Step 3 of a redemption: the scenario of each item, and its points (S-DR; A19, A24 to A27)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen

from pointsman.engine.exact import plain, power_of_ten
from pointsman.engine.record import Record
from pointsman.engine.redemptions.catalog import ItemKind, OfferedItem
from pointsman.engine.redemptions.refusals import RedemptionError, Refusal
from pointsman.engine.redemptions.request import RequestedItem
from pointsman.engine.units import RATE_PLACES, Units, nano


class Scenario(StrEnum):
    """Who works out the points: nobody (I), the server (II), or both (III)."""

    POINTS = "I"
    CASH = "II"
    BOTH = "III"


WORTH_PLACES: Final = RATE_PLACES + 2
"""Decimals of a major unit in which what points are worth is a whole number."""

COMBINATIONS: Final = (
    "send points with `redemptionMatrixItemId`, cash with `redemptionItemId`, "
    "or points and cash with `redemptionItemId`"
)

_SCENARIOS: Final = {
    # points, cash, matrix item, redemption item
    (True, False, True, False): Scenario.POINTS,
    (False, True, False, True): Scenario.CASH,
    (True, True, False, True): Scenario.BOTH,
    (True, True, True, True): Scenario.BOTH,
}


@frozen(repr=False)
class WorkedItem(Record):
    """What an item comes to. `computed` is its cash in points, in scenarios II and III.

    `points` (hundredths) are what it asks for, right or wrong, None where it does not say;
    `cash` is in minor units of the item's currency, None where the item is not known.
    """

    requested: RequestedItem
    scenario: Scenario | None
    computed: int | None
    points: int | None
    cash: int | None
    errors: tuple[RedemptionError, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The item as JSON values: decimals as text; null is what could not be worked out."""
        requested, offered = self.requested, self.requested.offered
        points, cash = self.points, self.cash
        return {
            "item": requested.name,
            "type": str(requested.kind),
            "scenario": None if self.scenario is None else str(self.scenario),
            "points": None if points is None else plain(points, 2),
            "cash": None if cash is None or offered is None else offered.units.money(cash),
        }


def work_out(item: RequestedItem, currency: str | None, units: Units) -> WorkedItem:
    """The scenario, points and cash of one item, and all that is wrong with them.

    `currency` is what the request says its cash is in; `units` are the program's.
    """
    scenario, offered = _scenario(item), item.offered
    cash = None if offered is None else _cash(item, offered, scenario)
    computed = None
    if offered is not None and cash is not None and scenario in {Scenario.CASH, Scenario.BOTH}:
        computed = offered.units.points_for(cash, offered.rate)
    points = computed if scenario is Scenario.CASH else item.points
    worked = WorkedItem(item, scenario, computed, points, cash)
    errors = tuple(_errors(worked, currency, units))
    return attrs.evolve(worked, errors=errors) if errors else worked


def deviation(points: int, cash: int, offered: OfferedItem) -> int:
    """By how much cash (minor units) differs from what points are worth, in `WORTH_PLACES`."""
    worth = points * nano(offered.rate)
    return abs(worth - cash * power_of_ten(WORTH_PLACES - offered.units.exponent))


def tolerance(offered: OfferedItem) -> int:
    """What one unit of points (a point, or a hundredth) is worth, in `WORTH_PLACES`."""
    return offered.units.unit * nano(offered.rate)


def _scenario(item: RequestedItem) -> Scenario | None:
    """The scenario of what was sent; CASHBACK is always points, and its amount is checked."""
    if item.kind is ItemKind.CASHBACK:
        return Scenario.POINTS
    sent = (
        item.points is not None,
        item.cash is not None,
        item.matrix is not None,
        item.redemption is not None,
    )
    return _SCENARIOS.get(sent)


def _cash(item: RequestedItem, offered: OfferedItem, scenario: Scenario | None) -> int | None:
    """The cash that was sent, or what the points of scenario I are worth, in minor units."""
    if item.cash is not None:
        return item.cash.scaled(offered.units.exponent)
    if scenario is Scenario.POINTS and item.points is not None:
        return offered.cash(item.points)
    return None


def _errors(worked: WorkedItem, currency: str | None, units: Units) -> Iterator[RedemptionError]:
    item = worked.requested
    if worked.scenario is None:
        yield RedemptionError(Refusal.INVALID_INPUT, COMBINATIONS, item.path())
    if names_two_items(item):
        described = f"`{item.matrix}` and `{item.redemption}` are not the ids of one item"
        path = item.path("redemptionMatrixItemId")
        yield RedemptionError(Refusal.INVALID_INPUT, described, path)
    yield from _amount_errors(worked)
    if item.points is not None and item.points % units.unit:
        described = f"the program's points are whole, and {plain(item.points, 2)} has decimals"
        path = item.path("pointsRedeemed")
        yield RedemptionError(Refusal.WHOLE_POINTS_ONLY, described, path)
    offered = item.offered
    if offered is not None and currency not in {None, offered.units.currency}:
        needed = offered.units.currency
        described = f"`currencyCode` is `{currency}`, but item {offered.item} is in {needed}"
        yield RedemptionError(Refusal.INVALID_INPUT, described, "/currencyCode")


def names_two_items(item: RequestedItem) -> bool:
    """Whether both ids are sent, both are the program's, and they are of two items."""
    one, other = item.by_matrix, item.by_redemption
    return one is not None and other is not None and one is not other


def _amount_errors(worked: WorkedItem) -> Iterator[RedemptionError]:
    """Cash that is worth no points, and points and cash that do not agree."""
    item, offered, computed = worked.requested, worked.requested.offered, worked.computed
    if offered is None or worked.cash is None:
        return
    money = offered.units.money(worked.cash)
    if computed == 0:
        described = f"{money} at {offered.rate} a point is 0 points"
        yield RedemptionError(Refusal.INVALID_INPUT, described, item.path("cashEquivalent"))
    elif worked.scenario is Scenario.BOTH and computed is not None and computed != item.points:
        sent, needed = plain(item.points or 0, 2), plain(computed, 2)
        described = f"{money} at {offered.rate} a point is {needed} points, not {sent}"
        yield RedemptionError(Refusal.POINTS_MISMATCH, described, item.path("pointsRedeemed"))
    elif item.kind is ItemKind.CASHBACK and item.points is not None:
        yield from _cashback_errors(item, item.points, worked.cash, offered)


def _cashback_errors(
    item: RequestedItem, points: int, cash: int, offered: OfferedItem
) -> Iterator[RedemptionError]:
    """The amount may differ from the points' worth by less than one unit of points is worth."""
    if deviation(points, cash, offered) < tolerance(offered):
        return
    units = offered.units
    worth, money = units.worth(points, offered.rate), units.money(cash)
    described = (
        f"{plain(points, 2)} points at {offered.rate} a point are worth {worth}, not {money}"
    )
    yield RedemptionError(Refusal.POINTS_MISMATCH, described, item.path("cashbackAmount"))
