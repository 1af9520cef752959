"""What the generated loop is handed, made from bound purchases one by one.

Slower than `pointsman.batch` and independent of it: what a row means is said here once more.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import frozen

from pointsman.engine.compiled.loop import Loop, word_of
from pointsman.engine.compiled.parameters import (
    Codes,
    Listed,
    Numbers,
    Parameter,
    Ranks,
    Rates,
    State,
    Words,
)
from pointsman.engine.plan import Plan
from pointsman.engine.slots import NUMBER_SLOTS, Bound, Slot, Value

NO_NUMBER = -1
NO_INSTANT = -(2**63)
INSTANTS = (Slot.TIME, Slot.REQUESTED_AT)
TOO_LARGE = 2**62


@frozen
class LoopInputs:
    """The arrays of a loop for some purchases, in the order of its parameters."""

    rows: int
    arrays: list[list[int]]

    @classmethod
    def of(cls, plan: Plan, loop: Loop, bound: Sequence[Bound]) -> "LoopInputs":
        """The inputs for purchases that `fits` says the loop may be handed."""
        distinct = _Distinct(bound)
        arrays = [_array(plan, parameter, distinct) for parameter in loop.parameters]
        return cls(len(bound), arrays)


def fits(loop: Loop, bound: Bound) -> bool:
    """Whether the loop may be handed a purchase: no sum about it leaves 64 bits."""
    numbers = (bound[slot] for slot in NUMBER_SLOTS if slot not in INSTANTS)
    if any(isinstance(number, int) and number >= TOO_LARGE for number in numbers):
        return False
    amount, usable = bound[Slot.AMOUNT], bound[Slot.USABLE]
    assert isinstance(amount, int)
    assert usable is None or isinstance(usable, int)
    return amount <= loop.largest_amount and (usable or 0) <= loop.largest_balance


def is_listed(values: Sequence[int], value: int) -> bool:
    """Whether a rising list holds a value."""
    at = bisect_left(values, value)
    return at < len(values) and values[at] == value


class _Distinct:
    """The distinct values of each slot, the unknown one first."""

    def __init__(self, bound: Sequence[Bound]) -> None:
        self.bound = bound
        self._values: dict[int, dict[Value, int]] = {}

    def values(self, slot: int) -> dict[Value, int]:
        """Each value by its code."""
        if slot not in self._values:
            codes: dict[Value, int] = {None: 0}
            for each in self.bound:
                codes.setdefault(each[slot], len(codes))
            self._values[slot] = codes
        return self._values[slot]

    def codes(self, slot: int) -> Iterator[int]:
        """The code of each purchase."""
        values = self.values(slot)
        return (values[each[slot]] for each in self.bound)


def _array(plan: Plan, parameter: Parameter, distinct: _Distinct) -> list[int]:
    match parameter:
        case Numbers(slot):
            return [_number(slot, each[slot]) for each in distinct.bound]
        case Codes(slot):
            return list(distinct.codes(slot))
        case Words(slot):
            return [word_of(plan, parameter.tests, slot, it) for it in distinct.values(slot)]
        case Ranks(slot):
            return [parameter.rank(it) for it in distinct.values(slot)]
        case Rates() | Listed():
            return list(parameter.values)
        case State():
            raise AssertionError("these loops carry nothing")


def _number(slot: int, value: Value) -> int:
    if value is None:
        return NO_INSTANT if slot in INSTANTS else NO_NUMBER
    assert isinstance(value, int)
    return int(value)
