from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Exact
from pointsman.engine.lots import Allocation, Lot, LotsError, consume, expire
from pointsman.engine.reversal import (
    Redemption,
    RedemptionType,
    Refusal,
    Reversal,
    ReversalError,
    reverse,
)

MERCHANDISE, TRAVEL, CASHBACK = (
    RedemptionType.MERCHANDISE,
    RedemptionType.TRAVEL,
    RedemptionType.CASHBACK,
)
LOTS = (Lot("A", 0, 100, 0, 500), Lot("B", 0, 200, 300, 700), Lot("C", 0, None, 50, 50))
TAKEN = (Allocation("A", 500), Allocation("B", 400))
WHOLE_OR_NOT = pytest.mark.parametrize("whole", [True, False], ids=["whole", "2 decimals"])


def redemption(type_: RedemptionType = MERCHANDISE, credited: int = 0) -> Redemption:
    return Redemption(type_, TAKEN, credited)


def back(points: str | None = None, at: int = 50, **others: Any) -> Reversal:
    given = None if points is None else exact(points)
    return reverse(redemption(**others), LOTS, at, given)


def exact(text: str) -> Exact:
    number = Exact.parse(text.removeprefix("-"))
    return attrs.evolve(number, units=-number.units) if text.startswith("-") else number


def held(reversal: Reversal) -> list[int]:
    return [lot.remaining for lot in reversal.lots]


def reasons(reversal: Reversal) -> list[str]:
    return [str(error.reason) for error in reversal.errors]


@pytest.mark.parametrize("type_", [MERCHANDISE, TRAVEL])
def test_a_full_reversal_gives_everything_back(type_: RedemptionType) -> None:
    reversal = back(type_=type_)
    assert reversal.accepted
    assert (reversal.credited, reversal.remaining, held(reversal)) == (900, 0, [500, 700, 50])
    assert reversal.returned == (Allocation("B", 400), Allocation("A", 500))


def test_the_dates_of_the_lots_do_not_change() -> None:
    for before, after in zip(LOTS, back().lots, strict=True):
        assert attrs.evolve(after, remaining=before.remaining) == before


@pytest.mark.parametrize(
    ("credited", "points", "expected"),
    [
        (0, "0.01", [0, 301, 50]),
        (0, "4", [0, 700, 50]),
        (0, "4.01", [1, 700, 50]),
        (100, "3", [0, 600, 50]),
        (100, "3.50", [50, 600, 50]),
        (400, "5", [500, 300, 50]),
        (899, "0.01", [1, 300, 50]),
        (450, None, [450, 300, 50]),
    ],
)
def test_what_was_taken_last_goes_back_first(
    credited: int, points: str | None, expected: list[int]
) -> None:
    reversal = back(points, credited=credited)
    assert held(reversal) == expected
    assert reversal.remaining == 900 - credited - reversal.credited


def test_reverse_3_of_3_leaves_nothing_to_give_back() -> None:
    lots = (Lot("L1", 0, 10, 9700),)
    three = Redemption(MERCHANDISE, (Allocation("L1", 300),))
    reversal = reverse(three, lots, 5, Exact(3), whole=True)
    assert (reversal.remaining, held(reversal)) == (0, [10000])


@pytest.mark.parametrize("at", [99, 100, 101])
def test_points_of_an_expired_lot_expire_at_once(at: int) -> None:
    reversal = back(at=at)
    late = at >= 100
    assert reversal.credited == 900
    assert reversal.remaining == 0
    assert held(reversal) == [0 if late else 500, 700, 50]
    assert reversal.expired == ((Allocation("A", 500),) if late else ())


@WHOLE_OR_NOT
@pytest.mark.parametrize("points", ["0", "-1", "-3"])
def test_nothing_and_less_is_invalid(points: str, whole: bool) -> None:
    reversal = reverse(redemption(), LOTS, 50, exact(points), whole)
    assert reversal.errors == (
        ReversalError(
            Refusal.INVALID_INPUT,
            f"the points to give back must be above 0, not {points}",
            "/points",
        ),
    )


@pytest.mark.parametrize(
    ("points", "whole", "expected"),
    [
        ("3.5", True, ["WHOLE_POINTS_ONLY"]),
        ("3.5", False, []),
        ("3.0", True, []),
        ("3.00", True, []),
        ("3.001", True, ["WHOLE_POINTS_ONLY"]),
        ("3.001", False, ["INVALID_INPUT"]),
        ("3.000", False, []),
        ("-0.5", True, ["INVALID_INPUT", "WHOLE_POINTS_ONLY"]),
        ("-0.001", False, ["INVALID_INPUT"]),
        ("9", True, []),
        ("9.01", False, ["CREDIT_EXCEEDS_REDEMPTION"]),
        ("9.001", False, ["INVALID_INPUT", "CREDIT_EXCEEDS_REDEMPTION"]),
        ("9.5", True, ["WHOLE_POINTS_ONLY", "CREDIT_EXCEEDS_REDEMPTION"]),
    ],
)
def test_points_fit_the_program_and_the_redemption(
    points: str, whole: bool, expected: list[str]
) -> None:
    assert reasons(reverse(redemption(), LOTS, 50, exact(points), whole)) == expected


def test_points_need_not_be_in_lowest_terms() -> None:
    assert reverse(redemption(), LOTS, 50, Exact(300, 2), whole=True).credited == 300


def test_no_more_than_remains_is_given_back() -> None:
    (error,) = back("5.01", credited=400).errors
    assert (error.reason, error.path) == (Refusal.CREDIT_EXCEEDS_REDEMPTION, "/points")
    assert error.description == "5.01 points are asked for, and 5 are still to be given back"


@pytest.mark.parametrize(("points", "path"), [(None, "/redemption/credited"), ("1", "/points")])
def test_nothing_is_given_back_once_all_is(points: str | None, path: str) -> None:
    reversal = back(points, credited=900)
    (error,) = reversal.errors
    assert (error.reason, error.path) == (Refusal.CREDIT_EXCEEDS_REDEMPTION, path)
    assert error.description == "all points of the redemption have been given back"
    assert reversal.remaining == 0


def test_cashback_is_not_reversible() -> None:
    reversal = back(type_=CASHBACK)
    assert reversal.errors == (
        ReversalError(
            Refusal.NOT_REVERSIBLE,
            "points redeemed for CASHBACK cannot be given back",
            "/redemption/type",
        ),
    )


def test_all_that_is_wrong_is_told_at_once() -> None:
    reversal = reverse(redemption(CASHBACK), LOTS, 50, exact("10.5"), whole=True)
    assert reasons(reversal) == ["NOT_REVERSIBLE", "WHOLE_POINTS_ONLY", "CREDIT_EXCEEDS_REDEMPTION"]


def test_a_refusal_changes_nothing() -> None:
    reversal = back("10", credited=300)
    assert not reversal.accepted
    assert (reversal.lots, reversal.credited, reversal.expired) == (LOTS, 0, ())
    assert reversal.remaining == 600


@pytest.mark.parametrize("credited", [-1, 901])
def test_a_redemption_is_credited_within_its_points(credited: int) -> None:
    with pytest.raises(ValueError, match="of 900 hundredths"):
        redemption(credited=credited)


def test_a_lot_that_gets_points_must_be_there() -> None:
    with pytest.raises(LotsError, match="no lot `A`"):
        reverse(redemption(), LOTS[1:], 50)
    assert reverse(redemption(), LOTS[1:], 50, Exact(4)).accepted


def test_the_order_of_the_lots_changes_nothing() -> None:
    expected = back("5")
    for order in permutations(LOTS):
        reversal = reverse(redemption(), order, 50, Exact(5))
        assert reversal.returned == expected.returned
        assert set(reversal.lots) == set(expected.lots)


def test_the_answer_is_written_as_the_design_has_it() -> None:
    assert back("4.5", at=100).to_json() == {
        "id": None,
        "accepted": True,
        "errors": [],
        "credited": "4.5",
        "expired": "0.5",
        "remaining": "4.5",
        "lots": [
            {
                "id": "A",
                "earned": "1970-01-01T00:00:00Z",
                "expires": "1970-01-01T00:00:00.0001Z",
                "remaining": "0",
            },
            {
                "id": "B",
                "earned": "1970-01-01T00:00:00Z",
                "expires": "1970-01-01T00:00:00.0002Z",
                "remaining": "7",
            },
            {"id": "C", "earned": "1970-01-01T00:00:00Z", "expires": None, "remaining": "0.5"},
        ],
    }


def test_a_refusal_is_written_with_its_errors() -> None:
    assert back("10").to_json()["errors"] == [
        {
            "reason": "CREDIT_EXCEEDS_REDEMPTION",
            "description": "10 points are asked for, and 9 are still to be given back",
            "path": "/points",
        }
    ]


@st.composite
def redeemed(draw: st.DrawFn) -> tuple[tuple[Lot, ...], Redemption, tuple[Lot, ...]]:
    """Lots before a redemption of them at 0, the redemption, and the lots after it."""
    lots = tuple(
        Lot(f"L{n}", draw(st.integers(-3, 0)), draw(st.none() | st.integers(1, 9)), held, held)
        for n, held in enumerate(draw(st.lists(st.integers(1, 500), min_size=1, max_size=5)))
    )
    points = draw(st.integers(1, sum(lot.remaining for lot in lots)))
    taken = consume(lots, points, 0)
    return (
        lots,
        Redemption(draw(st.sampled_from([MERCHANDISE, TRAVEL])), taken.allocations),
        taken.lots,
    )


def in_parts(redemption: Redemption, lots: tuple[Lot, ...], parts: list[tuple[int, int]]) -> Any:
    """The lots after reversals of (points, instant), the last of which takes all that remains."""
    credited: dict[str, int] = {}
    for n, (points, at) in enumerate(parts, start=1):
        if not redemption.remaining:
            break
        asked = Exact(min(points, redemption.remaining), 2) if n < len(parts) else None
        reversal = reverse(redemption, lots, at, asked)
        assert reversal.accepted
        for each in reversal.returned:
            credited[each.lot] = credited.get(each.lot, 0) + each.points
        redemption = attrs.evolve(redemption, credited=redemption.points - reversal.remaining)
        lots = reversal.lots
    assert redemption.remaining == 0
    assert credited == {each.lot: each.points for each in redemption.allocations}
    return lots


@given(redeemed())
def test_redeeming_and_reversing_in_full_leaves_the_lots_as_they_were(case: Any) -> None:
    before, redemption, after = case
    assert reverse(redemption, after, 0).lots == before


@given(redeemed(), st.integers(0, 9), st.lists(st.integers(1, 700), max_size=6))
def test_any_split_of_a_full_reversal_ends_in_the_same_lots(
    case: Any, at: int, parts: list[int]
) -> None:
    _, redemption, lots = case
    split = in_parts(redemption, lots, [(points, at) for points in [*parts, 0]])
    assert split == reverse(redemption, lots, at).lots


@given(redeemed(), st.lists(st.tuples(st.integers(1, 700), st.integers(0, 9)), min_size=1))
def test_a_split_over_time_ends_in_the_same_lots_once_all_have_expired(
    case: Any, parts: list[tuple[int, int]]
) -> None:
    _, redemption, lots = case
    parts.sort(key=lambda part: part[1])
    split = in_parts(redemption, lots, parts)
    in_full = reverse(redemption, lots, parts[-1][1]).lots
    assert expire(split, 9).lots == expire(in_full, 9).lots
