"""A book: the dated versions of one program, and which of them is in effect at an instant."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from os import PathLike

from attrs import field, frozen

from pointsman.engine.decision import Decision
from pointsman.engine.instants import BadInstantError, local_parts, parse_instant
from pointsman.engine.program import Program
from pointsman.programs.load import load

_ALWAYS = (-(2**63), 2**63)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BookError(ValueError):
    """Versions that cannot stand in one book: two are in effect at once, or names differ."""


def _in_order(programs: Iterable[Program]) -> tuple[Program, ...]:
    return tuple(sorted(programs, key=lambda program: (_effective(program), program.version)))


@frozen
class Book:
    """Versions of one program in the order in which they take effect.

    Raises:
        BookError: there is none, they have different names, two have the same version, or two
            are in effect at the same instant.
    """

    versions: tuple[Program, ...] = field(converter=_in_order)

    def __attrs_post_init__(self) -> None:
        if not self.versions:
            raise BookError("a book needs at least one version")
        _check_names(self.versions)
        _check_overlaps(self.versions)

    @classmethod
    def load(cls, paths: Iterable[str | PathLike[str]]) -> "Book":
        """A book from program files.

        Raises:
            OSError, ProgramError: a file does not load.
            BookError: the versions do not fit together.
        """
        return cls(load(path) for path in paths)

    def in_effect(self, instant: int | str) -> Program | None:
        """The version in effect at an instant: microseconds since 1970, or RFC 3339 text."""
        at = parse_instant(instant) if isinstance(instant, str) else instant
        return next((program for program in self.versions if _decides_at(program, at)), None)

    def decide(self, facts: Mapping[str, object]) -> Decision:
        """Decide by the version in effect at the purchase.

        Where none is, or the time is missing, the newest version says so (`NOT_IN_EFFECT`).

        Raises:
            BadFactsError: the facts cannot be read.
        """
        return self._version_for(facts).decide(facts)

    def _version_for(self, facts: Mapping[str, object]) -> Program:
        authorization = facts.get("authorization")
        text = authorization.get("time") if isinstance(authorization, Mapping) else None
        found = None
        if isinstance(text, str):
            try:
                found = self.in_effect(text)
            except BadInstantError:
                # Reading the facts reports it, with its place and whatever else is wrong.
                found = None
        return found or self.versions[-1]


def _check_names(versions: tuple[Program, ...]) -> None:
    first = versions[0]
    numbers: set[int] = set()
    for program in versions:
        if program.name != first.name:
            raise BookError(f"one book, two programs: `{first.name}` and `{program.name}`")
        if program.version in numbers:
            raise BookError(f"`{program.name}` has version {program.version} twice")
        numbers.add(program.version)


def _check_overlaps(versions: tuple[Program, ...]) -> None:
    for earlier, later in pairwise(versions):
        if _effective(later)[0] < _effective(earlier)[1]:
            raise BookError(
                f"versions {earlier.version} and {later.version} of `{earlier.name}` are both in "
                f"effect at {_first_day(later)}; end one the day before the other begins"
            )


def _decides_at(program: Program, instant: int) -> bool:
    """Whether the local date lies in `effective`: the very question of stage 1."""
    first, last = program.plan.first_day, program.plan.last_day
    if first is None:
        return True
    day, _, _ = local_parts(instant, program.zone)
    return first <= day and (last is None or day <= last)


def _effective(program: Program) -> tuple[int, int]:
    """From the first instant of the first day to the first instant after the last, in its zone."""
    effective = program.rules.effective
    if effective is None:
        return _ALWAYS
    start = _midnight(date.fromisoformat(effective.from_), program.zone)
    if effective.to is None or effective.to == date.max.isoformat():
        return start, _ALWAYS[1]
    return start, _midnight(date.fromisoformat(effective.to) + timedelta(days=1), program.zone)


def _midnight(day: date, zone: tzinfo) -> int:
    if day.year <= 1:
        return _ALWAYS[0]
    return (datetime.combine(day, time(), zone) - _EPOCH) // timedelta(microseconds=1)


def _first_day(program: Program) -> str:
    effective = program.rules.effective
    return "all times" if effective is None else effective.from_
