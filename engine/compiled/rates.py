"""Every cost per point of a plan as whole numbers that need no more than one division.

With the fractions in lowest terms: points(x) = (x × scale + half) ÷ divisor, rounded down, in the
unit that points count in; a balance covers (usable × worth_scale) ÷ worth_divisor steps, rounded
down; a balance is worth a filter's amount from `reaches` on. They are exact, for the rounding of
the program is in `half`.
"""

from collections.abc import Iterator
from math import gcd
from typing import Final

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.plan import Plan, RateStep, TierStep, Worth
from pointsman.engine.record import Record
from pointsman.engine.rules import Rounding
from pointsman.engine.units import Units, worth_units

ALWAYS: Final = 2**62
"""Stands for "no upper bound": no amount that the columns take is this large."""


ROW_PARTS: Final = ("scale", "half", "divisor", "worth_scale", "worth_divisor")
"""The numbers of a row that generated code calculates with, under these names."""


@frozen(eq=False, repr=False)
class RateRow(Record):
    """One tier of the base or of an override. `up_to` in minor units, `number` counts from 0."""

    number: int
    rule: str
    rate: Exact
    up_to: int
    scale: int
    half: int
    divisor: int
    worth_scale: int
    worth_divisor: int
    reaches: tuple[int, ...]


@frozen(repr=False)
class RateTable(Record):
    """All tiers: those of the overrides in the order written, then those of the base.

    `starts` has the first row of each override, then that of the base.
    """

    rows: tuple[RateRow, ...]
    starts: tuple[int, ...]

    @property
    def base(self) -> int:
        """The number that stands for the base where overrides are numbered."""
        return len(self.starts) - 1


def make_rate_table(plan: Plan) -> RateTable:
    """The table of a plan."""
    rows: list[RateRow] = []
    starts = []
    for step in (*plan.overrides, plan.base):
        starts.append(len(rows))
        rows.extend(_rows(plan, step, len(rows)))
    return RateTable(tuple(rows), tuple(starts))


def worths(plan: Plan) -> list[Worth]:
    """The filters on what the balance is worth, in the order of a row's `reaches`."""
    return [step.test for step in plan.filters if isinstance(step.test, Worth)]


def _rows(plan: Plan, step: RateStep, first: int) -> Iterator[RateRow]:
    for number, tier in enumerate(step.tiers, start=first):
        scale, half, divisor = _points(plan.units, tier)
        worth_scale, worth_divisor = _steps(plan, tier)
        yield RateRow(
            number=number,
            rule=step.pointer,
            rate=tier.rate,
            up_to=ALWAYS if tier.up_to is None else tier.up_to,
            scale=scale,
            half=half,
            divisor=divisor,
            worth_scale=worth_scale,
            worth_divisor=worth_divisor,
            reaches=tuple(_reaches(plan.units, tier, test.amount) for test in worths(plan)),
        )


def _points(units: Units, tier: TierStep) -> tuple[int, int, int]:
    scale, divisor = _lowest(*units.quotient(1, tier.rate))
    if units.rounding is Rounding.NATURAL:
        return 2 * scale, divisor, 2 * divisor
    return scale, divisor - 1 if units.rounding is Rounding.UP else 0, divisor


def _steps(plan: Plan, tier: TierStep) -> tuple[int, int]:
    if plan.redemption.step is None:
        return 0, 1
    return _lowest(plan.units.worth_scale(tier.rate), worth_units(plan.redemption.step))


def _reaches(units: Units, tier: TierStep, amount: int) -> int:
    return -(-worth_units(amount) // units.worth_scale(tier.rate))


def _lowest(numerator: int, denominator: int) -> tuple[int, int]:
    common = gcd(numerator, denominator)
    return numerator // common, denominator // common
