"""Values as lines have them, and what they stand for: read once, then looked up."""

from collections.abc import Callable
from typing import Any, Final

from msgspec import UNSET, Raw

from pointsman.engine.exact import Written
from pointsman.engine.facts_reading.flaws import Flaw

REMEMBERED: Final = 100_000
"""Values that are remembered of one fact; after that, memory begins anew."""

_LEFT_OUT: Final[dict[object, Any]] = {UNSET: None, None: None}


class NotPlainError(Exception):
    """A line that is not vouched for here: it may be right, or wrong in some way."""


class Memory(dict[object, Any]):
    """What the values of one fact stand for; those that are not remembered are read.

    What is left out, or null, stands for None where the fact may be left out.
    """

    def __init__(self, read: Callable[[str], object], *, optional: bool = True) -> None:
        """`read` answers with what a text or number stands for, or with a `Flaw`."""
        self._first = _LEFT_OUT if optional else {}
        super().__init__(self._first)
        self._read = read

    def __missing__(self, given: object) -> Any:
        """Read a value, and remember it.

        Raises:
            NotPlainError: it cannot be read.
        """
        value = self._read(as_written(given))
        if isinstance(value, Flaw):
            raise NotPlainError
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(self._first)
        # Other kinds of number may be equal to this one and mean something else: 1 and true.
        if isinstance(given, str | int):
            self[given] = value
        return value


def as_written(given: object) -> str:
    """A text, or a number as the line has it.

    Raises:
        NotPlainError: it is neither.
    """
    kind = type(given)
    if kind is str:
        return str(given)
    if kind is int:
        return Written(given)
    if isinstance(given, Raw):
        return Written(bytes(given).decode())
    raise NotPlainError


def text_of(given: object) -> str | None:
    """A text that may be left out. Whether it holds only what a text may hold is not looked at.

    Raises:
        NotPlainError: it is no text.
    """
    return None if given is UNSET or given is None else str(as_written(given))
