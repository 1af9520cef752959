"""The facts follow a sweep: as many moves as it takes, they are one step to undo."""

from attrs import define
from textual.screen import Screen


@define(eq=False)
class Following:
    """Knows which sweep the facts followed last, and to what text."""

    _last: tuple[Screen[object], str] | None = None

    def goes_on(self, sweep: Screen[object], before: str, after: str) -> bool:
        """Note a move; whether it goes on from the last one of the same visit."""
        last, self._last = self._last, (sweep, after)
        return last == (sweep, before)
