"""The override that applies is found at once, and is the one that trying them in order finds."""

import pytest
from hypothesis import given

from pointsman.engine.fact_types import Kind
from pointsman.engine.override_index import SPELLED, listed_test, selected_by
from pointsman.engine.plan import Plan, Test
from pointsman.engine.slots import Bound, Slot, Value
from pointsman.engine.truth import Purchase, holds, rate_in_force
from tests.engine.override_plans import (
    BY_NAME,
    CROSS_BORDER,
    DOMAIN,
    EARLY,
    ELSEWHERE,
    NOON,
    OF_ONE_FACT,
    OTHERS,
    compared,
    ids_in,
    mccs,
    merchant,
    plan_of,
    plans,
    purchase,
    purchases,
)


def found_in_order(plan: Plan, bound: Bound) -> int | None:
    """What the index stands for: the first override, in the order written, that is true."""
    for number, override in enumerate(plan.overrides):
        assert override.test is not None
        if holds(plan, override.test, bound) is True:
            return number
    return None


@given(plans, purchases)
def test_the_index_finds_what_trying_in_order_finds(plan: Plan, bound: Bound) -> None:
    expected = found_in_order(plan, bound)
    assert Purchase(plan, bound).override_in_force == expected
    rule = plan.base if expected is None else plan.overrides[expected]
    assert rate_in_force(plan, bound) is rule


@pytest.mark.parametrize("test", OF_ONE_FACT)
def test_a_test_with_listed_values_is_true_for_these_alone(test: Test) -> None:
    selected = selected_by(test)
    assert selected is not None
    slot, values = selected
    plan = plan_of([test])
    for value in DOMAIN[Slot(slot)]:
        truth = holds(plan, test, purchase(**{Slot(slot).name: value}))
        assert truth is (None if value is None else value in values)


@pytest.mark.parametrize("test", OTHERS)
def test_other_tests_are_not_listed(test: Test) -> None:
    assert selected_by(test) is None
    assert listed_test(test) is None


@pytest.mark.parametrize(
    ("test", "values"),
    [
        (mccs("5000", "0742"), {"5000", "0742"}),
        (mccs("7995", ("0998", "1001")), {"7995", "0998", "0999", "1000", "1001"}),
        (mccs(("0000", "0000"), ("9999", "9999")), {"0000", "9999"}),
        (merchant("A", "B"), {"A", "B"}),
        (CROSS_BORDER, {True}),
        (NOON, {12}),
        (compared(Slot.PRODUCT, "product", Kind.TEXT, "=", "WEB"), {"WEB"}),
    ],
)
def test_the_values_that_a_test_lists(test: Test, values: set[Value]) -> None:
    selected = selected_by(test)
    assert selected is not None
    assert selected[1] == values


def test_long_ranges_of_codes_are_not_spelled_out() -> None:
    longest = selected_by(mccs(("0000", f"{SPELLED - 1:04d}")))
    assert longest is not None
    assert len(longest[1]) == SPELLED
    assert selected_by(mccs(("0000", f"{SPELLED:04d}"))) is None
    assert selected_by(mccs(("0000", "0599"), ("5000", "5599"))) is None


def test_each_value_leads_to_the_first_override_that_lists_it() -> None:
    index = plan_of([merchant("A"), BY_NAME, merchant("B", "A"), mccs("5000")]).override_index
    assert index.tables == {Slot.MERCHANT_ID: {"A": 0, "B": 2}, Slot.MCC: {"5000": 3}}
    assert index.slots == (Slot.MERCHANT_ID, None, Slot.MERCHANT_ID, Slot.MCC)
    assert index.others == ((1, BY_NAME),)


def test_conditions_after_what_is_found_are_not_tried() -> None:
    plan = plan_of([merchant("A"), EARLY, merchant("B"), ELSEWHERE])
    tried: list[Test] = []

    def never(test: Test) -> bool:
        tried.append(test)
        return False

    assert plan.override_index.first(purchase(merchant_id="B"), never) == 2
    assert tried == [EARLY]


def test_an_unknown_fact_selects_nothing() -> None:
    plan = plan_of([merchant("A"), mccs("5000")])
    assert Purchase(plan, purchase()).override_in_force is None
    assert Purchase(plan, purchase(mcc="5000")).override_in_force == 1


def test_a_plan_without_overrides_has_the_base_in_force() -> None:
    plan = plan_of([])
    assert Purchase(plan, purchase()).rate_in_force is plan.base


def test_an_override_without_a_condition_is_no_override() -> None:
    plan = plan_of([ids_in("A"), None])
    with pytest.raises(ValueError, match="/conversion/overrides/1 has no condition"):
        plan.override_index.first(purchase(), bool)


@given(plans, purchases)
def test_what_a_purchase_keeps_is_what_is_worked_out_afresh(plan: Plan, bound: Bound) -> None:
    kept = Purchase(plan, bound)
    for test in (*plan.override_index.tests, *plan.override_index.tests):
        assert kept.holds(test) is Purchase(plan, bound).holds(test)
