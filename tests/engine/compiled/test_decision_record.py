"""The record that generated code fills: small, equal by what it says, and closed to its users."""

import gc
import tracemalloc
from typing import Any

import pytest

from pointsman.engine.binding import bind
from pointsman.engine.decision import Decision
from pointsman.engine.program import Program
from pointsman.programs import load_shipped, load_text
from tests.worked.programs import facts, program

KEPT = 20_000
BYTES = 160


@pytest.fixture(scope="module")
def shipped() -> Program:
    return load_shipped("steps-of-ten")


def decided(program: Program, balance: str) -> Decision:
    return program.decide(facts(balance=balance))


@pytest.mark.parametrize("balance", ["12000", "7650", "1"])
def test_a_kept_decision_is_small(shipped: Program, balance: str) -> None:
    """Facts aside, for those who keep a decision mostly have them anyway."""
    read = shipped.read_facts(facts(balance=balance))
    slots, decide = bind(shipped.plan, shipped.zone, read), shipped.compiled.decide
    kept: list[Decision | None] = [None] * KEPT
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(KEPT):
        kept[number] = decide(slots, read)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0 < (after - before) / KEPT <= BYTES


def test_a_decision_has_no_room_for_more(shipped: Program) -> None:
    decision = decided(shipped, "12000")
    assert not hasattr(decision, "__dict__")
    with pytest.raises(AttributeError):
        decision.note = "mine"  # type: ignore[attr-defined]


PUBLIC = (
    *("program", "facts", "ending", "rate", "points_moved", "credit_minor", "result", "outcome"),
    *("target_credit", "messages", "reason", "stage", "points", "credit", "partially_redeemed"),
    *("preference_after", "balance_after", "statement"),
)


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_that_it_says_can_be_changed(shipped: Program, name: str) -> None:
    decision = decided(shipped, "7650")
    before: Any = getattr(decision, name)
    with pytest.raises(AttributeError):
        setattr(decision, name, before)
    with pytest.raises(AttributeError):
        delattr(decision, name)


def test_equal_by_program_facts_and_result(shipped: Program) -> None:
    first, again = decided(shipped, "7650"), decided(shipped, "7650.00")
    assert first == again
    assert hash(first) == hash(again)
    assert first != decided(shipped, "7651")
    assert first != decided(load_shipped("whole-purchase"), "7650")
    assert first != first.result
    assert len({first, again, decided(shipped, "12000")}) == 2


def test_equal_whatever_the_program_was_read_from() -> None:
    one = load_text(TEXT, "a.points")
    other = load_text(TEXT.replace("{", "{  # a comment\n"), "b.points")
    assert one.decide(facts()) == other.decide(facts())


TEXT = (
    'program "T" { version 1 currency USD points "P" whole '
    "conversion { base at 0.01 } redemption { full } }"
)


@pytest.mark.parametrize(
    ("balance", "shown"),
    [
        ("12000", "<Decision REDEEMED_FULL by T v1>"),
        ("1", "<Decision INSUFFICIENT_BALANCE by T v1>"),
    ],
)
def test_shown_in_short(balance: str, shown: str) -> None:
    assert repr(decided(load_text(TEXT), balance)) == shown


def test_what_was_not_reached_has_no_value() -> None:
    each = program(blocks="filters { purchase over 500.00 }")
    decision = decided(each, "12000")
    assert (decision.rate, decision.points_moved, decision.credit_minor) == (None, 0, 0)
    assert not hasattr(decision, "_rate")
    assert decision.to_json()["cost_per_point"] is None
