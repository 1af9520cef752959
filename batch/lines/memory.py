"""Values as lines have them, and what they stand for: read once, then looked up."""

from collections.abc import Callable
from typing import Any, Final

from msgspec import Raw

from pointsman.engine.exact import MAX_DIGITS, Written
from pointsman.engine.facts_reading.flaws import Flaw

REMEMBERED: Final = 100_000
"""Values that are remembered of one fact; after that, memory begins anew."""

_USUAL: Final = range(len("0.00"), MAX_DIGITS + 1)
"""Characters of an amount with two decimals, and no more digits than a number may have."""

_LOOKED_UP: Final = frozenset({str, int, type(None)})


class NotPlainError(Exception):
    """A line that is not vouched for here: it may be right, or wrong in some way."""


class Memory(dict[object, Any]):
    """What the values of one fact stand for; those that are not remembered are read.

    What is left out stands for None. Values of any type at all are looked up by `find`.
    """

    def __init__(self, read: Callable[[str], object], *, needed: bool = False) -> None:
        """`read` answers with what a text or number stands for, or with a `Flaw`.

        What is `needed` may not be left out.
        """
        self._at_first: dict[object, Any] = {} if needed else {None: None}
        super().__init__(self._at_first)
        self._read = read

    def __missing__(self, given: object) -> Any:
        """Read a value, and remember it.

        Raises:
            NotPlainError: it cannot be read, or is neither text nor number.
        """
        value = self._read(as_written(given))
        if isinstance(value, Flaw):
            raise NotPlainError
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(self._at_first)
        if not isinstance(given, Raw):
            self[given] = value
        return value

    def find(self, given: object) -> Any:
        """What a value of any type stands for: `true` is not looked up, for it equals 1.

        Raises:
            NotPlainError: it cannot be read, or is neither text nor number.
        """
        return self[given] if type(given) in _LOOKED_UP else self.__missing__(given)


class Amounts(Memory):
    """What amounts of a currency stand for in minor units; the usual ones are read at once."""

    def __init__(
        self, read: Callable[[str], object], exponent: int, *, needed: bool = False
    ) -> None:
        """`read` reads amounts of any form in a currency with this `exponent`."""
        super().__init__(read, needed=needed)
        self._quick = exponent == 2

    def __missing__(self, given: object) -> Any:
        """Read an amount, and remember it.

        Raises:
            NotPlainError: it cannot be read, or is neither text nor number.
        """
        if self._quick and type(given) is str and given[-3:-2] == "." and len(given) in _USUAL:
            digits = given[:-3] + given[-2:]
            if digits.isascii() and digits.isdigit() and len(self) < REMEMBERED:
                self[given] = minor = int(digits)
                return minor
        return super().__missing__(given)


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
