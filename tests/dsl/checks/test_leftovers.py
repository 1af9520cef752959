import pytest

from pointsman.dsl.checks.boxes import Box, Space
from pointsman.dsl.checks.leftovers import MOST_COMPARED, left_by
from pointsman.dsl.checks.regions import INFINITY, Intervals
from pointsman.engine.lowering import make_plan
from pointsman.engine.slots import Slot
from tests.dsl.program_texts import conversion, rules_of


def left(*selectors: str) -> Box | None:
    """What the overrides before it leave for the last one."""
    numbered = [f'override "{at}" {each} at 1' for at, each in enumerate(selectors)]
    rules = rules_of(conversion(*numbered))
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    *before, last = plan.overrides
    box = space.where_step(last)
    assert box is not None
    return left_by(space, box, before)


@pytest.mark.parametrize(
    "selectors",
    [
        ("for mcc 5411", "for mcc 5411"),
        ("for mcc 5411", "for mcc 5412", "for mcc 5411..5412"),
        ("when amount < 5", "when amount >= 5", "for country USA when amount > 0"),
        ("for mcc 5411 when hour < 5", "for mcc 5411 when hour > 4", "for mcc 5411 when hour > 1"),
        ("for country USA when amount < 5", "when amount >= 5", "for country USA when amount > 1"),
        ("when hour = 1 or hour = 2", "when hour != 1", "when hour != 5"),
        ('for merchant id "1"', 'for merchant id "2"', 'for merchant id "1", "2"'),
        ("when not amount > 5", "when amount in (5..9999)", "when amount <= 20"),
    ],
)  # fmt: skip
def test_several_together_may_leave_nothing(selectors: tuple[str, ...]) -> None:
    assert left(*selectors) is None


@pytest.mark.parametrize(
    "selectors",
    [
        ("for mcc 5411", "for mcc 5411..5412"),
        ("when amount < 5", "when amount > 5", "for country USA"),
        ("when amount < 5", "when amount > 5", "for country USA when amount > 0"),
        ("for mcc 5411 when hour < 5", "for mcc 0001 when hour > 4", "for mcc 5411 when hour > 1"),
        ('for merchant name "A*"', 'when not merchant.name like "A*"', "when amount > 1"),
        ("for cross border", "when not cross_border", "when amount > 1"),
        ("when channel = chip or hour = 3", "when channel != chip", "when channel = chip"),
    ],
)  # fmt: skip
def test_something_is_left_where_a_fact_may_be_missing_or_lie_between(
    selectors: tuple[str, ...],
) -> None:
    assert left(*selectors) is not None


def test_what_is_left_is_the_rest() -> None:
    assert left("when amount < 5", "when amount > 7", "when amount > 0.01") == {
        Slot.AMOUNT: Intervals(((500, 700),))
    }
    assert left("for mcc 5411", "when amount > 7") == {Slot.AMOUNT: Intervals(((701, INFINITY),))}


def test_of_very_many_nothing_is_taken() -> None:
    many = [f"when amount = {number}" for number in range(1, MOST_COMPARED + 2)]
    assert left(*many, "when amount = 1") is not None
    assert left(*many[:MOST_COMPARED], "when amount = 1") is None
