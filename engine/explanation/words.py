"""Values in words: how an amount, a code, a date or a list of them is shown to a person."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from attrs import frozen

from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import Exact, grouped, plain, power_of_ten
from pointsman.engine.fact_types import WEEKDAYS, Kind
from pointsman.engine.facts import Facts
from pointsman.engine.plan import Constant, Plan, RateStep
from pointsman.engine.slots import NUMBER_PLACES, Bound
from pointsman.engine.truth import rate_in_force
from pointsman.engine.units import Units

MccName = Callable[[str], str | None]
"""The name of a merchant category code, or None when it has none."""

SHOWN = 8
"""Values of a list that are shown; the rest are counted."""


@frozen(slots=False)
class Words:
    """What the words of one explanation are made from.

    The rule that sets the cost per point is found once, however many steps speak of it.
    """

    plan: Plan
    facts: Facts
    bound: Bound
    mcc_name: MccName | None = None

    @property
    def units(self) -> Units:
        """The program's units."""
        return self.plan.units

    @cached_property
    def rate_rule(self) -> RateStep:
        """The rule that sets the cost per point."""
        return rate_in_force(self.plan, self.bound)

    @property
    def rate(self) -> Exact:
        """The cost per point of this purchase, by its whole amount."""
        return self.rate_rule.tier_for(self.facts.authorization.amount).rate

    def money(self, minor: int) -> str:
        """An amount in the program's currency: `1,000.00`."""
        return self.units.show_money(minor)

    def points(self, hundredths: int) -> str:
        """Points: `7,000`."""
        return self.units.show_points(hundredths)

    def worth(self, amount: Exact) -> str:
        """An exact value of points in money: `76.50`, `2.997`."""
        return at_least_places(amount, self.units.exponent)

    def billing_amount(self) -> str:
        """The purchase's amount in its own currency, which need not be the program's."""
        authorization = self.facts.authorization
        return money_in(authorization.amount, authorization.currency)

    def value(self, kind: Kind, value: Constant | None) -> str:
        """A slot's value as a person writes it; text that could mislead is quoted."""
        if value is None:
            return "not known"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return self._number(kind, value)
        return f'"{value}"' if kind is Kind.TEXT else value

    def code(self, kind: Kind, value: Constant | None) -> str:
        """As `value`, with the name of a merchant category code where it has one."""
        shown = self.value(kind, value)
        name = (
            self.mcc_name(shown)
            if kind is Kind.MCC and value is not None and self.mcc_name
            else None
        )
        return f"{shown} {name}" if name else shown

    def listing(self, kind: Kind, listed: Sequence[Constant | tuple[Constant, Constant]]) -> str:
        """A list as written, cut after a few entries."""
        return cut([self._listed(kind, each) for each in listed])

    def _listed(self, kind: Kind, each: Constant | tuple[Constant, Constant]) -> str:
        if isinstance(each, tuple):
            return f"{self.value(kind, each[0])}..{self.value(kind, each[1])}"
        return self.value(kind, each)

    def _number(self, kind: Kind, value: int) -> str:
        match kind:
            case Kind.MONEY:
                return self.money(value)
            case Kind.POINTS:
                return self.points(value)
            case Kind.NUMBER:
                return plain(value, NUMBER_PLACES)
            case Kind.WEEKDAY:
                return WEEKDAYS[value]
            case Kind.DATE:
                return day(value)
            case _:
                return str(value)


def cut(texts: Sequence[str]) -> str:
    """Texts with commas between them, only the first few when there are many."""
    if len(texts) <= SHOWN:
        return ", ".join(texts)
    return f"{', '.join(texts[:SHOWN])}, … {len(texts):,} in all"


def day(ordinal: int) -> str:
    """An ordinal day as `2026-03-07`."""
    return date.fromordinal(ordinal).isoformat()


def money_in(minor: int, currency: str) -> str:
    """An amount in any currency: `100.00 USD`."""
    exponent = CURRENCIES[currency].exponent or 0
    return f"{grouped(plain(minor, exponent, pad=True))} {currency}"


def at_least_places(amount: Exact, places: int) -> str:
    """An exact decimal for people, with at least so many decimals: `2.997`, `76.50`."""
    shown = max(amount.places, places)
    return grouped(plain(amount.units * power_of_ten(shown - amount.places), shown, pad=True))
