"""Running a program's loop over bound columns, as machine code once that pays.

The loop comes from `pointsman.engine.compiled`; here it is handed its arrays. Results belong to
the call that made them, so any number of threads may decide with one kernel at once.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from attrs import define, frozen
from numpy.typing import NDArray

from pointsman.batch.binding.columns import BoundColumns
from pointsman.batch.pairs import Pairs, lower, new_pairs
from pointsman.batch.running import COMPILE_FROM, RunningLoop
from pointsman.batch.words import Answers
from pointsman.engine.compiled.columns import OUTPUTS, TARGETS
from pointsman.engine.compiled.loop import Loop, make_loop
from pointsman.engine.compiled.parameters import Codes, Listed, Numbers, Parameter, Rates, State
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot

_NOTHING: Final[NDArray[np.int64]] = np.empty(0, np.int64)

ALWAYS_BOUND: Final = frozenset({Slot.AMOUNT, Slot.BALANCE, Slot.USABLE, Slot.MODE, Slot.AFTER})
"""Slots that results are worked out from, besides those that the program looks at."""


Input = Callable[[BoundColumns], NDArray[Any]]
"""The array that the loop is handed for one of its parameters."""


@frozen(eq=False)
class Results:
    """What the loop found, a row each; rows marked odd hold nothing.

    `endings` number `engine.endings.ENDINGS`, `tiers` the rows of `Program.rates` (-1: stage 5 was
    not reached). Points are hundredths, credits minor units. The targets hold a value only where
    there is a tier, and none at all of a kernel without targets. With
    targets, all five numbers are the lower halves of `pairs`, in their order here.
    """

    endings: NDArray[np.int8]
    tiers: NDArray[np.int32]
    points: NDArray[np.int64]
    credit: NDArray[np.int64]
    target_credit: NDArray[np.int64]
    target_points: NDArray[np.int64]
    required: NDArray[np.int64]
    odd: NDArray[np.bool_]
    pairs: tuple[Pairs, ...] = ()


@define(eq=False)
class Kernel:
    """A program's loop, with what was worked out for it so far."""

    program: Program
    loop: Loop
    running: RunningLoop
    _inputs: tuple[Input, ...]
    _seen: int = 0

    @classmethod
    def of(cls, program: Program, *, targets: bool = True) -> "Kernel":
        """The kernel of a program. Making it is cheap; machine code comes when it pays.

        Without `targets` the results do not tell what stage 5 aimed at.
        """
        loop = make_loop(program.plan, program.rates, targets=targets)
        running = RunningLoop(loop, program.digest)
        answers = Answers(program.plan, loop.parameters)
        inputs = tuple(_input(parameter, answers) for parameter in loop.parameters)
        return cls(program, loop, running, inputs)

    @property
    def slots(self) -> frozenset[int]:
        """The slots that columns are needed of."""
        read = (it.slot for it in self.loop.parameters if isinstance(it, Numbers | Codes))
        return frozenset({*read, *ALWAYS_BOUND})

    def run(self, bound: BoundColumns, *, compiled: bool | None = None) -> Results:
        """Decide every row that is not odd, nor beyond what 64 bits hold.

        `compiled` None: as machine code once `COMPILE_FROM` rows have been seen.
        """
        beyond = self._beyond(bound)
        odd = bound.odd if beyond is None else bound.odd | beyond
        pairs = self._pairs(bound.rows)
        outputs = self._outputs(bound.rows, pairs)
        inputs = [array_of(bound) for array_of in self._inputs]
        if compiled is None:
            self._seen += bound.rows
            compiled = self.running.is_compiled or self._seen >= COMPILE_FROM
        if compiled:
            self.running.machine_code(0, bound.rows, *inputs, *outputs)
        else:
            # Plain integers: those of numpy would wrap around in silence, and take longer.
            told = [output.tolist() for output in outputs]
            self.running.plain(0, bound.rows, *(each.tolist() for each in inputs), *told)
            for output, values in zip(outputs, told, strict=True):
                output[:] = values
        endings, tiers, points, credit, *targets = outputs
        target_credit, target_points, required = targets or [_NOTHING] * len(TARGETS)
        aimed = (target_credit, target_points, required)
        return Results(endings, tiers, points, credit, *aimed, odd, pairs)

    def _pairs(self, rows: int) -> tuple[Pairs, ...]:
        """What the loop is to write numbers into, where they are to become decimals."""
        numbers = self.loop.outputs - 2
        return tuple(new_pairs(rows) for _ in range(numbers)) if self._has_targets else ()

    def _outputs(self, rows: int, pairs: tuple[Pairs, ...]) -> tuple[NDArray[Any], ...]:
        """New arrays for every call: threads share none."""
        whole: list[NDArray[np.int64]] = [lower(each) for each in pairs]
        if not self._has_targets:
            whole = [np.empty(rows, np.int64) for _ in range(self.loop.outputs - 2)]
        return np.empty(rows, np.int8), np.empty(rows, np.int32), *whole

    @property
    def _has_targets(self) -> bool:
        return self.loop.outputs > len(OUTPUTS)

    def _beyond(self, bound: BoundColumns) -> NDArray[np.bool_] | None:
        """Rows whose sums might leave 64 bits: they are decided one by one; None: none might."""
        amounts, usable = bound.numbers[Slot.AMOUNT], bound.numbers[Slot.USABLE]
        most, largest = self.loop.largest_amount, self.loop.largest_balance
        if int(amounts.max(initial=0)) <= most and int(usable.max(initial=0)) <= largest:
            return None
        return (amounts > most) | (usable > largest)


def _input(parameter: Parameter, answers: Answers) -> Input:
    """Where the array of a parameter comes from, found out once: a batch asks for dozens."""
    match parameter:
        case Numbers(slot):
            return lambda bound: bound.numbers[slot]
        case Codes(slot):
            return lambda bound: bound.coded[slot].codes.view(np.uint32)
        case Rates() | Listed():
            fixed = answers.fixed(parameter)
            return lambda _: fixed
        case State():
            raise ValueError("only a replay carries a state")
        case _:
            return lambda bound: answers.of_values(parameter, bound.coded[parameter.slot])
