"""Many overrides in a row that each look at one fact: they can be told together, not one by one."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

from pointsman.engine.override_index import listed_test
from pointsman.engine.plan import Compare, Plan, Within
from pointsman.engine.record import Record

MANY: Final = 12
"""So many overrides in a row are told together; fewer are told one by one."""


@frozen(repr=False)
class OverrideRun(Record):
    """Overrides by number, from `first` up to but not including `end`.

    `tests` has one test for each fact that they look at.
    """

    first: int
    end: int
    tests: tuple[Compare | Within, ...]

    def __len__(self) -> int:
        return self.end - self.first

    def around(self, plan: Plan, chosen: int | None) -> Iterator["OverrideRun"]:
        """The run in parts: what is before the override that applies, itself, what is after it."""
        if chosen is None or not self.first <= chosen < self.end:
            yield self
            return
        for first, end in ((self.first, chosen), (chosen, chosen + 1), (chosen + 1, self.end)):
            if first < end:
                yield self._part(plan, first, end)

    def _part(self, plan: Plan, first: int, end: int) -> "OverrideRun":
        tests = self.tests
        if len(tests) > 1:
            slots = set(plan.override_index.slots[first:end])
            tests = tuple(test for test in tests if test.slot in slots)
        return evolve(self, first=first, end=end, tests=tests)


def find_runs(plan: Plan) -> tuple[OverrideRun, ...]:
    """The runs of a plan that are long enough, in order."""
    slots = plan.override_index.slots
    stretches = groupby(range(len(slots)), key=lambda number: slots[number] is not None)
    runs = (_run(plan, list(stretch)) for of_one_fact, stretch in stretches if of_one_fact)
    return tuple(run for run in runs if len(run) >= MANY)


def _run(plan: Plan, numbers: list[int]) -> OverrideRun:
    found = (listed_test(plan.override_index.tests[number]) for number in numbers)
    by_slot = {test.slot: test for test in found if test is not None}
    return OverrideRun(numbers[0], numbers[-1] + 1, tuple(by_slot.values()))
