"""Views are cut at round numbers, and every value of them lies in exactly one column."""

from hypothesis import given
from hypothesis import strategies as st

from pointsman.tui.model.sweep.view import View, fitted, width_at_least, width_at_most

GRAINS = st.sampled_from([1, 100])


def test_widths_are_round() -> None:
    widths = [width_at_least(wanted, 1) for wanted in (1, 7, 9, 11, 13, 81, 90, 101, 700)]
    assert widths == [1, 8, 10, 12, 15, 100, 100, 120, 800]
    assert [width_at_most(wanted, 1) for wanted in (0, 7, 99, 101)] == [1, 6, 80, 100]


def test_ticks_are_round_and_have_room() -> None:
    view = View(start=4500_00, width=8_00, columns=100, grain=1)
    assert view.ticks(12) == [4500_00 + 100_00 * number for number in range(8)]


@given(st.integers(0, 10**18), st.integers(1, 300), GRAINS)
def test_a_fitted_view_shows_all(last: int, columns: int, grain: int) -> None:
    last -= last % grain
    view = fitted(last, columns, grain)
    assert view.shows(0)
    assert view.shows(last)
    assert view.width % grain == 0


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(1, 200), GRAINS)
def test_a_value_lies_between_the_ends_of_its_column(
    start: int, width: int, columns: int, grain: int
) -> None:
    view = View(start * width * grain, width * grain, columns, grain)
    for column in {0, columns // 2, columns - 1}:
        first, last = view.span_of(column)
        assert view.column_of(first) == view.column_of(last) == column
        assert view.column_of(last + grain) == column + 1


@given(st.integers(0, 10**9), st.integers(1, 10**5), st.integers(1, 200))
def test_a_zoom_keeps_its_value_in_view(value: int, width: int, columns: int) -> None:
    view = View(0, width, columns, 1).centred(value)
    assert view.shows(value)
    for other in (width_at_most(width // 2, 1), width_at_least(width * 2, 1)):
        assert view.around(value, other).shows(value)
