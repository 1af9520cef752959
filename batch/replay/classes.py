"""Values of a slot that a program cannot tell apart, as one: what a replay holds of millions.

A program asks a few things about a merchant's name; all names with the same answers are one class.
So what is held in memory grows with the program's distinctions, not with the names in a file.
"""

from collections.abc import Callable, Hashable

import numpy as np
from numpy.typing import NDArray

from pointsman.batch.binding.columns import Coded
from pointsman.batch.results.settled import MODES as KNOWN_MODES
from pointsman.engine.compiled.loop import word_of
from pointsman.engine.compiled.parameters import Parameter, Ranks, Words
from pointsman.engine.plan import Plan
from pointsman.engine.slots import Slot, Value

Answer = Callable[[Value], Hashable]
"""All that a program finds out about a value of one slot."""

MODES = (None, *KNOWN_MODES)
"""The classes of modes: each one its own, for a replay changes them."""


class Classes:
    """The classes of one slot; class 0 is unknown. `values` has one value of each."""

    def __init__(self, answer: Answer, first: tuple[Value, ...] = (None,)) -> None:
        self.values: list[Value] = list(first)
        self._answer = answer
        self._class_of = {answer(value): at for at, value in enumerate(first) if value is not None}
        self._epoch: int | None = None
        self._translation = np.zeros(0, np.int32)
        self._known = 0

    def codes(self, coded: Coded) -> NDArray[np.int32]:
        """The class of each row of a column; columns come in the order in which they were bound."""
        if coded.epoch != self._epoch:
            self._epoch, self._known = coded.epoch, 0
        if self._known < len(coded.values):
            self._extend(coded.values)
        return self._translation[coded.codes]

    def _extend(self, values: tuple[Value, ...]) -> None:
        if len(values) > len(self._translation):
            longer = np.zeros(2 * len(values), np.int32)
            longer[: self._known] = self._translation[: self._known]
            self._translation = longer
        for at in range(self._known, len(values)):
            self._translation[at] = self._class(values[at])
        self._known = len(values)

    def _class(self, value: Value) -> int:
        if value is None:
            return 0
        answer = self._answer(value)
        found = self._class_of.setdefault(answer, len(self.values))
        if found == len(self.values):
            self.values.append(value)
        return found

    def coded(self, codes: NDArray[np.int32]) -> Coded:
        """Codes of this slot with the values that they stand for."""
        return Coded(codes, tuple(self.values), epoch=0)


def classes_of(plan: Plan, parameters: tuple[Parameter, ...], slot: int) -> Classes:
    """The classes of a slot for a loop with these parameters."""
    if slot == Slot.MODE:
        return Classes(lambda value: value, MODES)
    asked = [each for each in parameters if isinstance(each, Words | Ranks) and each.slot == slot]
    return Classes(lambda value: tuple(_asked(plan, each, value) for each in asked))


def _asked(plan: Plan, parameter: Words | Ranks, value: Value) -> int:
    if isinstance(parameter, Ranks):
        return parameter.rank(value)
    return word_of(plan, parameter.tests, parameter.slot, value)
