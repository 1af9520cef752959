"""A sweep finds every edge to the unit, and names it in the words of the field."""

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pointsman.engine.program import Program
from pointsman.engine.reasons import Reason
from pointsman.tui.model.sweep.edges import Edge, EdgeKind
from pointsman.tui.model.sweep.sample import sample_of
from pointsman.tui.model.sweep.scale import Axis, scale_of
from pointsman.tui.model.sweep.search import Search, regime
from pointsman.tui.model.sweep.series import BUDGET, LISTED_STEPS, Series, sweep
from tests.properties.drawn import Drawn, drawn
from tests.tui.sweep_samples import facts, small, world_elite

TIERS = "{ up to 500.00 at 0.01 above at 0.012 }"
STEPS = "partial in steps of 10.00"


def edges(
    program: Program, axis: Axis, amount: str = "100.00", balance: str | None = "60000"
) -> list[tuple[int, str]]:
    """Where the edges are, and what they are called."""
    series = sweep(program, facts(program, amount, balance), axis)
    return [(edge.at, edge.words) for edge in series.edges]


def test_the_cliff_of_the_world_elite_program_lies_between_500_00_and_500_01() -> None:
    series = world_elite()
    cliff = next(edge for edge in series.edges if edge.cliff)
    assert (cliff.before.value, cliff.after.value) == (50000, 50001)
    assert (cliff.before.points, cliff.after.points) == (5_000_000, 4_166_800)
    assert cliff.words == "cliff, tier"


def test_all_edges_of_the_world_elite_program() -> None:
    assert [(edge.before.value, edge.words) for edge in world_elite().edges] == [
        (0, "another reason"),
        (2000, "another reason"),
        (2500, "starts redeeming"),
        (50000, "cliff, tier"),
        (72000, "balance runs out"),
        (500000, "stops redeeming"),
    ]


def test_a_purchase_that_the_balance_does_not_cover_stops_redeeming_where_all_is_asked() -> None:
    assert edges(small(), Axis.AMOUNT) == [
        (1, "starts redeeming"),
        (60001, "stops redeeming, balance runs out"),
    ]


def test_a_fixed_amount_is_a_cap() -> None:
    assert (5001, "cap reached") in edges(small(redemption="fixed 50.00"), Axis.AMOUNT)


def test_a_better_price_for_large_purchases_is_a_cliff_also_where_the_credit_is_fixed() -> None:
    assert (50001, "cliff, tier") in edges(small(TIERS, "fixed 50.00"), Axis.AMOUNT)


def test_a_worse_price_for_large_purchases_is_a_tier_and_no_cliff() -> None:
    program = small("{ up to 50.00 at 0.02 above at 0.01 }")
    assert (5001, "tier") in edges(program, Axis.AMOUNT)


def test_an_override_that_begins_with_an_amount_is_another_rule() -> None:
    program = small('at 0.01 override "Big" when amount > 80.00 at 0.02')
    assert (8001, "cliff, another rule") in edges(program, Axis.AMOUNT)


def test_an_interval_between_two_neighbours_of_the_grid_is_found_by_its_own_numbers() -> None:
    program = small('at 0.01 override "Odd" when amount in (123.45..123.46) at 0.02')
    found = edges(program, Axis.AMOUNT, "9000.00", "10000000")
    assert (12345, "cliff, another rule") in found
    assert (12347, "another rule") in found


def test_each_step_of_a_partial_redemption_is_an_edge_of_the_balance() -> None:
    found = edges(small(redemption=STEPS), Axis.BALANCE)
    steps = [(points * 100_000, "step") for points in range(2, 10)]
    assert found == [(100_000, "starts redeeming"), *steps, (1_000_000, "balance covers it")]


def test_hundreds_of_steps_are_told_together_with_their_ends_found_to_the_point() -> None:
    series = sweep(program := small(redemption=STEPS), facts(program, "5000.00", "1"), Axis.BALANCE)
    (stairs,) = series.stairs
    assert stairs.count == 498
    assert stairs.first[1].value == 200_000
    assert stairs.last[1].value == 49_900_000
    assert [edge.at for edge in series.edges] == [100_000, 200_000, 49_900_000, 50_000_000]


def test_where_more_points_buy_less_is_a_cliff_of_the_balance() -> None:
    program = small('at 0.02 override "Rich" when balance >= 3000 at 0.01', STEPS)
    found = dict(edges(program, Axis.BALANCE, "1000.00"))
    assert found[300_000] == "cliff, another rule"


def test_an_external_bank_is_asked_for_the_target() -> None:
    program = small(more="bank external")
    series = sweep(program, facts(program), Axis.AMOUNT)
    assert [(edge.at, edge.words) for edge in series.edges] == [(1, "the bank decides")]
    sample = series.sampler.at(12345)
    assert (sample.deferred, sample.points, sample.credit) == (True, 1_234_500, 12345)


def test_leaving_the_bank_is_an_edge() -> None:
    program = small(more="bank external filters { purchase at most 50.00 }")
    assert (5001, "no longer the bank's") in edges(program, Axis.AMOUNT)


def test_an_unknown_balance_is_swept_from_nothing() -> None:
    series = sweep(program := small(), facts(program, balance=None), Axis.BALANCE)
    assert series.present is None
    assert [edge.at for edge in series.edges] == [1_000_000]


def test_a_whole_program_counts_in_whole_points() -> None:
    program = small()
    assert scale_of(program, facts(program), Axis.BALANCE).grain == 100
    assert scale_of(program, facts(program, balance="7.5"), Axis.BALANCE).grain == 1


def test_a_purchase_in_another_currency_is_counted_in_its_own() -> None:
    program = small()
    foreign = facts(program)
    foreign = evolve(foreign, authorization=evolve(foreign.authorization, currency="JPY"))
    series = sweep(program, foreign, Axis.AMOUNT)
    assert series.scale.places == 0
    assert series.edges == ()


def test_values_of_18_digits_are_decided_too() -> None:
    program = small()
    series = sweep(program, facts(program, "9999999999999999.99", "1"), Axis.AMOUNT)
    assert series.high == 10**18 - 1
    assert [edge.at for edge in series.edges] == [1, 2]


def test_the_axis_ends_a_quarter_behind_what_happens_last() -> None:
    assert world_elite().high == 630_000


def test_a_search_without_budget_says_that_it_is_not_complete() -> None:
    series = world_elite()
    low, high = series.sampler.at(0), series.sampler.at(500_001)
    search = Search(series.sampler, 3)
    search.changes([low, high], regime)
    assert not search.complete


@given(drawn(purchases=1), st.sampled_from(Axis))
@settings(max_examples=40)
def test_every_edge_is_real_and_none_is_missing(case: Drawn, axis: Axis) -> None:
    program = case.program
    read = program.read_facts(case.purchases[0])
    series = sweep(program, read, axis)
    assert len(series.sampler.known) <= 4 * BUDGET
    for edge in series.edges:
        check_is_real(series, edge)
    if series.complete:
        check_none_is_missing(series)


def check_is_real(series: Series, edge: Edge) -> None:
    """The neighbours are decided as the edge says, and differ."""
    scale, sampler = series.scale, series.sampler
    assert edge.after.value - edge.before.value == scale.grain
    for sample in (edge.before, edge.after):
        decision = sampler.program.decide(scale.put(sampler.facts, sample.value))
        assert sample == sample_of(sample.value, decision)
        assert sample.reason is decision.reason
    told = EdgeKind.STEP in edge.kinds
    assert told or regime(edge.before) != regime(edge.after)


def check_none_is_missing(series: Series) -> None:
    """Neighbouring samples that were decided differently have an edge between them."""
    places = {edge.at for edge in series.edges}
    for before, after in pairwise(series.samples):
        if regime(before) != regime(after):
            assert after.value in places
        elif before.reason is Reason.REDEEMED_PARTIAL and before.credit != after.credit:
            assert series.stairs or after.value in places


@pytest.mark.parametrize("steps", [LISTED_STEPS, LISTED_STEPS + 1])
def test_up_to_200_steps_are_listed_one_by_one(steps: int) -> None:
    # The first step starts redeeming and the last covers the purchase: neither is a mere step.
    program = small(redemption=STEPS)
    series = sweep(program, facts(program, f"{(steps + 2) * 10}.00", "1"), Axis.BALANCE)
    assert bool(series.stairs) == (steps > LISTED_STEPS)
    if not series.stairs:
        assert sum(edge.step for edge in series.edges) == steps
