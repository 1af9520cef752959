"""A value that is not what it should be: raised while a document is structured, then placed."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.engine.nearest import nearest

T = TypeVar("T")

_LOOKED_AT = 1_000
_NAMED = 24

Help = str | Callable[[], str | None] | None
"""The help, or what finds it: looking for a near name takes time, and not all are shown."""


class RefusedError(ValueError):
    """One value is refused. `within` leads from the value being structured to the refused one."""

    def __init__(
        self, code: str, message: str, help: Help = None, within: tuple[str | int, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.within = within
        self._help = help

    @property
    def help(self) -> str | None:
        """What to write instead."""
        return self._help() if callable(self._help) else self._help

    def inside(self, *keys: str | int) -> "RefusedError":
        """The same, further in."""
        return RefusedError(self.code, self.message, self._help, (*keys, *self.within))


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str | None = None) -> str | None:
    """The help for a name that is not known; of very many names only the first are looked at."""
    near = nearest(word, islice(candidates, _LOOKED_AT))
    return f"did you mean `{near}`?" if near else otherwise


def some_of(names: Sequence[str]) -> str:
    """Names for a sentence, those of a long list cut short: `gold, silver and 3 more`."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"


def each(values: Iterable[object], read: Callable[[object], T], *path: str) -> tuple[T, ...]:
    """Every value read, or all refusals at once (a hundred and one of a list say enough).

    Raises:
        ExceptionGroup: of `RefusedError`, each with the path and the index of its value.
    """
    found: list[T] = []
    refused: list[Exception] = []
    for index, value in enumerate(values):
        try:
            found.append(read(value))
        except RefusedError as error:
            refused.append(error.inside(*path, index))
            if len(refused) > MAX_REPORTED:
                break
    if refused:
        raise ExceptionGroup("refused", refused)
    return tuple(found)
