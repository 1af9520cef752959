"""Reversals: points of a redemption go back to the lots they came from, with their dates.

Pure: a redemption, its lots and an instant in, lots out (design section 8, "Lots"; domain sheet
4.7, A29 and A31; reliability L6 to L9). What is wrong with a reversal is an answer, not an
exception.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from pointsman.engine.exact import Exact, plain, power_of_ten
from pointsman.engine.instants import format_instant
from pointsman.engine.lots import Allocation, Lot, restore, total
from pointsman.engine.record import Record

if TYPE_CHECKING:
    from pointsman.engine.explanation.model import Explanation


class RedemptionType(StrEnum):
    """What points were redeemed for; external items are MERCHANDISE."""

    CASHBACK = "CASHBACK"
    MERCHANDISE = "MERCHANDISE"
    TRAVEL = "TRAVEL"


REVERSIBLE: Final = (RedemptionType.MERCHANDISE, RedemptionType.TRAVEL)
"""The types whose points can be given back (S-REV)."""


class Refusal(StrEnum):
    """The reason codes of a reversal that is refused."""

    NOT_REVERSIBLE = "NOT_REVERSIBLE"
    INVALID_INPUT = "INVALID_INPUT"
    WHOLE_POINTS_ONLY = "WHOLE_POINTS_ONLY"
    CREDIT_EXCEEDS_REDEMPTION = "CREDIT_EXCEEDS_REDEMPTION"


@frozen(repr=False)
class ReversalError(Record):
    """One reason why a reversal is refused; `path` is a JSON pointer into the request."""

    reason: Refusal
    description: str
    path: str

    def to_json(self) -> dict[str, object]:
        """The error as JSON values."""
        return {"reason": str(self.reason), "description": self.description, "path": self.path}


@frozen(repr=False)
class Redemption(Record):
    """A redemption as it stands: allocations in the order of taking, `credited` given back so far.

    Points are in hundredths.

    Raises:
        ValueError: more is credited than was taken, or less than nothing.
    """

    type: RedemptionType
    allocations: tuple[Allocation, ...]
    credited: int = field(default=0)

    @credited.validator
    def _within_the_redemption(self, _: object, credited: int) -> None:
        if not 0 <= credited <= self.points:
            raise ValueError(f"{credited} of {self.points} hundredths of points are credited")

    @property
    def points(self) -> int:
        """All points that were taken."""
        return total(self.allocations)

    @property
    def remaining(self) -> int:
        """Points that are still to be given back."""
        return self.points - self.credited


@frozen(repr=False)
class Share(Record):
    """What one allocation gets back: `before` by earlier reversals, `now` by this one."""

    taken: Allocation
    before: int
    now: int


@frozen(repr=False)
class ReversalRequest(Record):
    """What a reversal is decided on. `points` is in points and as asked for: it may be wrong.

    None asks for all that remains.
    """

    redemption: Redemption
    lots: tuple[Lot, ...]
    at: int
    points: Exact | None = None
    id: str | None = None


@frozen(repr=False)
class Reversal(Record):
    """What became of a reversal: refused with `errors`, or points given back to their lots.

    `returned` says which lot got how many, in the order of giving back; `expired` is the part of
    it that expired at once, because its lot had. Points are in hundredths.
    """

    request: ReversalRequest
    errors: tuple[ReversalError, ...]
    lots: tuple[Lot, ...]
    returned: tuple[Allocation, ...] = ()
    expired: tuple[Allocation, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether points were given back."""
        return not self.errors

    @property
    def credited(self) -> int:
        """Points given back by this reversal, those that expired at once among them."""
        return total(self.returned)

    @property
    def remaining(self) -> int:
        """Points still to be given back: the API's `partialCreditPointBalRemain`."""
        return self.request.redemption.remaining - self.credited

    def explain(self, program: str | None = None, points_name: str = "points") -> "Explanation":
        """Why it came out so, in the names of a program and its points."""
        from pointsman.engine.explanation.reversal_words import explain_reversal  # noqa: PLC0415

        return explain_reversal(self, program, points_name)

    def to_json(self) -> dict[str, object]:
        """The answer as JSON values: points as text, instants as RFC 3339 in UTC."""
        return {
            "id": self.request.id,
            "accepted": self.accepted,
            "errors": [error.to_json() for error in self.errors],
            "credited": plain(self.credited, 2),
            "expired": plain(total(self.expired), 2),
            "remaining": plain(self.remaining, 2),
            "lots": [_lot_json(lot) for lot in self.lots],
        }


def reverse(
    redemption: Redemption,
    lots: Sequence[Lot],
    at: int,
    points: Exact | None = None,
    whole: bool = False,
) -> Reversal:
    """Give back points of a redemption at an instant: so many, or all that remains.

    `whole` is whether the program's points are whole. Points go back in the reverse of the order
    in which they were taken, so any split of a full reversal ends in the same lots.

    Raises:
        LotsError: a lot that gets points back is not there, or two lots have one id.
    """
    return decide_reversal(ReversalRequest(redemption, tuple(lots), at, points), whole)


def decide_reversal(request: ReversalRequest, whole: bool) -> Reversal:
    """The answer to a request; see `reverse`."""
    errors = tuple(_errors(request, whole))
    if errors:
        return Reversal(request, errors, request.lots)
    shared = shares(request.redemption, _accepted_points(request))
    returned = tuple(Allocation(each.taken.lot, each.now) for each in shared if each.now)
    restored = restore(request.lots, returned, request.at)
    return Reversal(request, (), restored.lots, returned, restored.expired)


def shares(redemption: Redemption, points: int) -> Iterator[Share]:
    """How the next points (hundredths) to go back are shared: what was taken last goes first.

    It depends on the allocations and on `credited` alone, never on how that came together.
    """
    passed_over = redemption.credited
    for taken in reversed(redemption.allocations):
        before = min(passed_over, taken.points)
        now = min(points, taken.points - before)
        yield Share(taken, before, now)
        passed_over, points = passed_over - before, points - now


def _accepted_points(request: ReversalRequest) -> int:
    """The points of a request in which nothing is wrong, in hundredths."""
    asked = None if request.points is None else request.points.scaled(2)
    return request.redemption.remaining if asked is None else asked


def has_decimals(points: Exact) -> bool:
    """Whether points are not whole: `3.0` is."""
    hundredths = points.scaled(2)
    return hundredths is None or hundredths % 100 != 0


def _errors(request: ReversalRequest, whole: bool) -> Iterator[ReversalError]:
    """All that is wrong with a request, in a fixed order."""
    kind = request.redemption.type
    if kind not in REVERSIBLE:
        described = f"points redeemed for {kind} cannot be given back"
        yield ReversalError(Refusal.NOT_REVERSIBLE, described, "/redemption/type")
    if request.points is not None:
        yield from _errors_of_points(request.points, whole)
    yield from _errors_of_the_sum(request)


def _errors_of_points(points: Exact, whole: bool) -> Iterator[ReversalError]:
    if points.units <= 0:
        described = f"the points to give back must be above 0, not {points}"
        yield ReversalError(Refusal.INVALID_INPUT, described, "/points")
    elif points.scaled(2) is None and not whole:
        described = f"points have at most 2 decimals, and {points} has more"
        yield ReversalError(Refusal.INVALID_INPUT, described, "/points")
    if whole and has_decimals(points):
        described = f"the program's points are whole, and {points} has decimals"
        yield ReversalError(Refusal.WHOLE_POINTS_ONLY, described, "/points")


def _errors_of_the_sum(request: ReversalRequest) -> Iterator[ReversalError]:
    """No more than remains, and nothing once nothing does."""
    remaining, points = request.redemption.remaining, request.points
    if remaining and (points is None or not _is_more(points, remaining)):
        return
    left = plain(remaining, 2)
    described = f"{points} points are asked for, and {left} are still to be given back"
    if not remaining:
        described = "all points of the redemption have been given back"
    path = "/redemption/credited" if points is None else "/points"
    yield ReversalError(Refusal.CREDIT_EXCEEDS_REDEMPTION, described, path)


def _is_more(points: Exact, hundredths: int) -> bool:
    """Whether points, which may be finer than hundredths, are more than so many hundredths."""
    return points.units * 100 > hundredths * power_of_ten(points.places)


def _lot_json(lot: Lot) -> dict[str, object]:
    return {
        "id": lot.id,
        "earned": format_instant(lot.earned),
        "expires": None if lot.expires is None else format_instant(lot.expires),
        "remaining": plain(lot.remaining, 2),
    }
