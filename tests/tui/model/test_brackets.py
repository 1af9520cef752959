import pytest

from pointsman.tui.model.brackets import partner

LINES = [
    'program "a } {" {  # } (',
    "  require (mcc in (1, [2]))",
    "}",
    ") (",
    "(]",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [((0, 16), (2, 0)), ((1, 10), (1, 26)), ((1, 18), (1, 25)), ((1, 22), (1, 24))],
)
def test_partners_are_found_both_ways(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert partner(LINES, *one) == other
    assert partner(LINES, *other) == one


@pytest.mark.parametrize("place", [(0, 11), (0, 21), (0, 0), (1, 9)])
def test_what_is_no_bracket_has_no_partner(place: tuple[int, int]) -> None:
    assert partner(LINES, *place) is None


@pytest.mark.parametrize("place", [(3, 0), (3, 2), (4, 0), (4, 1)])
def test_a_bracket_alone_or_badly_met_has_no_partner(place: tuple[int, int]) -> None:
    assert partner(LINES, *place) is None
