"""The facts of one purchase as attrs classes: what is known, None for what is not.

Units: `amount` in minor units of `currency` (its own, not the program's), preferences as exact
amounts of major units (their currency is the program's), `balance` in hundredths of a point,
instants in microseconds since 1970-01-01T00:00Z.
"""

from enum import StrEnum

from attrs import field, frozen

from pointsman.engine.exact import Exact
from pointsman.engine.record import Record


class Mode(StrEnum):
    """The cardholder's standing preference (wire: OFF, SNGL, MULT of `redemptionFrequency`)."""

    OFF = "OFF"
    NEXT = "NEXT"
    ALL = "ALL"


class Status(StrEnum):
    """Account status; GOOD_STANDING and REDEEM_ONLY may redeem (S-AB, S-DR)."""

    GOOD_STANDING = "GOOD_STANDING"
    REDEEM_ONLY = "REDEEM_ONLY"
    NEW = "NEW"
    ON_HOLD = "ON_HOLD"
    CANCELLED = "CANCELLED"
    INACTIVE = "INACTIVE"


class Household(StrEnum):
    """The account's role in its household; None in the facts means it is in none."""

    REDEEMER = "REDEEMER"
    PRIMARY_REDEEMER = "PRIMARY_REDEEMER"
    NON_REDEEMER = "NON_REDEEMER"
    UNKNOWN = "UNKNOWN"


@frozen(repr=False)
class Merchant(Record):
    """The merchant of a purchase: DE042, DE043, DE032, DE041."""

    id: str | None = None
    name: str | None = None
    acquirer: str | None = None
    terminal: str | None = None


@frozen(repr=False)
class Authorization(Record):
    """One card authorization, in the terms of the field (domain sheet, section 5)."""

    amount: int
    currency: str
    response_code: str | None = None
    processing: str | None = None
    mcc: str | None = None
    country: str | None = None
    issuer_country: str | None = None
    channel: str | None = None
    local_amount: Exact | None = None
    local_currency: str | None = None
    merchant: Merchant = Merchant()
    time: int | None = None


@frozen(repr=False)
class AccountPreferences(Record):
    """What the cardholder chose. An amount of zero means not set."""

    mode: Mode | None = None
    minimum: Exact | None = None
    amount: Exact | None = None


@frozen(repr=False)
class Account(Record):
    """The account as it stands when the decision is made."""

    status: Status | None = None
    household: Household | None = None
    product: str | None = None
    balance: int | None = None
    preferences: AccountPreferences = AccountPreferences()
    facts: dict[str, str | Exact] = field(factory=dict)


@frozen(repr=False)
class PostPurchaseRequest(Record):
    """A cardholder's later request for a past purchase; `after` is the earlier reason."""

    requested_at: int
    after: str


@frozen(repr=False)
class Facts(Record):
    """Everything a decision may depend on."""

    authorization: Authorization
    account: Account = Account()
    post_purchase: PostPurchaseRequest | None = None
    id: str | None = None
