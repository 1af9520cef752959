"""The units of one program: its money, its points, and exact arithmetic between the two."""

from attrs import frozen

from pointsman.engine.exact import Exact, grouped, plain, power_of_ten
from pointsman.engine.record import Record
from pointsman.engine.rounding import rounded_quotient
from pointsman.engine.rules import Rounding

RATE_PLACES = 9
"""Decimals a cost per point may have at most."""

_RATE_ONE = power_of_ten(RATE_PLACES)


@frozen(repr=False)
class Units(Record):
    """Currency with its exponent; points with their name, the unit they count in, the rounding.

    `unit` is in hundredths of a point: 100 where points are whole, 1 where they have decimals.
    """

    currency: str
    exponent: int
    points_name: str
    unit: int
    rounding: Rounding

    def quotient(self, amount: int, rate: Exact) -> tuple[int, int]:
        """Numerator and denominator of amount ÷ cost per point, in the unit points count in."""
        per_point = 100 // self.unit
        return amount * _RATE_ONE * per_point, power_of_ten(self.exponent) * nano(rate)

    def points_for(self, amount: int, rate: Exact) -> int:
        """Hundredths of points that `amount` minor units cost at `rate`, rounded once."""
        return rounded_quotient(*self.quotient(amount, rate), self.rounding) * self.unit

    def usable(self, balance: int) -> int:
        """The balance (hundredths) rounded down to what can be spent."""
        return balance - balance % self.unit

    def worth(self, points: int, rate: Exact) -> Exact:
        """The exact cash value, in major units, of `points` hundredths at `rate`."""
        value, places = points * rate.units, rate.places + 2
        while places and value % 10 == 0:
            value, places = value // 10, places - 1
        return Exact(value, places)

    def worth_reaches(self, points: int, rate: Exact, amount: int) -> bool:
        """Whether `points` hundredths at `rate` are worth `amount` minor units or more, exactly."""
        return points * self.worth_scale(rate) >= worth_units(amount)

    def steps_covered(self, points: int, rate: Exact, step: int) -> int:
        """How many whole steps (minor units) `points` hundredths cover by their exact worth."""
        return points * self.worth_scale(rate) // worth_units(step)

    def worth_scale(self, rate: Exact) -> int:
        """The exact worth of a hundredth of a point, in minor units × 100 × 10^9."""
        return nano(rate) * power_of_ten(self.exponent)

    def money(self, minor: int) -> str:
        """`100.00`: money with the currency's decimals, as data."""
        return plain(minor, self.exponent, pad=True)

    def points(self, hundredths: int) -> str:
        """`7000`, `366.66`: points without trailing zeros, as data."""
        return plain(hundredths, 2)

    def show_money(self, minor: int) -> str:
        """`1,000.00`: money for people."""
        return grouped(self.money(minor))

    def show_points(self, hundredths: int) -> str:
        """`7,000`: points for people."""
        return grouped(self.points(hundredths))


def worth_units(minor: int) -> int:
    """Minor units in the units of `Units.worth_scale`."""
    return minor * 100 * _RATE_ONE


def nano(rate: Exact) -> int:
    """A cost per point as an integer of 10^-9 major units."""
    return rate.units * power_of_ten(RATE_PLACES - rate.places)
