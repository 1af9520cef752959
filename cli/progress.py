"""How far a long run is, on standard error, where somebody watches a terminal."""

import sys
import time
from types import TracebackType
from typing import Self

_EVERY = 0.25
_LOOK_AT = 256


class Progress:
    """Counts steps and shows the count a few times a second; silent when nobody watches.

    Nothing is shown when results go to the same terminal: they are progress enough. `elsewhere`
    says that results go to a file.
    """

    def __init__(self, what: str, *, elsewhere: bool = False) -> None:
        self._what = what
        self._count = 0
        self._total: int | None = None
        self._shown = False
        self._begun = self._last = time.monotonic()
        self._watched = sys.stderr.isatty() and (elsewhere or not sys.stdout.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hide()

    def advance(self) -> None:
        """One more step."""
        self._count += 1
        if self._watched and self._count % _LOOK_AT == 0:
            self._show()

    def reach(self, count: int, total: int | None) -> None:
        """So many steps are done, of so many, where that is known."""
        self._count = count
        self._total = total
        if self._watched:
            self._show()

    def hide(self) -> None:
        """Clear the line, so that something else can be written there."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._last < _EVERY:
            return
        self._last = now
        rate = self._count / (now - self._begun)
        of = "" if self._total is None else f" of {self._total:,}"
        sys.stderr.write(f"\r{self._count:,}{of} {self._what}, {rate:,.0f} a second\x1b[K")
        sys.stderr.flush()
        self._shown = True
