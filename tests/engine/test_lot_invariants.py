"""Every invariant holds for a sound ledger, and each finds the faults that break it."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from pointsman.engine import lot_invariants
from pointsman.engine.ledger import (
    Credited,
    Earned,
    Entry,
    Expired,
    Ledger,
    Redeemed,
    after,
    movements,
    replay,
)
from pointsman.engine.lot_invariants import violations, violations_between
from pointsman.engine.lots import Allocation, Lot

JOURNAL: tuple[Entry, ...] = (
    Earned("A", 500, 0, 100),
    Earned("B", 700, 1, 200),
    Earned("C", 300, 2, None),
    Redeemed("R", 900, (Allocation("A", 500), Allocation("B", 400)), 10),
    Credited("R", 450, (Allocation("B", 400), Allocation("A", 50)), (), 20),
    Expired("A", 50, 100),
    Credited("R", 100, (Allocation("A", 100),), (Allocation("A", 100),), 150),
    Redeemed("S", 800, (Allocation("B", 700), Allocation("C", 100)), 199),
)
LOTS = (Lot("A", 0, 100, 0, 500), Lot("B", 1, 200, 0, 700), Lot("C", 2, None, 200, 300))
SOUND = Ledger(LOTS, JOURNAL, 200, 199)


def entry(index: int, **changes: Any) -> Ledger:
    """The sound ledger with one entry of its journal changed."""
    changed = attrs.evolve(JOURNAL[index], **changes)
    return attrs.evolve(SOUND, journal=(*JOURNAL[:index], changed, *JOURNAL[index + 1 :]))


def lot(index: int, **changes: Any) -> Ledger:
    """The sound ledger with one of its lots changed."""
    changed = attrs.evolve(LOTS[index], **changes)
    return attrs.evolve(SOUND, lots=(*LOTS[:index], changed, *LOTS[index + 1 :]))


def more(*entries: Entry, lots: tuple[Lot, ...] = LOTS) -> Ledger:
    """The sound ledger with entries added to its journal."""
    return attrs.evolve(SOUND, journal=(*JOURNAL, *entries), lots=lots)


def parts(*of: tuple[str, int]) -> tuple[Allocation, ...]:
    return tuple(Allocation(*each) for each in of)


def test_a_sound_ledger_breaks_nothing() -> None:
    assert violations(SOUND) == []
    assert violations_between(SOUND, SOUND) == []
    assert violations(Ledger((), (), 0, 0)) == []


@pytest.mark.parametrize("length", range(len(JOURNAL) + 1))
def test_every_state_on_the_way_is_sound(length: int) -> None:
    journal = JOURNAL[:length]
    held = after(journal)
    lots = tuple(attrs.evolve(each, remaining=held.get(each.id, 0)) for each in LOTS)
    known = tuple(each for each in lots if each.id in held)
    at = max((each.at for each in journal), default=0)
    balance = sum(each.remaining for each in known if each.is_live(at))
    assert violations(Ledger(known, journal, balance, at)) == []


FAULTS: list[tuple[str, Ledger, str]] = [
    ("L1", lot(2, remaining=201), "lot C holds 201, by the journal 200"),
    ("L1", lot(2, remaining=201), "all lots hold 201, by the journal 200"),
    ("L1", attrs.evolve(SOUND, lots=LOTS[:2]), "lot C holds 0, by the journal 200"),
    ("L1", attrs.evolve(SOUND, lots=(*LOTS, LOTS[2])), "lot C holds 400, by the journal 200"),
    ("L2", lot(2, remaining=-1), "lot C holds -1 of 300"),
    ("L2", lot(2, remaining=301), "lot C holds 301 of 300"),
    ("L2", lot(2, remaining=301, original=None), "lot C holds 301 of 300"),
    ("L3", attrs.evolve(SOUND, balance=199), "the balance is 199, not 200"),
    ("L3", attrs.evolve(lot(1, remaining=5), at=200, balance=205), "the balance is 205, not 200"),
    ("L4", entry(3, points=901), "redemption R of 901 took [500, 400]"),
    (
        "L4",
        entry(3, allocations=parts(("A", 900), ("B", 0))),
        "redemption R of 900 took [900, 0]",
    ),
    (
        "L5",
        entry(3, allocations=parts(("B", 400), ("A", 500))),
        "redemption R did not take [('A', 500), ('B', 400)]",
    ),
    (
        "L5",
        entry(3, allocations=parts(("A", 400), ("B", 500))),
        "redemption R did not take [('A', 500), ('B', 400)]",
    ),
    (
        "L5",
        entry(3, at=100),
        "redemption R did not take [('B', 700), ('C', 200)]",
    ),
    (
        "L5",
        entry(7, allocations=parts(("C", 300), ("B", 500))),
        "redemption S did not take [('B', 700), ('C', 100)]",
    ),
    (
        "L6",
        more(Credited("R", 351, parts(("A", 351)), parts(("A", 351)), 199)),
        "redemption R of 900 was credited 901",
    ),
    (
        "L6",
        more(Credited("R", 351, parts(("A", 351)), parts(("A", 351)), 199)),
        "redemption R gave lot A 1 too many",
    ),
    (
        "L6",
        more(Credited("R", 10, parts(("B", 10)), (), 199)),
        "redemption R gave lot B 10 too many",
    ),
    (
        "L6",
        more(Credited("X", 10, parts(("C", 10)), (), 199)),
        "redemption X of 0 was credited 10",
    ),
    (
        "L6",
        entry(4, points=451),
        "a credit of redemption R is 451, not the sum of its parts",
    ),
    ("L6", more(Credited("R", 0, (), (), 199)), "a credit of redemption R is 0"),
    ("L7", lot(0, expires=101), "lot A is not one that was earned so"),
    ("L7", lot(0, earned=1), "lot A is not one that was earned so"),
    (
        "L7",
        attrs.evolve(SOUND, lots=(*LOTS, Lot("A2", 0, 100, 50))),
        "lot A2 is not one that was earned so",
    ),
    ("L7", entry(6, expired=()), "a credit of redemption R expired ()"),
    ("L7", entry(6, at=99), "a credit of redemption R expired (Allocation(lot='A', points=100),)"),
    (
        "L9",
        entry(4, returned=parts(("A", 50), ("B", 400))),
        "redemption R was not given back in the reverse of its order",
    ),
    (
        "L9",
        entry(4, returned=parts(("B", 300), ("A", 150))),
        "redemption R was not given back in the reverse of its order",
    ),
    (
        "L9",
        entry(6, returned=parts(("A", 50), ("C", 50))),
        "redemption R was not given back in the reverse of its order",
    ),
    ("L11", more(Expired("A", 0, 199)), "lot A expired twice"),
    ("L11", entry(5, at=99), "lot A expired before its time"),
    ("L11", more(Expired("C", 200, 10**9)), "lot C expired before its time"),
    ("L11", more(Expired("X", 0, 199)), "lot X expired before its time"),
    ("L11", entry(5, points=49), "lot A held 50 and lost 49"),
    ("L11", entry(7, at=200), "redemption S took from lot B, which had expired"),
    ("L11", entry(3, at=100), "redemption R took from lot A, which had expired"),
]


@pytest.mark.parametrize(("id_", "ledger", "text"), FAULTS)
def test_a_fault_is_found(id_: str, ledger: Ledger, text: str) -> None:
    found = violations(ledger)
    assert any(each.startswith(f"{id_}: {text}") for each in found), found


CREDIT_IN_FULL = Credited("T", 200, parts(("C", 200)), (), 199)
TAKEN_IN_FULL = Redeemed("T", 200, parts(("C", 200)), 199)
TRACE = (*LOTS[:2], attrs.evolve(LOTS[2], remaining=199))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (more(TAKEN_IN_FULL, CREDIT_IN_FULL), []),
        (more(TAKEN_IN_FULL, CREDIT_IN_FULL, lots=LOTS[::-1]), []),
        (more(TAKEN_IN_FULL, CREDIT_IN_FULL, lots=TRACE), ["L8: what was undone left a trace"]),
        (more(lots=TRACE), ["L8: what was undone left a trace"]),
        (more(TAKEN_IN_FULL, lots=TRACE), []),
        (more(Expired("C", 1, 300), lots=TRACE), []),
        (attrs.evolve(SOUND, journal=JOURNAL[:-1]), ["L10: an entry of the journal was"]),
        (entry(3, allocations=parts(("A", 900))), ["L10: an entry of the journal was"]),
    ],
)
def test_what_lies_between_two_states(now: Ledger, expected: list[str]) -> None:
    found = violations_between(SOUND, now)
    assert len(found) == len(expected)
    assert all(text.startswith(begin) for text, begin in zip(found, expected, strict=True))


def test_a_fault_of_every_invariant_is_planted() -> None:
    planted = {id_ for id_, _, _ in FAULTS} | {"L8", "L10"}
    assert planted == {f"L{n}" for n in range(1, 12)}
    assert {*lot_invariants.STATE_CHECKS, *lot_invariants.STEP_CHECKS} == planted


@pytest.mark.parametrize(
    ("id_", "check"),
    [*lot_invariants.STATE_CHECKS.items(), *lot_invariants.STEP_CHECKS.items()],
)
def test_a_checker_says_which_invariant_it_is(id_: str, check: Callable[..., list[str]]) -> None:
    assert (check.__doc__ or "").startswith(f"{id_}: ")


def test_the_journal_tells_what_every_lot_held_before_each_entry() -> None:
    held = [before.get("A", 0) for before, _ in replay(JOURNAL)]
    assert held == [0, 500, 500, 500, 0, 50, 0, 0]
    assert after(JOURNAL) == {"A": 0, "B": 0, "C": 200}


def test_what_expires_at_once_does_not_move() -> None:
    assert movements(JOURNAL[6]) == {"A": 0}
    assert movements(JOURNAL[4]) == {"B": 400, "A": 50}
