"""Redemptions of any shape: never an exception, sums against fractions, order of no account."""

from fractions import Fraction
from itertools import permutations
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pointsman.engine.exact import plain
from pointsman.engine.redemptions import redeem
from pointsman.engine.rules import Precision, Rounding
from tests.engine.redemptions.samples import (
    AT,
    RICH,
    SAMPLES,
    Json,
    changed,
    goods,
    item,
    named_program,
    program,
    request,
)

FIELDS = sorted(
    {key for sample in SAMPLES.values() for key in (*sample, *sample["items"][0])}
    | {"itemSkuCode", "additionalDetails", "other"}
)
PROGRAMS = ("hundredths", "whole", "external bank", "without digital", "yen", "2025")

scalars: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=20)
    | st.sampled_from(["41275", "19068", "65973", "50243", "1", "0.01", "1000", "-1", "EC", "AUD"])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=12,
)
paths = st.sampled_from(
    [
        f"/{key}" if index is None else f"/items/{index}/{key}"
        for key in FIELDS
        for index in (None, 0)
    ]
)
amounts = st.integers(1, 10**9).map(lambda minor: plain(minor, 2))
rates = st.sampled_from(["0.01", "0.03", "0.0045", "1", "0.012", "7", "0.000000001"])
precisions = st.sampled_from(Precision)


@given(anything, st.sampled_from(PROGRAMS))
def test_anything_at_all_gets_an_answer(asked: Any, on: str) -> None:
    decision = redeem(named_program(on), asked, RICH, AT)
    assert not decision.accepted
    assert all(error.description for error in decision.errors)


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.dictionaries(paths, anything, max_size=4),
    st.sampled_from(PROGRAMS),
)
def test_samples_with_anything_in_them_get_an_answer_and_an_explanation(
    name: str, changes: Json, on: str
) -> None:
    assume("/items" not in changes)
    decision = redeem(named_program(on), changed(SAMPLES[name], changes), RICH, AT)
    assert decision.accepted == (not decision.errors)
    assert decision.accepted == (decision.response is not None)
    assert len({error.path for error in decision.errors}) > 0 or decision.accepted
    explanation = decision.explain()
    assert explanation.to_json()["decision"] == decision.to_json()


@given(amounts, rates, precisions, st.sampled_from(Rounding))
def test_cash_against_fractions_and_scenario_2_equals_3(
    cash: str, rate: str, precision: Precision, rounding: Rounding
) -> None:
    one = program(precision, rounding, (item("1", "merchandise", rate, redeems="2"),))
    unit = 1 if precision is Precision.WHOLE else Fraction(1, 100)
    exact = Fraction(cash) / Fraction(rate) / unit
    rounded = {
        Rounding.UP: ceil(exact),
        Rounding.DOWN: floor(exact),
        Rounding.NATURAL: floor(exact + Fraction(1, 2)),
    }[rounding]
    balance = {**RICH, "balance": 10**17 // 100}
    asked = request("MERCHANDISE", goods(cashEquivalent=cash, redemptionItemId="2"))
    decision = redeem(one, asked, balance, AT)
    points = decision.items[0].points
    assert points is not None
    assert Fraction(points, 100) == rounded * unit
    assume(decision.accepted)
    both = changed(asked, {"/items/0/pointsRedeemed": plain(points, 2)})
    agreed = redeem(one, both, balance, AT)
    assert agreed.accepted
    assert (agreed.points, agreed.response) == (decision.points, decision.response)


@given(st.integers(1, 10**9), st.integers(-3, 3), rates, precisions)
def test_cashback_against_fractions(units: int, off: int, rate: str, precision: Precision) -> None:
    one = program(precision, None, (item("1", "cashback", rate),))
    unit = Fraction(1) if precision is Precision.WHOLE else Fraction(1, 100)
    points, cost = units * unit, Fraction(rate)
    minor = round(points * cost * 100) + off
    assume(minor > 0)
    asked = changed(
        SAMPLES["cashback"],
        {
            "/items/0/redemptionMatrixItemId": "1",
            "/items/0/pointsRedeemed": plain(int(points * 100), 2),
            "/items/0/cashbackAmount": plain(minor, 2),
        },
    )
    decision = redeem(one, asked, {**RICH, "balance": 10**12}, AT)
    close = abs(points * cost - Fraction(minor, 100)) < unit * cost
    assert decision.accepted == close


@given(st.integers(0, 10**15), rates, st.sampled_from(["USD", "JPY", "BHD"]))
def test_the_cash_equivalent_is_rounded_down(balance: int, rate: str, currency: str) -> None:
    one = program(items=(item("1", "merchandise", rate, currency=currency),))
    asked = request("MERCHANDISE", goods(pointsRedeemed="0.01", redemptionMatrixItemId="1"))
    response = redeem(one, asked, {**RICH, "balance": plain(balance + 1, 2)}, AT).response
    assert response is not None
    cash, minor = Fraction(str(response["cashEquivalent"])), {"USD": 100, "JPY": 1, "BHD": 1000}
    worth = Fraction(balance, 100) * Fraction(rate)
    assert cash <= worth < cash + Fraction(1, minor[currency])


_THREE = (
    goods(pointsRedeemed=3, redemptionMatrixItemId="41275"),
    goods(cashEquivalent="0.50", redemptionItemId="19068"),
    goods(pointsRedeemed=1, cashEquivalent="10", redemptionItemId="65973"),
    goods(pointsRedeemed="0.5", redemptionMatrixItemId="7"),
)


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_items_in_another_order_are_the_same_in_that_order(order: tuple[int, ...]) -> None:
    whole = named_program("whole")
    straight = redeem(whole, request("MERCHANDISE", *_THREE), RICH, AT)
    mixed = redeem(whole, request("MERCHANDISE", *(_THREE[i] for i in order)), RICH, AT)
    assert [each.to_json() for each in mixed.items] == [straight.items[i].to_json() for i in order]
    back = {f"/items/{new}/": f"/items/{old}/" for new, old in enumerate(order)}
    moved = {(str(error.reason), back[error.path[:9]] + error.path[9:]) for error in mixed.errors}
    assert moved == {(str(error.reason), error.path) for error in straight.errors}
