"""The loop in 64 bits: up to the bounds that it tells, nothing that it works out leaves them."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import pytest

from pointsman.engine.compiled.columns import OUTPUTS, TARGETS
from pointsman.engine.compiled.loop import Loop, make_loop
from pointsman.engine.compiled.rates import ALWAYS, RateRow
from pointsman.engine.plan import Plan
from pointsman.engine.program import Program
from pointsman.engine.slots import Bound, Slot, Value
from tests.properties.drawn import draw
from tests.properties.loop_inputs import LoopInputs, is_listed
from tests.strategies.choices import seeded
from tests.worked.programs import program

LARGEST = 2**63 - 1
PROGRAMS = 150

# Costs whose fractions are large in every way: the bounds are near what a purchase may be.
STEEP = (
    *("0.000000001", "0.999999999", "0.333333333", "1.000000001", "7.123456789"),
    *("99999.999999999", "123456.000000001", "1"),
)


class Beyond64BitsError(Exception):
    """A number that machine code would have wrapped around."""


class Int64(int):
    """An integer whose sums and products refuse to leave 64 bits."""

    def __new__(cls, value: int) -> Self:
        if not -LARGEST - 1 <= value <= LARGEST:
            raise Beyond64BitsError(value)
        return super().__new__(cls, value)


def _checked(name: str) -> Callable[[int, int], Any]:
    plain = getattr(int, name)
    return lambda own, other: Int64(plain(own, other))


for _name in ("add", "sub", "mul", "floordiv", "mod", "and"):
    for _each in (f"__{_name}__", f"__r{_name}__"):
        setattr(Int64, _each, _checked(_each))


def programs() -> list[Program]:
    steep = [
        program(
            points=points,
            conversion=f"base {{ up to 1.00 at 1 above at {rate} }}",
            redemption=f"partial in steps of {step}",
        )
        for rate in STEEP
        for points in ("whole", "2 decimals, rounded up")
        for step in ("0.01", "7777777.77")
    ]
    return [*steep, *(draw(seeded(seed), purchases=0).program for seed in range(PROGRAMS))]


def passing(plan: Plan, amount: int, usable: int) -> Bound:
    """A purchase that gets to stage 5 where filters let it, at any time and for a request too."""
    slots: list[Value] = [None] * (len(Slot) + len(plan.own_facts))
    slots[Slot.CURRENCY], slots[Slot.PROCESSING] = plan.units.currency, "purchase"
    slots[Slot.RESPONSE_CODE], slots[Slot.STATUS] = "00", "GOOD_STANDING"
    slots[Slot.MODE] = sorted(plan.offered)[0]
    slots[Slot.DATE] = plan.first_day
    slots[Slot.AMOUNT], slots[Slot.BALANCE] = amount, usable
    slots[Slot.USABLE] = plan.units.usable(usable)
    return tuple(slots)


def decide(program: Program, loop: Loop, rows: Sequence[Bound]) -> list[tuple[int, ...]]:
    """The loop on numbers that refuse to leave 64 bits."""
    inputs = LoopInputs.of(program.plan, loop, rows)
    arrays = [[Int64(it) for it in array] for array in inputs.arrays]
    outputs: list[list[int]] = [[0] * len(rows) for _ in (*OUTPUTS, *TARGETS)]
    loop.function(is_listed, program.digest)(0, len(rows), *arrays, *outputs)
    return list(zip(*outputs, strict=True))


def sums(row: RateRow, unit: int, amount: int, usable: int) -> list[int]:
    """All that the loop works out with a tier, in integers without end."""
    halved = amount * row.scale + row.half
    return [amount * row.scale, halved, halved // row.divisor * unit, usable * row.worth_scale]


def test_numbers_that_refuse() -> None:
    assert Int64(LARGEST) - 1 + 1 == LARGEST
    leaving: list[Callable[[], int]] = [
        lambda: Int64(LARGEST) + 1,
        lambda: 2 * Int64(LARGEST),
        lambda: -2 - Int64(LARGEST),
    ]
    for leave in leaving:
        with pytest.raises(Beyond64BitsError):
            leave()


def test_up_to_the_bounds_nothing_leaves_64_bits() -> None:
    reached = 0
    for each in programs():
        loop = make_loop(each.plan, each.rates)
        amounts = {loop.largest_amount - less for less in (0, 1, 2, 99)} | {1}
        balances = {loop.largest_balance - less for less in (0, 1, 100)} | {0}
        rows = [passing(each.plan, a, u) for a in amounts if a > 0 for u in balances if u >= 0]
        for _, tier, points, credit, *_ in decide(each, loop, rows):
            reached += tier >= 0
            assert 0 <= points <= loop.largest_balance
            assert 0 <= credit <= loop.largest_amount
        for row in each.rates.rows:
            largest = sums(row, each.plan.units.unit, loop.largest_amount, loop.largest_balance)
            assert max(largest) <= LARGEST
    assert reached > PROGRAMS


def test_just_beyond_them_something_does() -> None:
    bounded = 0
    for each in programs():
        loop, unit = make_loop(each.plan, each.rates), each.plan.units.unit
        rows = each.rates.rows
        if loop.largest_amount < ALWAYS - 1:
            # Points are rounded down to the unit, which may take so much more to leave 64 bits.
            slack = max(row.divisor // row.scale + 1 for row in rows)
            beyond = loop.largest_amount + 1 + slack
            assert max(max(sums(row, unit, beyond, 0)) for row in rows) > LARGEST
            bounded += 1
        if loop.largest_balance < ALWAYS - 1:
            beyond = loop.largest_balance + 1
            assert max(max(sums(row, unit, 0, beyond)) for row in rows) > LARGEST
            bounded += 1
    assert bounded > PROGRAMS


def test_the_loop_itself_leaves_them_there() -> None:
    each = program(conversion="base at 0.001", redemption="partial in steps of 0.01")
    loop = make_loop(each.plan, each.rates)
    rows = [passing(each.plan, loop.largest_amount, 100)]
    assert decide(each, loop, rows)
    with pytest.raises(Beyond64BitsError):
        decide(each, loop, [passing(each.plan, loop.largest_amount + 1, 100)])


def test_a_program_beyond_64_bits_takes_no_row() -> None:
    each = program(redemption="partial in steps of 9999999999999999.97")
    loop = make_loop(each.plan, each.rates)
    assert (loop.largest_amount, loop.largest_balance) == (-1, -1)


def test_no_purchase_reaches_what_stands_for_no_bound() -> None:
    for each in programs():
        loop = make_loop(each.plan, each.rates)
        assert loop.largest_amount < ALWAYS
        assert loop.largest_balance < ALWAYS
