"""Arithmetic between money and points: exact, rounded once, against fractions."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Exact
from pointsman.engine.rounding import rounded_quotient
from pointsman.engine.rules import Rounding
from pointsman.engine.units import Units, nano

amounts = st.integers(0, 10**15)
points = st.integers(0, 10**15)
rates = st.builds(Exact, st.integers(1, 10**9 - 1), st.integers(0, 9))
units = st.builds(
    Units,
    st.just("USD"),
    st.sampled_from([0, 2, 3]),
    st.just("Miles"),
    st.sampled_from([1, 100]),
    st.sampled_from(Rounding),
)


def cost(rate: Exact) -> Fraction:
    return Fraction(rate.units, 10**rate.places)


@pytest.mark.parametrize(
    ("numerator", "denominator", "natural", "up", "down"),
    [
        (102467, 10000, 10, 11, 10),
        (55507, 10000, 6, 6, 5),
        (21, 2, 11, 11, 10),
        (1, 2, 1, 1, 0),
        (1045, 100, 10, 11, 10),
        (10, 1, 10, 10, 10),
        (0, 7, 0, 0, 0),
    ],
)
def test_rounding(numerator: int, denominator: int, natural: int, up: int, down: int) -> None:
    found = [rounded_quotient(numerator, denominator, rounding) for rounding in Rounding]
    assert found == [natural, up, down]


@given(units, amounts, rates)
def test_points_for_an_amount(unit: Units, amount: int, rate: Exact) -> None:
    exact = Fraction(amount, 10**unit.exponent) / cost(rate) * 100 / unit.unit
    expected = {
        Rounding.UP: ceil(exact),
        Rounding.DOWN: floor(exact),
        Rounding.NATURAL: floor(exact + Fraction(1, 2)),
    }[unit.rounding]
    assert unit.points_for(amount, rate) == expected * unit.unit


@given(units, points, rates, st.integers(1, 10**12))
def test_worth(unit: Units, balance: int, rate: Exact, amount: int) -> None:
    worth = Fraction(balance, 100) * cost(rate)
    shown = unit.worth(balance, rate)
    assert Fraction(shown.units, 10**shown.places) == worth
    money = Fraction(amount, 10**unit.exponent)
    assert unit.worth_reaches(balance, rate, amount) == (worth >= money)
    assert unit.steps_covered(balance, rate, amount) == worth // money


@given(units, points)
def test_the_usable_balance(unit: Units, balance: int) -> None:
    usable = unit.usable(balance)
    assert usable <= balance < usable + unit.unit
    assert usable % unit.unit == 0


def test_how_units_are_written() -> None:
    unit = Units("KWD", 3, "Dunes", 1, Rounding.NATURAL)
    assert (unit.money(1234567), unit.show_money(1234567)) == ("1234.567", "1,234.567")
    assert (unit.points(700000), unit.points(36666)) == ("7000", "366.66")
    assert unit.show_points(123456750) == "1,234,567.5"
    assert nano(Exact(1, 9)) == 1
