"""Times of lines as instants, and as days and hours where the program is."""

from datetime import tzinfo
from typing import Final

from pointsman.batch.lines.memory import REMEMBERED, NotPlainError
from pointsman.engine.instants import SECOND, BadInstantError, local_parts, parse_instant

Moment = tuple[int, int, int, int]
"""Microseconds since 1970, then weekday, hour and ordinal day (`engine.slots`)."""

_WHOLE_MINUTES: Final = 63_072_000 * SECOND
"""1972: since then clocks everywhere are whole minutes apart, and change at whole minutes."""

_SECONDS: Final = {f"{second:02d}": second * SECOND for second in range(60)}


class Clock:
    """Reads times. Those of one minute and offset differ in their seconds only: it is remembered.

    That counts for times without a fraction, since 1972.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._minutes: dict[str, Moment] = {}

    def moment(self, text: str) -> Moment:
        """The moment of a time of RFC 3339.

        Raises:
            NotPlainError: it is none.
        """
        seconds = _SECONDS.get(text[17:19])
        if seconds is None:
            return self._read(text)
        minute = f"{text[:17]}00{text[19:]}"
        found = self._minutes.get(minute)
        if found is None:
            found = self._read(minute)
            if found[0] < _WHOLE_MINUTES or found[0] % (60 * SECOND):
                return self._read(text)
            self._remember(minute, found)
        instant, weekday, hour, day = found
        return instant + seconds, weekday, hour, day

    def _remember(self, minute: str, found: Moment) -> None:
        if len(self._minutes) >= REMEMBERED:
            self._minutes.clear()
        self._minutes[minute] = found

    def _read(self, text: str) -> Moment:
        try:
            instant = parse_instant(text)
        except BadInstantError as error:
            raise NotPlainError from error
        day, weekday, hour = local_parts(instant, self._zone)
        return instant, weekday, hour, day
