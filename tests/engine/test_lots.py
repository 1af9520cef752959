import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.lots import (
    Allocation,
    Lot,
    LotsError,
    NotEnoughPointsError,
    available,
    by_id,
    consume,
    expire,
    restore,
    total,
    usable,
)

EXPIRY = 1_000_000


def lot(id_: str, remaining: int = 100, expires: int | None = None, earned: int = 0) -> Lot:
    return Lot(id_, earned, expires, remaining)


LOTS = (
    lot("never", expires=None),
    lot("late", expires=300),
    lot("b", expires=200, earned=5),
    lot("a", expires=200, earned=5),
    lot("z", expires=200, earned=4),
)
IN_TURN = ["z", "a", "b", "late", "never"]


def ids(lots: tuple[Lot, ...]) -> list[str]:
    return [each.id for each in lots]


def test_what_expires_first_is_taken_first_then_what_was_earned_first_then_by_id() -> None:
    assert ids(usable(LOTS, 0)) == IN_TURN
    assert consume(LOTS, 450, 0).allocations == (
        Allocation("z", 100),
        Allocation("a", 100),
        Allocation("b", 100),
        Allocation("late", 100),
        Allocation("never", 50),
    )


def test_ids_are_compared_as_text() -> None:
    assert ids(usable((lot("9"), lot("10"), lot("B"), lot("a")), 0)) == ["10", "9", "B", "a"]


def test_among_lots_without_expiry_the_oldest_is_taken_first() -> None:
    assert ids(usable((lot("new", earned=2), lot("old", earned=1)), 0)) == ["old", "new"]


def test_a_lot_that_expires_at_1970_expires_before_one_that_never_does() -> None:
    assert ids(usable((lot("never"), lot("epoch", expires=0)), -1)) == ["epoch", "never"]


@pytest.mark.parametrize("order", list(permutations(LOTS)), ids=lambda order: "-".join(ids(order)))
def test_the_order_of_input_changes_nothing(order: tuple[Lot, ...]) -> None:
    after = consume(order, 250, 0)
    assert after.allocations == consume(LOTS, 250, 0).allocations
    assert ids(after.lots) == ids(order)
    assert set(after.lots) == set(consume(LOTS, 250, 0).lots)
    assert expire(order, 200).expired == expire(LOTS, 200).expired
    assert set(restore(after.lots, after.allocations, 0).lots) == set(LOTS)


@pytest.mark.parametrize(
    ("at", "left"),
    [(EXPIRY - 1, 100), (EXPIRY, 0), (EXPIRY + 1, 0)],
    ids=["a microsecond before", "at its expiry", "a microsecond after"],
)
class TestAtTheEdge:
    """A lot is usable strictly before its expiry instant."""

    LOTS = (lot("L", 100, EXPIRY),)

    def test_it_is_usable(self, at: int, left: int) -> None:
        assert available(self.LOTS, at) == left
        assert bool(usable(self.LOTS, at)) is (left > 0)
        assert self.LOTS[0].is_live(at) is (left > 0)

    def test_it_expires(self, at: int, left: int) -> None:
        expiry = expire(self.LOTS, at)
        assert total(expiry.expired) == 100 - left
        assert expiry.lots[0].remaining == left

    def test_points_come_back(self, at: int, left: int) -> None:
        restored = restore((lot("L", 0, EXPIRY),), [Allocation("L", 100)], at)
        assert restored.lots[0].remaining == left
        assert total(restored.expired) == 100 - left


def test_a_lot_without_expiry_never_expires() -> None:
    assert expire((lot("L"),), 10**18).expired == ()
    assert available((lot("L"),), 10**18) == 100


def test_an_empty_lot_is_passed_over() -> None:
    lots = (lot("empty", 0, 5), lot("full", 10))
    assert ids(usable(lots, 0)) == ["full"]
    assert consume(lots, 10, 0).allocations == (Allocation("full", 10),)


def test_more_than_there_is_cannot_be_taken() -> None:
    lots = (lot("L", 100), lot("gone", 50, expires=10))
    with pytest.raises(NotEnoughPointsError) as caught:
        consume(lots, 101, 10)
    assert (caught.value.asked, caught.value.available) == (101, 100)
    assert str(caught.value) == "101 hundredths of points are asked for, 100 are available"
    assert consume(lots, 150, 9).allocations == (Allocation("gone", 50), Allocation("L", 100))


@pytest.mark.parametrize("points", [0, -1])
def test_nothing_and_less_cannot_be_taken(points: int) -> None:
    with pytest.raises(LotsError, match="cannot be taken"):
        consume((lot("L"),), points, 0)


def test_an_id_stands_for_one_lot() -> None:
    twice = lot("L")
    for lots in ((twice, twice), (lot("L", 1), lot("L", 2))):
        with pytest.raises(LotsError, match="two lots have the id `L`"):
            by_id(lots)
        with pytest.raises(LotsError):
            consume(lots, 1, 0)
        with pytest.raises(LotsError):
            expire(lots, 0)
        with pytest.raises(LotsError):
            restore(lots, (), 0)


def test_points_come_back_with_the_dates_of_their_lot() -> None:
    lots = (Lot("L", 3, 50, 20, 100), Lot("M", 4, None, 0, 7))
    restored = restore(lots, [Allocation("M", 7), Allocation("L", 80)], 49)
    assert restored.lots == (Lot("L", 3, 50, 100, 100), Lot("M", 4, None, 7, 7))
    assert restored.expired == ()


def test_points_that_come_back_too_late_expire_and_leave_the_lot_alone() -> None:
    lots = (Lot("L", 3, 50, 20, 100), Lot("M", 4, None, 0, 7))
    restored = restore(lots, [Allocation("M", 7), Allocation("L", 80)], 50)
    assert restored.lots == (Lot("L", 3, 50, 20, 100), Lot("M", 4, None, 7, 7))
    assert restored.expired == (Allocation("L", 80),)
    assert expire(restored.lots, 50).expired == (Allocation("L", 20),)


def test_points_do_not_come_back_to_a_lot_that_is_not_there() -> None:
    with pytest.raises(LotsError, match="no lot `X`"):
        restore((lot("L"),), [Allocation("X", 1)], 0)


@pytest.mark.parametrize("at", [0, 50], ids=["live", "expired"])
def test_a_lot_never_holds_more_than_was_earned(at: int) -> None:
    lots = (Lot("L", 0, 50, 20, 100),)
    with pytest.raises(LotsError, match="more points than were earned"):
        restore(lots, [Allocation("L", 40), Allocation("L", 41)], at)
    assert restore(lots, [Allocation("L", 40), Allocation("L", 40)], 0).lots[0].remaining == 100


def test_a_lot_expires_once() -> None:
    once = expire(LOTS, 250)
    assert once.expired == tuple(Allocation(each, 100) for each in ("z", "a", "b"))
    assert expire(once.lots, 250).expired == ()
    assert expire(once.lots, 300).expired == (Allocation("late", 100),)


LOTS_OF_ANY_KIND = st.lists(
    st.builds(
        Lot,
        st.text("ab1", min_size=1, max_size=3),
        st.integers(0, 3),
        st.none() | st.integers(0, 6),
        st.integers(0, 1000),
    ),
    unique_by=lambda each: each.id,
    max_size=6,
).map(tuple)


@given(LOTS_OF_ANY_KIND, st.integers(1, 3000), st.integers(0, 6), st.randoms())
def test_taking_and_giving_back_leaves_the_lots_as_they_were(
    lots: tuple[Lot, ...], points: int, at: int, order: random.Random
) -> None:
    points = min(points, available(lots, at))
    if not points:
        assert usable(lots, at) == ()
        return
    taken = consume(lots, points, at)
    assert total(taken.allocations) == points
    assert available(taken.lots, at) == available(lots, at) - points
    back = order.sample(taken.allocations, len(taken.allocations))
    assert restore(taken.lots, back, at).lots == lots


@given(LOTS_OF_ANY_KIND, st.integers(0, 6))
def test_what_expires_is_what_is_not_available(lots: tuple[Lot, ...], at: int) -> None:
    expiry = expire(lots, at)
    held = sum(each.remaining for each in lots)
    assert total(expiry.expired) == held - available(lots, at)
    assert sum(each.remaining for each in expiry.lots) == available(lots, at)
