"""Which override sets the cost per point, found without trying them one by one.

Most overrides look at one fact and list its values (`for merchant id "445566778899002"`). A table
from value to override answers for all of these at once; what is left is tried in order.
"""

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Final

from attrs import frozen

from pointsman.engine.fact_types import Kind
from pointsman.engine.plan import Compare, Constant, MerchantTest, Plan, RateStep, Test, Within
from pointsman.engine.record import Record
from pointsman.engine.slots import Bound
from pointsman.engine.verdicts import Truth

SPELLED: Final = 1_000
"""Category codes that the ranges of one test are spelled out to: all airlines, hotels and cars."""


@frozen(eq=False, repr=False)
class OverrideIndex(Record):
    """The overrides of a plan by what selects them; numbers count from 0 in the order written.

    `tests` are their conditions; `tables` has for each slot, and each value of it that overrides
    list, the first of them; `slots` has for each override the slot that it looks at, None for
    those in `others`.
    """

    tests: tuple[Test, ...]
    tables: Mapping[int, Mapping[Constant, int]]
    slots: tuple[int | None, ...]
    others: tuple[tuple[int, Test], ...]

    def first(self, bound: Bound, holds: Callable[[Test], Truth]) -> int | None:
        """The number of the first override that is true for a bound purchase; None: none is.

        `holds` tells the truth of a test for it.
        """
        found = self._first_listed(bound)
        for number, test in self.others:
            if number >= found:
                break
            if holds(test) is True:
                return number
        return found if found < len(self.slots) else None

    def _first_listed(self, bound: Bound) -> int:
        found = len(self.slots)
        for slot, table in self.tables.items():
            value = bound[slot]
            if value is not None:
                found = min(found, table.get(value, found))
        return found


def make_override_index(plan: Plan) -> OverrideIndex:
    """The index of a plan's overrides."""
    tables: dict[int, dict[Constant, int]] = {}
    slots: list[int | None] = []
    others: list[tuple[int, Test]] = []
    tests = tuple([_test_of(override) for override in plan.overrides])
    for number, test in enumerate(tests):
        selected = selected_by(test)
        slots.append(None if selected is None else selected[0])
        if selected is None:
            others.append((number, test))
            continue
        slot, values = selected
        table = tables.setdefault(slot, {})
        for value in values:
            table.setdefault(value, number)
    return OverrideIndex(tests, tables, tuple(slots), tuple(others))


def _test_of(override: RateStep) -> Test:
    if override.test is None:
        raise ValueError(f"{override.pointer} has no condition")
    return override.test


def selected_by(test: Test) -> tuple[int, frozenset[Constant]] | None:
    """The slot and the values for which a test is true, where it is a list of values of one fact.

    For every other known value it is false, and unknown where the fact is. Ranges of category
    codes are spelled out up to `SPELLED` codes, so that no program makes tables without end.
    """
    listed = listed_test(test)
    if listed is None:
        return None
    if isinstance(listed, Compare):
        return listed.slot, frozenset({listed.value})
    return listed.slot, listed.values.union(f"{code:04d}" for code in chain(*_codes(listed)))


def listed_test(test: Test) -> Compare | Within | None:
    """The test of one fact that a test comes down to, where `selected_by` can list its values."""
    match test:
        case Compare(op="=") | Within(spans=()):
            return test
        case Within(kind=Kind.MCC):
            return test if sum(map(len, _codes(test))) <= SPELLED else None
        case MerchantTest(parts=(part,)):
            return listed_test(part)
        case _:
            return None


def _codes(test: Within) -> list[range]:
    return [range(int(low), int(high) + 1) for low, high in test.spans]
