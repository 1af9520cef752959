"""The invariants of lots, L1 to L11, as functions over plain values that list what breaks them.

They take nothing from the code they check (`lots`, `reversal`) but its classes: each works its
answer out from the journal again. A violation is a text for the operator of a ledger.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pointsman.engine.ledger import (
    Credited,
    Earned,
    Expired,
    Ledger,
    Movements,
    Redeemed,
    after,
    replay,
)
from pointsman.engine.lots import Allocation

Violations = list[str]


def violations(ledger: Ledger) -> Violations:
    """All that breaks an invariant of one state, each with the id of the invariant before it."""
    return [f"{id_}: {text}" for id_, check in STATE_CHECKS.items() for text in check(ledger)]


def violations_between(before: Ledger, now: Ledger) -> Violations:
    """All that breaks an invariant of the way from one state to a later one."""
    return [f"{id_}: {text}" for id_, check in STEP_CHECKS.items() for text in check(before, now)]


def conservation(ledger: Ledger) -> Violations:
    """L1: earned − redeemed + credited − expired is what the lots hold, each and in all."""
    due = Counter(after(ledger.journal))
    there = Counter[str]()
    for lot in ledger.lots:
        there[lot.id] += lot.remaining
    found = [
        f"lot {id_} holds {there[id_]}, by the journal {due[id_]}"
        for id_ in sorted({*due, *there})
        if there[id_] != due[id_]
    ]
    if sum(there.values()) != sum(due.values()):
        found.append(f"all lots hold {sum(there.values())}, by the journal {sum(due.values())}")
    return found


def lot_bounds(ledger: Ledger) -> Violations:
    """L2: no lot holds less than nothing, or more than was earned in it."""
    earned = _earned(ledger)
    found = []
    for lot in ledger.lots:
        original = lot.original
        if original is None and lot.id in earned:
            original = earned[lot.id].points
        if lot.remaining < 0 or (original is not None and lot.remaining > original):
            found.append(f"lot {lot.id} holds {lot.remaining} of {original}")
    return found


def one_truth(ledger: Ledger) -> Violations:
    """L3: the cached balance is what the lots hold that have not expired."""
    live = sum(lot.remaining for lot in ledger.lots if not _is_over(lot.expires, ledger.at))
    return [] if ledger.balance == live else [f"the balance is {ledger.balance}, not {live}"]


def allocations(ledger: Ledger) -> Violations:
    """L4: the points of a redemption are those of its allocations, each above 0."""
    found = []
    for entry in _redeemed(ledger).values():
        taken = [each.points for each in entry.allocations]
        if sum(taken) != entry.points or any(points <= 0 for points in taken):
            found.append(f"redemption {entry.redemption} of {entry.points} took {taken}")
    return found


def consumption_order(ledger: Ledger) -> Violations:
    """L5: what expires first goes first (none: last; ties: earned, id), and nothing expired goes.

    A lot is taken from only when those before it in that order are empty.
    """
    earned = _earned(ledger)
    found = []
    for held, entry in replay(ledger.journal):
        if isinstance(entry, Redeemed):
            due = list(_due(earned, held, entry))
            if [(each.lot, each.points) for each in entry.allocations] != due:
                found.append(f"redemption {entry.redemption} did not take {due}")
    return found


def reversal_bound(ledger: Ledger) -> Violations:
    """L6: no more is credited than was redeemed, for each redemption and each of its lots."""
    redeemed = _redeemed(ledger)
    found = []
    for id_, credits_ in _credits(ledger).items():
        taken = redeemed[id_].allocations if id_ in redeemed else ()
        sum_ = sum(each.points for each in credits_)
        bound = redeemed[id_].points if id_ in redeemed else 0
        if sum_ > bound:
            found.append(f"redemption {id_} of {bound} was credited {sum_}")
        per_lot = _by_lot(each for credit in credits_ for each in credit.returned)
        over = per_lot - _by_lot(taken)
        found += [f"redemption {id_} gave lot {lot} {n} too many" for lot, n in over.items()]
        found += [
            f"a credit of redemption {id_} is {each.points}, not the sum of its parts"
            for each in credits_
            if each.points <= 0 or sum(part.points for part in each.returned) != each.points
        ]
    return found


def original_aging(ledger: Ledger) -> Violations:
    """L7: lots keep the dates they were earned with; what comes back to an expired lot expires."""
    earned = _earned(ledger)
    found = []
    for lot in ledger.lots:
        origin = earned.get(lot.id)
        if origin is None or (lot.earned, lot.expires) != (origin.at, origin.expires):
            found.append(f"lot {lot.id} is not one that was earned so")
    for entry in ledger.journal:
        if isinstance(entry, Credited):
            known = (each for each in entry.returned if each.lot in earned)
            over = (each for each in known if _is_over(earned[each.lot].expires, entry.at))
            if _by_lot(over) != _by_lot(entry.expired):
                found.append(f"a credit of redemption {entry.redemption} expired {entry.expired}")
    return found


def undo(before: Ledger, now: Ledger) -> Violations:
    """L8: where every redemption since is credited in full, the lots are exactly as before.

    It says nothing where points were earned, expired, or redeemed and kept in between.
    """
    since = now.journal[len(before.journal) :]
    taken, back = Counter[str](), Counter[str]()
    for entry in since:
        if isinstance(entry, Redeemed):
            taken[entry.redemption] += entry.points
        elif isinstance(entry, Credited) and not entry.expired:
            back[entry.redemption] += entry.points
        else:
            return []
    if taken != back:
        return []
    same = Counter(before.lots) == Counter(now.lots)
    return [] if same else ["what was undone left a trace"]


def partition_independence(ledger: Ledger) -> Violations:
    """L9: the credits of a redemption, laid end to end, are its allocations read backwards.

    So their number and sizes do not matter: any split of a full credit ends in the same lots.
    """
    redeemed = _redeemed(ledger)
    found = []
    for id_, credits_ in _credits(ledger).items():
        if id_ not in redeemed:
            continue
        back = _laid_out(part for credit in credits_ for part in credit.returned)
        due = _laid_out(reversed(redeemed[id_].allocations))
        if not _begins(due, back):
            found.append(f"redemption {id_} was not given back in the reverse of its order")
    return found


def append_only(before: Ledger, now: Ledger) -> Violations:
    """L10: the journal only grows, so that allocations never change either (L4)."""
    kept = now.journal[: len(before.journal)]
    return [] if kept == before.journal else ["an entry of the journal was changed or lost"]


def expiry(ledger: Ledger) -> Violations:
    """L11: a lot expires once, at its instant or later, with all it held; nothing is taken since.

    A lot is usable until its expiry instant, which is no longer part of its life.
    """
    earned = _earned(ledger)
    over: set[str] = set()
    found: Violations = []
    for held, entry in replay(ledger.journal):
        if isinstance(entry, Expired):
            found += _faults_of_expiry(entry, earned.get(entry.lot), held, entry.lot in over)
            over.add(entry.lot)
        elif isinstance(entry, Redeemed):
            found += [
                f"redemption {entry.redemption} took from lot {lot}, which had expired"
                for lot in sorted(each.lot for each in entry.allocations)
                if lot in over or (lot in earned and _is_over(earned[lot].expires, entry.at))
            ]
    return found


def _faults_of_expiry(
    entry: Expired, origin: Earned | None, held: Movements, again: bool
) -> Iterator[str]:
    if again:
        yield f"lot {entry.lot} expired twice"
    if origin is None or not _is_over(origin.expires, entry.at):
        yield f"lot {entry.lot} expired before its time"
    if entry.points != held.get(entry.lot, 0):
        yield f"lot {entry.lot} held {held.get(entry.lot, 0)} and lost {entry.points}"


def _is_over(expires: int | None, at: int) -> bool:
    return expires is not None and expires <= at


def _earned(ledger: Ledger) -> dict[str, Earned]:
    return {entry.lot: entry for entry in ledger.journal if isinstance(entry, Earned)}


def _redeemed(ledger: Ledger) -> dict[str, Redeemed]:
    return {entry.redemption: entry for entry in ledger.journal if isinstance(entry, Redeemed)}


def _credits(ledger: Ledger) -> dict[str, list[Credited]]:
    """The credits of each redemption, in the order in which they were made."""
    found: dict[str, list[Credited]] = {}
    for entry in ledger.journal:
        if isinstance(entry, Credited):
            found.setdefault(entry.redemption, []).append(entry)
    return found


def _due(
    earned: Mapping[str, Earned], held: Movements, entry: Redeemed
) -> Iterator[tuple[str, int]]:
    """What a redemption had to take from which lot, by what the lots held before it."""
    live = [
        origin
        for lot, origin in earned.items()
        if held.get(lot, 0) > 0 and not _is_over(origin.expires, entry.at)
    ]
    dated = sorted((each.expires, each.at, each.lot) for each in live if each.expires is not None)
    undated = sorted((each.at, each.lot) for each in live if each.expires is None)
    owed = entry.points
    for *_, lot in [*dated, *undated]:
        if owed > 0:
            taken = min(owed, held[str(lot)])
            yield str(lot), taken
            owed -= taken


def _by_lot(parts: Iterable[Allocation]) -> Counter[str]:
    points: Counter[str] = Counter()
    for part in parts:
        points[part.lot] += part.points
    return points


def _laid_out(parts: Iterable[Allocation]) -> list[tuple[str, int]]:
    """Allocations end to end: neighbours of one lot joined."""
    joined: list[tuple[str, int]] = []
    for part in parts:
        if joined and joined[-1][0] == part.lot:
            joined[-1] = part.lot, joined[-1][1] + part.points
        else:
            joined.append((part.lot, part.points))
    return joined


def _begins(whole: list[tuple[str, int]], part: list[tuple[str, int]]) -> bool:
    """Whether one line of points is the beginning of another."""
    if not part or len(part) > len(whole):
        return not part
    *most, (lot, points) = part
    same_lot, whole_points = whole[len(most)]
    return most == whole[: len(most)] and lot == same_lot and points <= whole_points


STATE_CHECKS: Final[Mapping[str, Callable[[Ledger], Violations]]] = {
    "L1": conservation,
    "L2": lot_bounds,
    "L3": one_truth,
    "L4": allocations,
    "L5": consumption_order,
    "L6": reversal_bound,
    "L7": original_aging,
    "L9": partition_independence,
    "L11": expiry,
}
"""The invariants of a state, by id."""

STEP_CHECKS: Final[Mapping[str, Callable[[Ledger, Ledger], Violations]]] = {
    "L8": undo,
    "L10": append_only,
}
"""The invariants of the way from one state to a later one, by id."""
