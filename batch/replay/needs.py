"""What a program's replay reads, and runs: its loop, and the slots of purchases and accounts."""

from functools import cached_property
from typing import Final

from attrs import frozen

from pointsman.batch.at_hand import AtHand
from pointsman.batch.replay.classes import Classes, classes_of
from pointsman.batch.running import RunningLoop
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
    def running(self) -> RunningLoop:
        """The loop in both of its forms."""
        return RunningLoop(self.loop, self.program.digest)

    @property
    def _read(self) -> frozenset[int]:
        read = (each for each in self.loop.parameters if isinstance(each, Numbers | Codes))
        return frozenset(each.slot for each in read)


_AT_HAND: Final = AtHand(Needs)


def needs_of(program: Program) -> Needs:
    """The needs of a program, kept at hand: its loop is compiled once."""
    return _AT_HAND.of(program)
