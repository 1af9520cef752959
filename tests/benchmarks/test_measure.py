"""Rounds that take turns, medians, and ratios by round."""

import pytest

from benchmarks.figures import Check
from benchmarks.measure import (
    Contender,
    Timing,
    decisions,
    figure,
    figures,
    interleaved,
    named,
    ratio,
)


def test_contenders_take_turns() -> None:
    turns: list[str] = []
    said: list[str] = []
    contenders = [
        Contender("one", 1, lambda: turns.append("one")),
        Contender("other", 2, lambda: turns.append("other")),
    ]
    timings = interleaved(contenders, 3, said.append)
    assert turns == ["one", "other"] * 4
    assert said == ["warming up", "round 1 of 3", "round 2 of 3", "round 3 of 3"]
    assert [(timing.name, len(timing.seconds)) for timing in timings] == [("one", 3), ("other", 3)]


def test_decisions_are_made_one_after_another() -> None:
    seen: list[object] = []
    contender = decisions("all of them", seen.append, [1, 2, 3])
    contender.run()
    assert seen == [1, 2, 3]
    assert contender.items == 3


def test_a_ratio_is_the_median_of_those_of_the_rounds() -> None:
    # The second round was slow for both: it must not count for one of them alone.
    one, other = Timing("one", (2.0, 40.0, 3.0)), Timing("other", (1.0, 10.0, 1.0))
    assert ratio(one, other) == 3.0
    assert one.middle / other.middle == 3.0
    assert ratio(Timing("one", (2.0, 4.0, 6.0)), Timing("other", (1.0, 4.0, 1.0))) == 2.0


def test_figures_have_a_unit_and_are_compared_with_the_first() -> None:
    first, second = figures([Timing("a", (1e-6, 3e-6, 2e-6)), Timing("b", (4e-6,) * 3)], "µs")
    assert (first.value, first.low, first.high, first.of) == pytest.approx((2, 1, 3, 1))
    assert (second.value, second.of) == pytest.approx((4, 2))
    assert figure(Timing("a", (0.5,)), "ms").value == 500


def test_a_timing_is_found_by_its_name() -> None:
    timings = [Timing("a", (1.0,)), Timing("b", (2.0,))]
    assert named(timings, "b") is timings[1]
    with pytest.raises(LookupError, match="nothing called c was measured"):
        named(timings, "c")


@pytest.mark.parametrize(
    ("value", "at_least", "met"),
    [(1.0, False, True), (1.1, False, False), (1.0, True, True), (0.9, True, False)],
)
def test_a_check_has_a_side(value: float, at_least: bool, met: bool) -> None:
    assert Check("something", value, 1.0, at_least).met is met
