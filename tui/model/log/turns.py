"""Work in a thread that lets the event loop go first, piece by piece.

Python runs one thread at a time. A thread that only computes holds the loop up for milliseconds
whenever the loop comes back from waiting, which adds up to a screen that stutters. So the thread
waits after each small piece until the loop has nothing left to do at once.
"""

from asyncio import AbstractEventLoop
from collections.abc import Callable
from threading import Event
from typing import Final

from attrs import frozen

_AT_MOST: Final = 1.0
"""Seconds that are waited: a loop that has ended never answers."""


@frozen
class Turns:
    """Asked between two pieces of work: lets the loop go first, then says whether to stop."""

    loop: AbstractEventLoop
    is_cancelled: Callable[[], bool]

    def __call__(self) -> bool:
        """Whether nobody wants the rest any more."""
        if self.loop.is_closed() or self.is_cancelled():
            return True
        reached = Event()
        self.loop.call_soon_threadsafe(reached.set)
        reached.wait(_AT_MOST)
        return self.is_cancelled()
