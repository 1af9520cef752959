"""Local dates and hours of many instants: a zone's offsets from UTC, looked up in tables.

The rules are the zone's own (`tzinfo.utcoffset`); they are asked once for each day of the years
that occur, and the instant at which an offset changes within a day is found by halving.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.binding.cells import Bits
from pointsman.batch.binding.columns import UNKNOWN
from pointsman.engine.instants import DAY, SECOND

HOUR: Final = 3_600 * SECOND

FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199
"""Instants outside these years (UTC) are left to the scalar path."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = _EPOCH.toordinal()
_MICROSECOND: Final = timedelta(microseconds=1)

_FEW: Final = 8
"""So many changes of the offset are told apart faster one by one than by searching."""


@frozen(eq=False)
class Offsets:
    """From each of `starts` on (microseconds, ascending), local time is so far ahead of UTC."""

    starts: NDArray[np.int64]
    ahead: NDArray[np.int64]

    def local(self, instants: NDArray[np.int64]) -> NDArray[np.int64]:
        """Microseconds since 1970 by the local clock, of instants from the first start on."""
        first = int(np.searchsorted(self.starts, instants.min(), side="right")) - 1
        end = int(np.searchsorted(self.starts, instants.max(), side="right"))
        if end - first > _FEW:
            first_of_each = np.searchsorted(self.starts, instants, side="right") - 1
            return instants + self.ahead.take(first_of_each)
        local: NDArray[np.int64] = instants + self.ahead[first]
        for at in range(first + 1, end):
            local += (instants >= self.starts[at]) * (self.ahead[at] - self.ahead[at - 1])
        return local


@frozen(eq=False)
class LocalTimes:
    """Hours and days since 1970-01-01 by the local clock, for the rows that are `known`."""

    hours: NDArray[np.int64]
    days: NDArray[np.int64]
    known: Bits | None

    def hour(self) -> NDArray[np.int64]:
        """0 to 23; UNKNOWN where not known, as for the others."""
        return self._or_unknown(self.hours - self.days * 24)

    def ordinal(self) -> NDArray[np.int64]:
        """The day as `date.toordinal` counts."""
        return self._or_unknown(self.days + _EPOCH_DAY)

    def weekday(self) -> NDArray[np.int64]:
        """0 (Monday) to 6; the first day of 1970 was a Thursday."""
        days = self.days + 3
        return self._or_unknown(days - days // 7 * 7)

    def _or_unknown(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        return values if self.known is None else np.where(self.known, values, UNKNOWN)


class Clock:
    """The local clock of one zone. Safe to use from several threads: its tables never change."""

    def __init__(self, zone: tzinfo) -> None:
        """`zone` gives the rules."""
        self._zone = zone
        self._years: dict[int, Offsets] = {}

    def local(self, instants: NDArray[np.int64]) -> LocalTimes:
        """The local times of the instants from FIRST_YEAR to LAST_YEAR; others are not known."""
        known = (instants >= _START) & (instants < _END)
        if known.all():
            return self._local(instants, None)
        if not known.any():
            nothing = np.zeros(len(instants), np.int64)
            return LocalTimes(nothing, nothing, known)
        return self._local(np.where(known, instants, instants[known][0]), known)

    def _local(self, instants: NDArray[np.int64], known: Bits | None) -> LocalTimes:
        if not len(instants):
            return LocalTimes(instants, instants, known)
        first, last = _year(int(instants.min())), _year(int(instants.max()))
        hours = self._offsets(first, last).local(instants) // HOUR
        return LocalTimes(hours, hours // 24, known)

    def _offsets(self, first: int, last: int) -> Offsets:
        years = [self._of_year(year) for year in range(first, last + 1)]
        starts = np.concatenate([year.starts for year in years])
        ahead = np.concatenate([year.ahead for year in years])
        changes = np.append(True, ahead[1:] != ahead[:-1])
        return Offsets(starts[changes], ahead[changes])

    def _of_year(self, year: int) -> Offsets:
        if year not in self._years:
            found = list(self._changes(_start(year), _start(year + 1)))
            starts, ahead = np.array(found, np.int64).T
            self._years[year] = Offsets(starts, ahead)
        return self._years[year]

    def _changes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The instants from which another offset counts, the first of all among them.

        No zone changes its offset and changes it back within one day.
        """
        before = self._ahead(start)
        yield start, before
        for midnight in range(start, end, DAY):
            after = self._ahead(midnight + DAY)
            if after != before:
                yield self._change(midnight, midnight + DAY), after
                before = after

    def _change(self, before: int, after: int) -> int:
        """The first instant, later than `before`, that has the offset of `after`."""
        new = self._ahead(after)
        while after - before > 1:
            middle = (before + after) // 2
            if self._ahead(middle) == new:
                after = middle
            else:
                before = middle
        return after

    def _ahead(self, instant: int) -> int:
        offset = (_EPOCH + instant * _MICROSECOND).astimezone(self._zone).utcoffset()
        return 0 if offset is None else offset // _MICROSECOND


def _start(year: int) -> int:
    return (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND


def _year(instant: int) -> int:
    return (_EPOCH + instant * _MICROSECOND).year


_START: Final = _start(FIRST_YEAR)
_END: Final = _start(LAST_YEAR + 1)
