"""The typed form of a program document: what an issuer's program says, and nothing else.

Every class mirrors one object of the JSON document (docs/language.md), field by field and in
the same order; lists keep the order in which they were written. A field that is None was not
written: defaults are applied when the plan is made, so that a default written out is kept.

Units: money is an integer of minor units of the program's currency, points an integer of
hundredths of a point, a cost per point an `Exact` amount of major units for one point.
"""

from enum import StrEnum
from typing import Literal

from attrs import frozen

from pointsman.engine.conditions import Condition
from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import OWN_KINDS, FactType, own_fact
from pointsman.engine.literals import Span
from pointsman.engine.record import Record
from pointsman.engine.selectors import GroupEntry, Selector


class Rounding(StrEnum):
    """How points worked out from money are rounded (S-DR): natural is half up."""

    NATURAL = "natural"
    UP = "up"
    DOWN = "down"


class Precision(StrEnum):
    """What points are counted in: whole points, or hundredths."""

    WHOLE = "whole"
    HUNDREDTHS = "2 decimals"


class Bank(StrEnum):
    """Who holds the balance: us (integration model 1), or the client (models 2 and 3)."""

    HOSTED = "hosted"
    EXTERNAL = "external"


@frozen(repr=False)
class Effective(Record):
    """The local dates on which the program decides purchases, both included (`YYYY-MM-DD`)."""

    from_: str
    to: str | None = None


@frozen(repr=False)
class Points(Record):
    """The name of the points, what they are counted in, and how they are rounded."""

    name: str
    precision: Precision
    rounding: Rounding | None = None


@frozen(repr=False)
class OwnFact(Record):
    """A fact of the issuer's own, handed in under `account.facts`."""

    name: str
    type: Literal["choice", "text", "number"]
    values: tuple[str, ...] | None = None


@frozen(repr=False)
class Group(Record):
    """A named set of merchants: one belongs to it if any one entry matches."""

    name: str
    entries: tuple[GroupEntry, ...]


@frozen(repr=False)
class PurchaseFilter(Record):
    """A bound on the billing amount, in minor units; exactly one of the four is set."""

    over: int | None = None
    at_least: int | None = None
    under: int | None = None
    at_most: int | None = None


@frozen(repr=False)
class BalanceFilter(Record):
    """The redemption minimum: cash value of the balance (minor units), or points (hundredths)."""

    worth_at_least: int | None = None
    at_least: int | None = None


@frozen(repr=False)
class MccFilter(Record):
    """Merchant category codes that pass (`only`) or stop (`except`); exactly one is set."""

    only: tuple[str | Span, ...] | None = None
    except_: tuple[str | Span, ...] | None = None


@frozen(repr=False)
class CountryFilter(Record):
    """Merchant countries, alpha-3, that pass or stop; exactly one is set."""

    only: tuple[str, ...] | None = None
    except_: tuple[str, ...] | None = None


@frozen(repr=False)
class MerchantFilter(Record):
    """Merchants that pass or stop; exactly one is set."""

    only: tuple[Selector, ...] | None = None
    except_: tuple[Selector, ...] | None = None


@frozen(repr=False)
class Requirement(Record):
    """A condition of the issuer's own, and the text shown when it is not met."""

    condition: Condition
    else_: str | None = None


@frozen(repr=False)
class Filter(Record):
    """One statement of the `filters` block; exactly one field is set."""

    purchase: PurchaseFilter | None = None
    balance: BalanceFilter | None = None
    mcc: MccFilter | None = None
    country: CountryFilter | None = None
    merchant: MerchantFilter | None = None
    require: Requirement | None = None


@frozen(repr=False)
class Preferences(Record):
    """What cardholders may choose: ON modes, their own minimum, their own fixed amount."""

    offer: tuple[Literal["next", "all"], ...] | None = None
    cardholder: tuple[Literal["minimum", "amount"], ...] | None = None


@frozen(kw_only=True, repr=False)
class Tier(Record):
    """A cost per point for purchases up to and including `up_to` (None: all above)."""

    up_to: int | None = None
    rate: Exact


@frozen(repr=False)
class OverrideFor(Record):
    """What an override is for; exactly one field is set."""

    merchant: tuple[Selector, ...] | None = None
    mcc: tuple[str | Span, ...] | None = None
    product: tuple[str, ...] | None = None
    country: tuple[str, ...] | None = None
    cross_border: bool | None = None


@frozen(repr=False)
class Base(Record):
    """The base cost per point: one rate, or tiers by purchase amount."""

    rate: Exact | None = None
    tiers: tuple[Tier, ...] | None = None


@frozen(repr=False)
class Override(Record):
    """A cost per point that replaces the base where its condition is true."""

    name: str
    for_: OverrideFor | None = None
    when: Condition | None = None
    rate: Exact | None = None
    tiers: tuple[Tier, ...] | None = None


@frozen(repr=False)
class Conversion(Record):
    """The base cost per point and the overrides in the order in which they are tried."""

    base: Base
    overrides: tuple[Override, ...] | None = None


@frozen(repr=False)
class Partial(Record):
    """Redeem as many steps of this much money as the balance covers."""

    step: int


@frozen(repr=False)
class Redemption(Record):
    """How much of a purchase is redeemed (design: `full`, or `fixed` and/or `partial`)."""

    full: bool | None = None
    partial: Partial | None = None
    fixed: int | None = None
    redeem_at_least: int | None = None


@frozen(repr=False)
class PostPurchase(Record):
    """Redemption of a past purchase: its window, the reasons after which it is offered."""

    within_days: int | None = None
    after: tuple[str, ...] | None = None
    partial: bool | None = None


@frozen(repr=False)
class Communications(Record):
    """Messages: emails by kind, the notification's URL, the text on the statement."""

    email: tuple[str, ...] | None = None
    notify: str | None = None
    statement: str | None = None


@frozen(kw_only=True, repr=False)
class DigitalItem(Record):
    """What points buy outside Pay with Rewards: a matrix item, for one kind of redemption.

    `rate` is the cost per point in major units of the item's currency (the program's when None);
    `redeems` is the redemption item id that cash requests name.
    """

    item: str
    for_: Literal["cashback", "merchandise", "external", "travel"]
    rate: Exact
    named: str | None = None
    redeems: str | None = None
    currency: str | None = None


@frozen(kw_only=True, repr=False)
class Digital(Record):
    """Digital redemptions: the items, and the source codes and partners accepted (None: any)."""

    items: tuple[DigitalItem, ...]
    source: tuple[str, ...] | None = None
    partner: tuple[str, ...] | None = None


@frozen(kw_only=True, repr=False)
class Rules(Record):
    """A whole program, as written."""

    program: str
    version: int
    effective: Effective | None = None
    timezone: str | None = None
    currency: str
    points: Points
    bank: Bank | None = None
    facts: tuple[OwnFact, ...] | None = None
    groups: tuple[Group, ...] | None = None
    filters: tuple[Filter, ...] | None = None
    preferences: Preferences | None = None
    conversion: Conversion
    redemption: Redemption
    post_purchase: PostPurchase | None = None
    communications: Communications | None = None
    digital: Digital | None = None

    @property
    def own_facts(self) -> dict[str, FactType]:
        """The program's own facts by name, as conditions see them."""
        return {
            fact.name: own_fact(fact.name, OWN_KINDS[fact.type], fact.values or ())
            for fact in self.facts or ()
        }
