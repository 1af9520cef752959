"""The cursor moves by columns, units and edges, never leaves the axis, and stays in view."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pointsman.tui.model.sweep.explorer import Explorer, explore
from pointsman.tui.model.sweep.here import here_of, told, told_at
from pointsman.tui.model.sweep.listing import lines_of
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import sweep
from tests.tui.sweep_samples import facts, small, world_elite

SERIES = world_elite()
MOVES = {
    "next edge": Explorer.next_edge,
    "previous edge": Explorer.previous_edge,
    "column right": lambda explorer: explorer.by_columns(1),
    "column left": lambda explorer: explorer.by_columns(-1),
    "page right": lambda explorer: explorer.by_columns(10),
    "page left": lambda explorer: explorer.by_columns(-10),
    "unit right": lambda explorer: explorer.by_units(1),
    "unit left": lambda explorer: explorer.by_units(-1),
    "zoom in": Explorer.zoom_in,
    "zoom out": Explorer.zoom_out,
    "all": Explorer.show_all,
    "narrow": lambda explorer: explorer.resize(30),
    "wide": lambda explorer: explorer.resize(130),
}


@pytest.fixture
def explorer() -> Explorer:
    return explore(SERIES, 100)


def test_it_begins_at_the_present_value(explorer: Explorer) -> None:
    assert explorer.cursor == 10_000
    assert explorer.here.points == 1_000_000


def test_a_last_edge_far_off_is_left_out_of_the_first_view(explorer: Explorer) -> None:
    assert explorer.view.shows(72_000)
    assert not explorer.view.shows(500_000)


def test_without_a_present_value_it_begins_at_the_first_edge() -> None:
    program = small()
    series = sweep(program, facts(program, balance=None), Axis.BALANCE)
    assert explore(series, 60).cursor == 1_000_000


def test_edges_one_after_the_other(explorer: Explorer) -> None:
    assert explorer.next_edge()
    assert explorer.cursor == 50_001
    assert explorer.previous_edge()
    assert explorer.cursor == 2_501
    assert explorer.edge == 2


def test_an_edge_out_of_view_brings_the_whole_axis(explorer: Explorer) -> None:
    explorer.go(72_001)
    assert explorer.next_edge()
    assert explorer.cursor == 500_001
    assert explorer.view.start == 0
    assert explorer.view.shows(500_001)


def test_behind_the_last_edge_there_is_none(explorer: Explorer) -> None:
    explorer.go(SERIES.high)
    assert not explorer.next_edge()
    assert explorer.cursor == SERIES.high


def test_before_the_first_edge_there_is_none(explorer: Explorer) -> None:
    explorer.go(0)
    assert explorer.edge is None
    assert not explorer.previous_edge()


def test_columns_begin_at_round_values(explorer: Explorer) -> None:
    width = explorer.view.width
    explorer.go(50_001)
    explorer.by_columns(-1)
    assert explorer.cursor % width == 0
    explorer.by_columns(-1)
    assert explorer.cursor == 50_001 // width * width - width


def test_a_picked_column_gives_the_edge_in_it(explorer: Explorer) -> None:
    explorer.to_column(explorer.view.column_of(50_001))
    assert explorer.cursor == 50_001
    explorer.to_column(1)
    assert explorer.cursor == explorer.view.width


def test_zooming_in_reaches_single_units(explorer: Explorer) -> None:
    explorer.go(50_001)
    for _ in range(20):
        explorer.zoom_in()
    assert explorer.view.width == 1
    assert explorer.view.shows(50_001)


def test_zooming_out_ends_with_the_whole_axis(explorer: Explorer) -> None:
    for _ in range(20):
        explorer.zoom_out()
    whole = explorer.view
    explorer.show_all()
    assert explorer.view == whole
    assert whole.shows(0)
    assert whole.shows(SERIES.high)


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
@settings(max_examples=60)
def test_wherever_one_goes_the_cursor_is_on_the_axis_and_in_view(moves: list[str]) -> None:
    explorer = explore(SERIES, 80)
    for move in moves:
        MOVES[move](explorer)
        assert 0 <= explorer.cursor <= SERIES.high
        assert explorer.view.shows(explorer.cursor)
        assert explorer.view.start % explorer.view.width == 0


def test_columns_hold_the_edges_that_lie_in_them(explorer: Explorer) -> None:
    column = explorer.columns[explorer.view.column_of(50_001)]
    assert [edge.at for edge in column.edges] == [50_001]
    assert explorer.columns is explorer.columns


def test_what_is_told_of_the_view(explorer: Explorer) -> None:
    assert told(explorer) == ("amount 0.00 to 1,000.00 of 6,300.00 USD", "6 edges")
    assert told_at(explorer) == "100.00 USD"
    explorer.show_all()
    assert told(explorer)[0] == "amount 0.00 to 6,300.00 USD"


def test_the_engine_says_what_happens_at_the_cursor(explorer: Explorer) -> None:
    here = here_of(explorer.series.sampler.decision(50_001))
    assert here.summary == "REDEEMED_FULL: 41,668 Miles for 500.01 USD, 18,332 left"
    assert here.steps[0].startswith("· base  500.01 is above 500.00: 0.012 a point")
    assert here.rule == "/conversion/base/tiers/1"


def test_what_stopped_it_is_said_where_nothing_was_converted() -> None:
    here = here_of(SERIES.sampler.decision(500_001))
    assert here.rate is None
    assert here.steps[0].startswith("✗ purchase  5,000.01 is not at most 5,000.00")


def test_the_list_of_edges() -> None:
    line = lines_of(SERIES)[3]
    assert (line.at, line.what) == ("500.00 │ 500.01", "▾ cliff, tier")
    assert (line.points, line.credit) == ("50,000 → 41,668", "500.00 → 500.01")
    assert line.reason == "REDEEMED_FULL"


def test_many_steps_are_one_line() -> None:
    program = small(redemption="partial in steps of 10.00")
    series = sweep(program, facts(program, "5000.00", "1"), Axis.BALANCE)
    lines = [(line.edge, line.at, line.what) for line in lines_of(series)]
    assert lines[1] == (1, "1,999 │ 2,000", "step")
    assert lines[2] == (1, "…", "496 more steps")
    assert lines[3] == (2, "498,999 │ 499,000", "step")
