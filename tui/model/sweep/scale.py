"""What a sweep varies: the amount of the purchase or the balance, as whole numbers."""

from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import MAX_DIGITS, grouped, plain, power_of_ten
from pointsman.engine.facts import Facts
from pointsman.engine.program import Program

MOST: Final = power_of_ten(MAX_DIGITS) - 1
"""No fact has more digits."""


class Axis(StrEnum):
    """What is varied. The value is how it is called."""

    AMOUNT = "amount"
    BALANCE = "balance"

    @property
    def other(self) -> "Axis":
        """The one that is not this one."""
        return Axis.BALANCE if self is Axis.AMOUNT else Axis.AMOUNT

    @property
    def pointer(self) -> str:
        """Where it stands in facts of the native form."""
        return "/authorization/amount" if self is Axis.AMOUNT else "/account/balance"


@frozen
class Scale:
    """An axis with its unit: amounts in minor units, balances in hundredths of a point.

    `grain` is the smallest difference that can matter: a whole point where points are whole.
    """

    axis: Axis
    unit: str
    places: int
    grain: int = 1

    def show(self, value: int) -> str:
        """A value for people: `500.01`, `12,000`."""
        return grouped(self.written(value))

    def written(self, value: int) -> str:
        """A value as facts write it: `500.01`, `12000`."""
        return plain(value, self.places, pad=self.axis is Axis.AMOUNT)

    def of(self, facts: Facts) -> int | None:
        """The value in these facts; None: unknown."""
        if self.axis is Axis.AMOUNT:
            return facts.authorization.amount
        return facts.account.balance

    def put(self, facts: Facts, value: int) -> Facts:
        """The same facts with this value."""
        if self.axis is Axis.AMOUNT:
            return evolve(facts, authorization=evolve(facts.authorization, amount=value))
        return evolve(facts, account=evolve(facts.account, balance=value))


def scale_of(program: Program, facts: Facts, axis: Axis) -> Scale:
    """The scale of an axis. Amounts are counted in the currency of the purchase itself."""
    units = program.plan.units
    if axis is Axis.AMOUNT:
        code = facts.authorization.currency
        known = CURRENCIES.get(code)
        return Scale(axis, code, (known.exponent if known else None) or 0)
    balance = facts.account.balance or 0
    return Scale(axis, units.points_name, 2, 1 if balance % units.unit else units.unit)
