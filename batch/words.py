"""What a program asks about text, answered once for each distinct value and then looked up.

The lists of distinct values only grow within an epoch (`binding.columns.Coded`), so every batch
pays for the values that it is the first to bring.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np
from attrs import define
from numpy.typing import NDArray

from pointsman.batch.binding.columns import Coded
from pointsman.engine.compiled.loop import word_of
from pointsman.engine.compiled.parameters import Listed, Parameter, Ranks, Rates, Words
from pointsman.engine.plan import Plan
from pointsman.engine.slots import Value


@define(eq=False)
class _Answered:
    """The answers for the first values of an epoch; `array` may be longer than what is known."""

    epoch: int
    known: int
    array: NDArray[Any]


class Answers:
    """The arrays of one loop that hold an answer for each distinct value, or for each tier."""

    def __init__(self, plan: Plan, parameters: tuple[Parameter, ...]) -> None:
        self._plan = plan
        self._lock = Lock()
        self._answered: dict[Words | Ranks, _Answered] = {}
        self._fixed = {
            each.name: np.array(each.values, np.int64)
            for each in parameters
            if isinstance(each, Rates | Listed)
        }

    def fixed(self, parameter: Rates | Listed) -> NDArray[np.int64]:
        """The numbers of the program itself."""
        return self._fixed[parameter.name]

    def of_values(self, parameter: Words | Ranks, coded: Coded) -> NDArray[Any]:
        """The answer for each of the values of a column; the array is at least as long as they.

        An array that was handed out is never changed where its holder looks.
        """
        with self._lock:
            answered = self._answered.get(parameter)
            if answered is None or answered.epoch != coded.epoch:
                answered = _Answered(coded.epoch, 0, np.empty(0, parameter.integers))
                self._answered[parameter] = answered
            if answered.known < len(coded.values):
                self._extend(answered, parameter, coded.values)
            return answered.array

    def _extend(
        self, answered: _Answered, parameter: Words | Ranks, values: tuple[Value, ...]
    ) -> None:
        new = values[answered.known :]
        if len(values) > len(answered.array):
            # Room to grow, so that a trickle of new values does not copy the old ones each time.
            longer = np.empty(len(values) + len(values) // 2, answered.array.dtype)
            longer[: answered.known] = answered.array[: answered.known]
            answered.array = longer
        answer = self._answer(parameter)
        answered.array[answered.known : len(values)] = [answer(value) for value in new]
        answered.known = len(values)

    def _answer(self, parameter: Words | Ranks) -> Callable[[Value], int]:
        if isinstance(parameter, Ranks):
            return parameter.rank
        tests, slot = parameter.tests, parameter.slot
        return lambda value: word_of(self._plan, tests, slot, value)
