"""Points in lots: which are usable, taking from them, giving back to them, and their expiry.

Pure and all integers: lots and an instant in, lots out. Lots come back in the order in which
they were handed in, so that nothing but numbers changes; what is taken, given back or expired
does not depend on that order (design section 8, "Lots"; reliability L2, L5, L7 and L11).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs
from attrs import frozen

from pointsman.engine.record import Record


@frozen(repr=False)
class Lot(Record):
    """Points earned together, that expire together.

    `earned` and `expires` are instants in microseconds since 1970-01-01T00:00Z, `expires` is None
    where the points do not expire; the rest is in hundredths of a point. `original` is what was
    earned, None where it is not known. `remaining` is never negative.
    """

    id: str
    earned: int
    expires: int | None
    remaining: int
    original: int | None = None

    def is_live(self, at: int) -> bool:
        """Whether the lot has not expired: it is usable before its expiry instant, not at it."""
        return self.expires is None or at < self.expires


@frozen(repr=False)
class Allocation(Record):
    """Points (hundredths, above 0) of one lot: taken from it, given back to it, or expired."""

    lot: str
    points: int


@frozen(repr=False)
class Consumption(Record):
    """The lots after points were taken, and what was taken from which, in the order of taking."""

    lots: tuple[Lot, ...]
    allocations: tuple[Allocation, ...]


@frozen(repr=False)
class Restoration(Record):
    """The lots after points were given back; `expired` is the part that expired at once."""

    lots: tuple[Lot, ...]
    expired: tuple[Allocation, ...]


@frozen(repr=False)
class Expiry(Record):
    """The lots after the expired ones lost their points, and what each of those lost."""

    lots: tuple[Lot, ...]
    expired: tuple[Allocation, ...]


class LotsError(ValueError):
    """Lots cannot be used as asked; the message says why."""


class NotEnoughPointsError(LotsError):
    """More points (hundredths) are asked for than are available."""

    def __init__(self, asked: int, available: int) -> None:
        super().__init__(f"{asked} hundredths of points are asked for, {available} are available")
        self.asked = asked
        self.available = available


def total(allocations: Iterable[Allocation]) -> int:
    """The points of allocations together, in hundredths."""
    return sum(allocation.points for allocation in allocations)


def usable(lots: Iterable[Lot], at: int) -> tuple[Lot, ...]:
    """The lots that points can be taken from at an instant, in the order of taking.

    That which expires first comes first, lots without expiry come last; of lots that expire
    together that which was earned first, then by id as text.
    """
    return tuple(sorted((lot for lot in lots if lot.remaining and lot.is_live(at)), key=_turn))


def available(lots: Iterable[Lot], at: int) -> int:
    """The points that can be taken at an instant, in hundredths."""
    return sum(lot.remaining for lot in lots if lot.is_live(at))


def consume(lots: Sequence[Lot], points: int, at: int) -> Consumption:
    """Take points (hundredths) at an instant.

    Raises:
        NotEnoughPointsError: fewer points are available.
        LotsError: `points` is not above 0, or two lots have one id.
    """
    by_id(lots)
    if points <= 0:
        raise LotsError(f"{points} hundredths of points cannot be taken")
    if points > available(lots, at):
        raise NotEnoughPointsError(points, available(lots, at))
    taken = []
    for lot in usable(lots, at):
        if points == 0:
            break
        taken.append(Allocation(lot.id, min(points, lot.remaining)))
        points -= taken[-1].points
    return Consumption(_changed(lots, {each.lot: -each.points for each in taken}), tuple(taken))


def restore(lots: Sequence[Lot], returned: Iterable[Allocation], at: int) -> Restoration:
    """Give points back to the lots they came from, whose dates do not change.

    What comes back to a lot that has expired meanwhile expires at once: it is told in `expired`
    and the lot stays as it is.

    Raises:
        LotsError: a lot is not there, would hold more than was earned, or shares its id.
    """
    known, back = by_id(lots), _by_lot(returned)
    for id_, points in back.items():
        _refuse_overflow(known.get(id_), id_, points)
    live = {id_: points for id_, points in back.items() if known[id_].is_live(at)}
    expired = (Allocation(id_, points) for id_, points in back.items() if id_ not in live)
    return Restoration(_changed(lots, live), tuple(expired))


def expire(lots: Sequence[Lot], at: int) -> Expiry:
    """Take all points of the lots that have expired at an instant; a second time finds none.

    Raises:
        LotsError: two lots have one id.
    """
    by_id(lots)
    over = sorted((lot for lot in lots if lot.remaining and not lot.is_live(at)), key=_turn)
    expired = tuple(Allocation(lot.id, lot.remaining) for lot in over)
    return Expiry(_changed(lots, {each.lot: -each.points for each in expired}), expired)


def by_id(lots: Iterable[Lot]) -> dict[str, Lot]:
    """Lots by their ids.

    Raises:
        LotsError: two lots have one id.
    """
    known: dict[str, Lot] = {}
    for lot in lots:
        if lot.id in known:
            raise LotsError(f"two lots have the id `{lot.id}`")
        known[lot.id] = lot
    return known


def _turn(lot: Lot) -> tuple[bool, int, int, str]:
    """What lots are sorted by, so that the first is the first to be taken from."""
    return lot.expires is None, lot.expires or 0, lot.earned, lot.id


def _by_lot(allocations: Iterable[Allocation]) -> dict[str, int]:
    """Points by lot, in the order in which lots are first named."""
    points: Counter[str] = Counter()
    for allocation in allocations:
        points[allocation.lot] += allocation.points
    return dict(points)


def _refuse_overflow(lot: Lot | None, id_: str, points: int) -> None:
    if lot is None:
        raise LotsError(f"there is no lot `{id_}` to give points back to")
    if lot.original is not None and lot.remaining + points > lot.original:
        raise LotsError(f"lot `{id_}` would hold more points than were earned")


def _changed(lots: Iterable[Lot], changes: Mapping[str, int]) -> tuple[Lot, ...]:
    return tuple(
        attrs.evolve(lot, remaining=lot.remaining + changes[lot.id]) if lot.id in changes else lot
        for lot in lots
    )
