"""The numbers of `reference.points`, read from the opened program, for those who write it anew.

Every peer, the hand-written Python and the C loop take their sets and rates from here, so that
the program stands in one place only.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.literals import Span
from pointsman.engine.program import Program
from pointsman.engine.rules import Override, Tier
from pointsman.programs import load

REFERENCE = Path(__file__).parent.parent / "reference.points"
RATE_PLACES = 6
"""Every cost per point of the reference program is a whole number of millionths of a dollar."""

Said = TypeVar("Said")

Tiers = tuple[tuple[int | None, int], ...]
"""Upper bound in cents (None: all above) and cost per point in millionths of a dollar."""


@frozen
class Terms:
    """What the program says: amounts in cents, rates in millionths of a dollar for a point."""

    over: int
    worth: int
    step: int
    mcc_ranges: tuple[tuple[str, str], ...]
    mcc_singles: tuple[str, ...]
    countries: tuple[str, ...]
    merchants: tuple[str, ...]
    base: Tiers
    by_merchant: dict[str, Tiers]
    by_product: dict[str, Tiers]

    @property
    def mccs(self) -> frozenset[str]:
        """All excluded codes, the ranges written out."""
        spans = (range(int(low), int(high) + 1) for low, high in self.mcc_ranges)
        return frozenset(f"{code:04d}" for span in spans for code in span) | set(self.mcc_singles)


@cache
def program() -> Program:
    """The reference program, opened once."""
    return load(REFERENCE)


@cache
def terms() -> Terms:
    """The terms of the reference program.

    Raises:
        LookupError: the file no longer says what the benchmarks are about.
    """
    rules = program().rules
    filters = rules.filters or ()
    purchase = _said(next((each.purchase for each in filters if each.purchase), None))
    balance = _said(next((each.balance for each in filters if each.balance), None))
    mcc = _said(next((each.mcc for each in filters if each.mcc), None))
    country = _said(next((each.country for each in filters if each.country), None))
    merchant = _said(next((each.merchant for each in filters if each.merchant), None))
    codes = _said(mcc.except_)
    by_merchant, by_product = _own_rates(rules.conversion.overrides or ())
    return Terms(
        over=_said(purchase.over),
        worth=_said(balance.worth_at_least),
        step=_said(rules.redemption.partial).step,
        mcc_ranges=tuple((str(c.from_), str(c.to)) for c in codes if isinstance(c, Span)),
        mcc_singles=tuple(code for code in codes if isinstance(code, str)),
        countries=_said(country.only),
        merchants=tuple(_said(entry.id) for entry in _said(merchant.except_)),
        base=_tiers(_said(rules.conversion.base.tiers)),
        by_merchant=by_merchant,
        by_product=by_product,
    )


def _said(value: Said | None) -> Said:
    if value is None:
        raise LookupError("reference.points no longer says what the benchmarks are about")
    return value


def _own_rates(overrides: Sequence[Override]) -> tuple[dict[str, Tiers], dict[str, Tiers]]:
    """Rates by merchant and by product: every override is for one of either."""
    by_merchant: dict[str, Tiers] = {}
    by_product: dict[str, Tiers] = {}
    for override in overrides:
        chosen = _said(override.for_)
        if chosen.merchant is not None:
            (entry,) = chosen.merchant
            by_merchant[_said(entry.id)] = _rates(override)
        else:
            (product,) = _said(chosen.product)
            by_product[product] = _rates(override)
    return by_merchant, by_product


def _rates(override: Override) -> Tiers:
    if override.rate is not None:
        return ((None, _millionths(override.rate)),)
    return _tiers(override.tiers or ())


def _tiers(tiers: Sequence[Tier]) -> Tiers:
    return tuple((tier.up_to, _millionths(tier.rate)) for tier in tiers)


def _millionths(rate: Exact) -> int:
    scaled = rate.scaled(RATE_PLACES)
    if scaled is None:
        raise LookupError(f"{rate} is finer than a millionth of a dollar")
    return scaled
