"""What a program's replay reads, and runs: its loop, and the slots of purchases and accounts."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, Final

from attrs import field, frozen

from pointsman.batch.kernel import compile_loop
from pointsman.batch.replay.classes import Classes, classes_of
from pointsman.engine.compiled.columns import CARRIED
from pointsman.engine.compiled.loop import Loop, make_loop
from pointsman.engine.compiled.parameters import Codes, Numbers
from pointsman.engine.program import Program
from pointsman.engine.slots import NUMBER_SLOTS, Slot, is_of_account

_OF_EVERY_PURCHASE: Final = frozenset({Slot.AMOUNT, Slot.TIME, Slot.REQUESTED_AT, Slot.AFTER})
"""Slots that order and results are worked out from, besides those the program looks at."""


@frozen(slots=False, eq=False)
class Needs:
    """The loop of a program's replay with the slots that it reads; any threads may share it."""

    program: Program
    _lock: Lock = field(factory=Lock)
    _compiled: list[Callable[..., None]] = field(factory=list)

    @cached_property
    def loop(self) -> Loop:
        """The loop that carries balances and modes."""
        return make_loop(self.program.plan, self.program.rates, replay=True)

    @cached_property
    def of_accounts(self) -> frozenset[int]:
        """Slots that stay as the account has them at the start, whatever is redeemed."""
        return frozenset(slot for slot in self._read if is_of_account(slot)) - CARRIED

    @cached_property
    def of_purchases(self) -> frozenset[int]:
        """Slots of the purchases themselves."""
        own = frozenset(slot for slot in self._read if not is_of_account(slot))
        return own | _OF_EVERY_PURCHASE

    def classes(self, slots: frozenset[int]) -> dict[int, Classes]:
        """Classes for those of the slots that are no numbers."""
        plan, parameters = self.program.plan, self.loop.parameters
        return {slot: classes_of(plan, parameters, slot) for slot in slots - NUMBER_SLOTS}

    @cached_property
    def plain(self) -> Callable[..., Any]:
        """The loop as Python, over lists of plain integers."""
        return self.loop.function(_is_listed, self.program.digest)

    @property
    def is_compiled(self) -> bool:
        """Whether the machine code is there already."""
        return bool(self._compiled)

    @property
    def machine_code(self) -> Callable[..., None]:
        """The loop as machine code, compiled when it is first asked for."""
        with self._lock:
            if not self._compiled:
                self._compiled.append(compile_loop(self.loop, self.program.digest))
        return self._compiled[0]

    @property
    def _read(self) -> frozenset[int]:
        read = (each for each in self.loop.parameters if isinstance(each, Numbers | Codes))
        return frozenset(each.slot for each in read)


_PROGRAMS_AT_HAND: Final = 16
_AT_HAND: Final[dict[str, Needs]] = {}
"""By digest, for a program with the same digest decides the same; used longest ago comes first."""
_LOCK: Final = Lock()


def needs_of(program: Program) -> Needs:
    """The needs of a program, kept at hand: its loop is compiled once."""
    with _LOCK:
        needs = _AT_HAND.pop(program.digest, None) or Needs(program)
        _AT_HAND[program.digest] = needs
        while len(_AT_HAND) > _PROGRAMS_AT_HAND:
            del _AT_HAND[next(iter(_AT_HAND))]
    return needs


def _is_listed(values: list[int], value: int) -> bool:
    at = bisect_left(values, value)
    return at < len(values) and values[at] == value
