"""The catalogue of a program: what its points buy outside Pay with Rewards, by item id."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs
from attrs import frozen

from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import Exact
from pointsman.engine.record import Record
from pointsman.engine.rules import Digital, DigitalItem
from pointsman.engine.units import Units


class ItemKind(StrEnum):
    """What an item is redeemed as; an external item is asked for as MERCHANDISE (S-DR)."""

    CASHBACK = "cashback"
    MERCHANDISE = "merchandise"
    EXTERNAL = "external"
    TRAVEL = "travel"


@frozen(repr=False)
class OfferedItem(Record):
    """One item of the program: `units` has its currency, `rate` is money for one point.

    `currency` is None where the program sets none for the item, which then has the program's;
    `pointer` is where the item stands in the program's document.
    """

    item: str
    kind: ItemKind
    rate: Exact
    units: Units
    pointer: str
    named: str | None = None
    redeems: str | None = None
    currency: str | None = None

    def cash(self, points: int) -> int:
        """What hundredths of points are worth, in minor units, rounded down."""
        return self.units.steps_covered(points, self.rate, 1)


ItemId = tuple[ItemKind, str]
"""An id stands once for one kind of item."""


@frozen(repr=False)
class Catalog(Record):
    """The items by either of their ids, and who may redeem them; None: anyone, any code."""

    by_matrix: Mapping[ItemId, OfferedItem]
    by_redemption: Mapping[ItemId, OfferedItem]
    sources: frozenset[str] | None = None
    partners: frozenset[str] | None = None


def make_catalog(digital: Digital | None, units: Units) -> Catalog:
    """The catalogue of a program's `digital` block; empty without one.

    Raises:
        KeyError: an item's currency does not exist or has no minor unit (the load checks refuse
            these).
    """
    if digital is None:
        return Catalog({}, {})
    offered = [_offered(i, item, units) for i, item in enumerate(digital.items)]
    return Catalog(
        by_matrix=_by(offered, lambda each: each.item),
        by_redemption=_by(offered, lambda each: each.redeems),
        sources=frozenset(digital.source) if digital.source else None,
        partners=frozenset(digital.partner) if digital.partner else None,
    )


def _by(
    offered: list[OfferedItem], id_of: Callable[[OfferedItem], str | None]
) -> Mapping[ItemId, OfferedItem]:
    ids = ((each, id_of(each)) for each in offered)
    return {(each.kind, id_): each for each, id_ in ids if id_ is not None}


def _offered(index: int, item: DigitalItem, units: Units) -> OfferedItem:
    return OfferedItem(
        item=item.item,
        kind=ItemKind(item.for_),
        rate=item.rate,
        units=units if item.currency is None else _in_currency(units, item.currency),
        pointer=f"/digital/items/{index}",
        named=item.named,
        redeems=item.redeems,
        currency=item.currency,
    )


def _in_currency(units: Units, currency: str) -> Units:
    exponent = CURRENCIES[currency].exponent
    if exponent is None:
        raise KeyError(f"{currency} has no minor unit")
    return attrs.evolve(units, currency=currency, exponent=exponent)
