"""What has been made for a program, kept at hand for the next time somebody needs it."""

from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from pointsman.engine.program import Program

Made = TypeVar("Made")

_PROGRAMS: Final = 16


class AtHand(Generic[Made]):
    """Things made of programs, by digest: a program with the same digest decides the same.

    Of more than a few programs, those that were used longest ago are let go.
    """

    def __init__(self, make: Callable[[Program], Made]) -> None:
        self._make = make
        # What was used longest ago comes first.
        self._made: dict[str, Made] = {}
        self._lock = Lock()

    def of(self, program: Program) -> Made:
        """What was made of the program, or of one that decides the same; made now if need be."""
        with self._lock:
            made = self._made.pop(program.digest, None)
            if made is None:
                made = self._make(program)
            self._made[program.digest] = made
            while len(self._made) > _PROGRAMS:
                del self._made[next(iter(self._made))]
        return made
