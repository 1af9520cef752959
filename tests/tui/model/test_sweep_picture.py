"""The drawing: rows of equal width, values in eighths of a cell, jumps and cliffs to be seen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.programs import load_text
from pointsman.tui.model.sweep.explorer import Explorer, explore
from pointsman.tui.model.sweep.picture import Frame, Ink, gutter_of, picture, rising
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import Series, sweep
from tests.tui.sweep_samples import SMALL, facts, small, world_elite

SERIES = world_elite()
STAIRS = world_elite("7650", Axis.BALANCE)


def drawn(explorer: Explorer, rows: int = 18) -> list[str]:
    """The picture as text."""
    frame = Frame(rows, gutter_of(explorer.series))
    return ["".join(cell.char for cell in row) for row in picture(explorer, frame)]


def inks_of(explorer: Explorer, rows: int = 18) -> set[Ink]:
    """What there is to be seen in the picture."""
    frame = Frame(rows, gutter_of(explorer.series))
    return {cell.ink for row in picture(explorer, frame) for cell in row}


def column(explorer: Explorer, value: int, rows: int = 18) -> str:
    """The characters of the column of a value, from the top."""
    place = gutter_of(explorer.series) + explorer.view.column_of(value)
    return "".join(line[place] for line in drawn(explorer, rows))


@pytest.mark.parametrize("series", [SERIES, STAIRS])
@pytest.mark.parametrize("columns", [8, 60, 130])
@pytest.mark.parametrize("rows", [6, 14, 31])
def test_every_row_is_as_wide_as_the_picture(series: Series, columns: int, rows: int) -> None:
    lines = drawn(explore(series, columns), rows)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {gutter_of(series) + columns}


def test_a_cliff_hangs_over_a_jump() -> None:
    explorer = explore(SERIES, 100)
    assert column(explorer, 50_001).startswith(" ▾▇│█")
    assert {Ink.CLIFF, Ink.POINTS_JUMP, Ink.CREDIT, Ink.GUIDE} <= inks_of(explorer)


def test_an_edge_at_which_a_curve_does_not_jump_has_a_guide_alone() -> None:
    explorer = explore(SERIES, 100)
    credit = column(explorer, 50_001)[10:]
    assert "┊" in credit
    assert "│" not in credit


def test_on_the_axis_of_the_balance_the_cliff_is_one_of_the_credit() -> None:
    program = small(
        'at 0.02 override "Rich" when balance >= 3000 at 0.01', "partial in steps of 1.00"
    )
    series = sweep(program, facts(program, "1000.00"), Axis.BALANCE)
    explorer = explore(series, 100)
    points, credit = column(explorer, 300_000)[:9], column(explorer, 300_000)[9:]
    assert "▾" not in points
    assert "▾" in credit


def test_steps_show_as_stairs_without_guides() -> None:
    explorer = explore(STAIRS, 60)
    assert "┊" not in column(explorer, 600_000)


def test_nothing_redeemed_is_an_empty_picture() -> None:
    program = small(more="filters { purchase over 99999.00 }")
    explorer = explore(sweep(program, facts(program), Axis.AMOUNT), 60)
    assert not inks_of(explorer) & {Ink.POINTS, Ink.CREDIT, Ink.POINTS_FULL, Ink.CREDIT_FULL}


def test_labels_are_in_the_units_of_the_program() -> None:
    lines = drawn(explore(SERIES, 100))
    assert lines[0].startswith(" Miles  10,000 ")
    assert lines[1].lstrip().startswith("60,000 ┤")
    assert lines[8].startswith(" credit in USD  100.00 ")
    assert lines[-3].lstrip().startswith("0.00 ┤")
    assert " 100.00 " in lines[-1]
    assert " 200.00 " in lines[-1]


def test_what_the_bank_is_asked_for_is_called_so() -> None:
    program = small(more="bank external")
    lines = drawn(explore(sweep(program, facts(program), Axis.AMOUNT), 60))
    assert lines[0].startswith(" Points, for the bank to decide  10,000")


def test_the_value_of_the_cursor_stands_alone() -> None:
    explorer = explore(SERIES, 100)
    explorer.go(20_001)
    assert " 200.01 " in drawn(explorer)[-1]
    assert "200.00" not in drawn(explorer)[-1]


def test_a_long_name_is_cut() -> None:
    program = load_text((SMALL % ("at 0.01", "full", "")).replace("Points", "P" * 60), "a.points")
    lines = drawn(explore(sweep(program, facts(program), Axis.AMOUNT), 30))
    assert "P…  10,000" in lines[0]


@given(st.integers(0, 10**18), st.integers(1, 6), st.sampled_from([1, 100]))
def test_labels_rise_in_equal_round_steps_to_the_highest(
    highest: int, intervals: int, unit: int
) -> None:
    labels = rising(highest, intervals, unit)
    assert labels[0] == 0
    assert labels[-1] >= highest
    assert len(labels) <= intervals + 1
    assert {after - before for before, after in pairwise(labels)} == {labels[1]}
