"""A generated loop in its two forms: as plain Python, and as machine code once asked for."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, Final

from attrs import define, field

from pointsman.engine.compiled.loop import Loop

COMPILE_FROM: Final = 100_000
"""Rows from which on a loop is compiled: before that, compiling takes longer than it saves."""


@define(eq=False, slots=False)
class RunningLoop:
    """A loop that any number of threads may run; it keeps nothing between calls."""

    loop: Loop
    origin: str
    _compiled: Callable[..., None] | None = None
    _lock: Lock = field(factory=Lock)

    @property
    def is_compiled(self) -> bool:
        """Whether the machine code is there already."""
        return self._compiled is not None

    @cached_property
    def plain(self) -> Callable[..., Any]:
        """The loop as Python, over lists of plain integers, which never wrap around."""
        return self.loop.function(_is_listed, self.origin)

    @property
    def machine_code(self) -> Callable[..., None]:
        """The loop as machine code, compiled when it is first asked for."""
        with self._lock:
            if self._compiled is None:
                self._compiled = _compile(self.loop, self.origin)
            return self._compiled


def _compile(loop: Loop, origin: str) -> Callable[..., None]:
    from pointsman.batch.machine_code import compile_function, is_listed  # noqa: PLC0415

    return compile_function(loop.function(is_listed, origin), loop)


def _is_listed(values: list[int], value: int) -> bool:
    at = bisect_left(values, value)
    return at < len(values) and values[at] == value
