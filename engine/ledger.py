"""A points ledger as plain values: the lots as they stand, and the journal that led there.

What a service keeps in tables is handed in as these, so that `lot_invariants` can check it.
Points are in hundredths, instants in microseconds since 1970-01-01T00:00Z. An adjustment upwards
is a lot of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from pointsman.engine.lots import Allocation, Lot
from pointsman.engine.record import Record

Movements = dict[str, int]
"""Points by lot: above 0 what came in, below 0 what went out."""


@frozen(repr=False)
class Earned(Record):
    """A lot came to be, with all that was earned in it."""

    lot: str
    points: int
    at: int
    expires: int | None


@frozen(repr=False)
class Redeemed(Record):
    """A redemption took points from lots, in this order."""

    redemption: str
    points: int
    allocations: tuple[Allocation, ...]
    at: int


@frozen(repr=False)
class Credited(Record):
    """A reversal gave points back to lots, in this order; `expired` is what expired at once."""

    redemption: str
    points: int
    returned: tuple[Allocation, ...]
    expired: tuple[Allocation, ...]
    at: int


@frozen(repr=False)
class Expired(Record):
    """A lot reached its expiry and lost what it held."""

    lot: str
    points: int
    at: int


Entry = Earned | Redeemed | Credited | Expired


@frozen(repr=False)
class Ledger(Record):
    """One account (or all of them) at the instant `at`, with its balance as it is cached."""

    lots: tuple[Lot, ...]
    journal: tuple[Entry, ...]
    balance: int
    at: int


def movements(entry: Entry) -> Movements:
    """What an entry moved into its lots and out of them."""
    moved: Counter[str] = Counter()
    match entry:
        case Earned(lot=lot, points=points):
            moved[lot] += points
        case Redeemed(allocations=allocations):
            _move(moved, allocations, -1)
        case Credited(returned=returned, expired=expired):
            _move(moved, returned, 1)
            _move(moved, expired, -1)
        case Expired(lot=lot, points=points):
            moved[lot] -= points
    return dict(moved)


def replay(journal: Iterable[Entry]) -> Iterator[tuple[Movements, Entry]]:
    """Each entry of a journal, with what every lot held before it."""
    held: Counter[str] = Counter()
    for entry in journal:
        yield dict(held), entry
        for lot, points in movements(entry).items():
            held[lot] += points


def after(journal: Iterable[Entry]) -> Movements:
    """What every lot holds after a journal, by the journal alone."""
    held: Counter[str] = Counter()
    for entry in journal:
        for lot, points in movements(entry).items():
            held[lot] += points
    return dict(held)


def _move(moved: Counter[str], allocations: Iterable[Allocation], sign: int) -> None:
    for allocation in allocations:
        moved[allocation.lot] += sign * allocation.points
