from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.checks.regions import INFINITY, Intervals, Values

NUMBERS = range(12)
WORDS = ("a", "b", "c", "d")
ends = st.integers(0, 11)
intervals = st.lists(st.tuples(ends, ends), max_size=5).map(Intervals.of)
values = st.builds(Values, st.frozensets(st.sampled_from(WORDS[:3])), others=st.booleans())


def numbers_in(region: Intervals) -> set[int]:
    return {number for number in NUMBERS if region.holds(number)}


def words_in(region: Values) -> set[str]:
    """Of a few words, one of which (`d`) no drawn region names."""
    return {word for word in WORDS if (word in region.values) != region.others}


def as_set(region: Any) -> set[Any]:
    return numbers_in(region) if isinstance(region, Intervals) else set(words_in(region))


pairs = st.one_of(st.tuples(intervals, intervals), st.tuples(values, values))


@given(pairs)
def test_regions_are_sets(pair: tuple[Any, Any]) -> None:
    one, other = pair
    assert as_set(one.meet(other)) == as_set(one) & as_set(other)
    assert as_set(one.join(other)) == as_set(one) | as_set(other)
    assert as_set(one.without(other)) == as_set(one) - as_set(other)
    assert one.inside(other) == (as_set(one) <= as_set(other))
    assert one.empty == (as_set(one) == set())


@given(pairs)
def test_equal_sets_are_equal_regions(pair: tuple[Any, Any]) -> None:
    one, other = pair
    assert (one == other) == (as_set(one) == as_set(other))
    assert one.meet(other) == other.meet(one)
    assert one.join(other) == other.join(one)


@given(intervals)
def test_intervals_rise_and_lie_apart(region: Intervals) -> None:
    flat = [end for span in region.spans for end in span]
    assert flat == sorted(flat)
    assert all(after - before > 1 for before, after in zip(flat[1::2], flat[2::2], strict=False))


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], ()),
        ([(3, 1)], ()),
        ([(1, 3), (4, 5)], ((1, 5),)),
        ([(4, 5), (1, 2)], ((1, 2), (4, 5))),
        ([(1, 9), (2, 3)], ((1, 9),)),
        ([(0, INFINITY), (5, 6)], ((0, INFINITY),)),
    ],
)
def test_spans_that_touch_are_one(
    spans: list[tuple[int, int]], joined: tuple[tuple[int, int], ...]
) -> None:
    assert Intervals.of(spans).spans == joined


def test_what_is_left_of_all_numbers_reaches_both_ways() -> None:
    everything = Intervals.of([(-INFINITY, INFINITY)])
    assert everything.without(Intervals.of([(5, 6)])).spans == ((-INFINITY, 4), (7, INFINITY))
    assert everything.inside(everything)


def test_many_spans_meet_in_time() -> None:
    even = Intervals.of((number, number) for number in range(0, 100_000, 2))
    odd = Intervals.of((number, number) for number in range(1, 100_000, 2))
    assert even.meet(odd).empty
    assert even.join(odd).spans == ((0, 99_999),)
    assert not even.inside(odd)
    assert even.inside(even)
