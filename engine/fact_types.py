"""The facts a program may name, with their types: what can be compared with what.

This table is the one place where a built-in fact is declared. The checks of the language,
the binding of facts to slots, the explanation's words and the language reference all read it.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from attrs import frozen

from pointsman.engine.record import Record

CHANNELS: Final = ("chip", "contactless", "magstripe", "manual", "ecommerce", "recurring")
PROCESSINGS: Final = ("purchase", "purchase_with_cashback", "cash", "refund", "other")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YES_NO: Final = ("yes", "no")


class Kind(Enum):
    """The type of a fact. The value is how the type is called in messages.

    As a typed literal: MONEY is an int of minor units of the program's currency, POINTS an int of
    hundredths, NUMBER an `Exact`, WEEKDAY an int 0 (mon) to 6, HOUR an int 0 to 23, DATE an
    int (proleptic ordinal day, as `date.toordinal`), YES_NO a bool, all others text.
    """

    MONEY = "an amount of money"
    POINTS = "a number of points"
    NUMBER = "a number"
    MCC = "a merchant category code"
    COUNTRY = "a country"
    CURRENCY = "a currency"
    CHOICE = "a choice"
    YES_NO = "yes or no"
    WEEKDAY = "a weekday"
    HOUR = "an hour"
    DATE = "a date"
    TEXT = "a text"

    @property
    def ordered(self) -> bool:
        """Whether < <= > >= make sense (design section 2, Expressions)."""
        return self in {Kind.MONEY, Kind.POINTS, Kind.NUMBER, Kind.HOUR, Kind.DATE}

    @property
    def ranged(self) -> bool:
        """Whether `A..B` makes sense in a list."""
        return self.ordered or self in {Kind.MCC, Kind.WEEKDAY}

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators that a fact of this kind takes."""
        order = ("<", "<=", ">", ">=") if self.ordered else ()
        like = ("like", "not like") if self is Kind.TEXT else ()
        return ("=", "!=", *order, "in", "not in", *like)


@frozen(repr=False)
class FactType(Record):
    """A fact that expressions may name."""

    name: str
    kind: Kind
    source: str
    choices: tuple[str, ...] = ()


_BUILT_IN = (
    FactType("amount", Kind.MONEY, "DE006"),
    FactType("mcc", Kind.MCC, "DE018"),
    FactType("country", Kind.COUNTRY, "DE061 subfield 13"),
    FactType("channel", Kind.CHOICE, "DE022 / DE061", CHANNELS),
    FactType("cross_border", Kind.YES_NO, "DE061, DE020", YES_NO),
    FactType("local_currency", Kind.CURRENCY, "DE049"),
    FactType("weekday", Kind.WEEKDAY, "DE007", WEEKDAYS),
    FactType("hour", Kind.HOUR, "DE007"),
    FactType("date", Kind.DATE, "DE007"),
    FactType("merchant.id", Kind.TEXT, "DE042"),
    FactType("merchant.name", Kind.TEXT, "DE043"),
    FactType("acquirer", Kind.TEXT, "DE032"),
    FactType("terminal", Kind.TEXT, "DE041"),
    FactType("processing", Kind.CHOICE, "DE003", PROCESSINGS),
    FactType("product", Kind.TEXT, "account"),
    FactType("balance", Kind.POINTS, "account"),
)

BUILT_IN: Final = {fact.name: fact for fact in _BUILT_IN}

OWN_KINDS: Final = {"choice": Kind.CHOICE, "text": Kind.TEXT, "number": Kind.NUMBER}
"""The kinds of an issuer's own facts, by the word of their declaration."""


def own_fact(name: str, kind: Kind, choices: Iterable[str] = ()) -> FactType:
    """A fact of the issuer's own, handed in with the account."""
    return FactType(name, kind, "account.facts", tuple(choices))


RESERVED: Final = frozenset({"not", "and", "or", "in", "like", "merchant"})
"""Words that an expression could not tell from a fact of that name."""
