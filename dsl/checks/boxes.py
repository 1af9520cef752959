"""Boxes: a region for each fact that a test reads, as far as that can be said.

`Space.where_true` gives a box that holds every purchase for which a test is TRUE (it may hold
more); None where there is none. A fact that a box constrains is known wherever the test is true,
because a test of an unknown fact is not true.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from pointsman.dsl.checks.regions import INFINITY, Intervals, Region, Values
from pointsman.engine.countries import COUNTRIES
from pointsman.engine.fact_types import BUILT_IN, Kind
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    FilterStep,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    RateStep,
    Test,
    Within,
    Worth,
)
from pointsman.engine.rules import Rules
from pointsman.engine.shared_conditions import PURCHASES
from pointsman.engine.slots import Slot

Box = Mapping[int, Region]

_LAST_DAY = 3_652_059
_WHOLE: dict[Kind, tuple[int, int]] = {
    Kind.MONEY: (1, INFINITY),
    Kind.POINTS: (0, INFINITY),
    Kind.NUMBER: (0, INFINITY),
    Kind.HOUR: (0, 23),
    Kind.WEEKDAY: (0, 6),
    Kind.MCC: (0, 9999),
}
_ORDER: dict[str, Callable[[int], tuple[int, int]]] = {
    "<": lambda n: (-INFINITY, n - 1),
    "<=": lambda n: (-INFINITY, n),
    ">": lambda n: (n + 1, INFINITY),
    ">=": lambda n: (n, INFINITY),
}


@frozen
class Space:
    """All purchases that a program may come to decide on, past stage 1."""

    plan: Plan
    choices: Mapping[int, frozenset[object]] = field(factory=dict)
    _found: dict[int, tuple[Test, Box | None]] = field(factory=dict, eq=False, repr=False)
    """The boxes worked out so far, by the identity of their tests, which it keeps alive."""

    @classmethod
    def of(cls, plan: Plan, rules: Rules) -> "Space":
        """The space of a program; a fact with choices has only those values."""
        choices: dict[int, frozenset[object]] = {
            Slot.CHANNEL: frozenset(BUILT_IN["channel"].choices),
            Slot.PROCESSING: frozenset(PURCHASES),
            Slot.CROSS_BORDER: frozenset({True, False}),
            Slot.COUNTRY: frozenset(COUNTRIES),
        }
        for fact in rules.facts or ():
            if fact.values is not None:
                choices[plan.slot_of(fact.name)] = frozenset(fact.values)
        return cls(plan, choices)

    def where_true(self, test: Test) -> Box | None:
        """A box around every purchase for which the test is true; None: there is none."""
        found = self._found.get(id(test))
        if found is None:
            found = self._found[id(test)] = test, self._where_true(test)
        return found[1]

    def where_step(self, step: FilterStep | RateStep) -> Box | None:
        """The same for a filter or an override; one without a test holds everywhere."""
        return {} if step.test is None else self.where_true(step.test)

    @property
    def decided(self) -> Box:
        """The facts that are known past stage 1, with all that they may be there."""
        known: dict[int, Region] = {
            Slot.AMOUNT: self.all_amounts,
            Slot.PROCESSING: Values(self.choices[Slot.PROCESSING]),
        }
        return known if self.plan.first_day is None else known | {Slot.DATE: self._all_dates}

    def passing(self) -> Box | None:
        """A box around every purchase that passes all filters."""
        return self.meet([self.decided, *map(self.where_step, self.plan.filters)])

    def _where_true(self, test: Test) -> Box | None:
        match test:
            case Compare() | Within():
                return self._known(test.slot, self.region(test))
            case AllOf(parts=parts):
                return self.meet(self.where_true(part) for part in parts)
            case AnyOf(parts=parts) | MerchantTest(parts=parts):
                return _join(self.where_true(part) for part in parts)
            case NotOf(part=part):
                return self._where_false(part)
            case Like() | Worth():
                return {}

    @property
    def all_amounts(self) -> Intervals:
        """Every amount that a purchase can have."""
        return Intervals.of([_WHOLE[Kind.MONEY]])

    def region(self, test: Compare | Within) -> Region:
        """The values of the fact for which an atomic test is true."""
        whole = self._whole(test)
        if isinstance(whole, Intervals):
            return whole.meet(_spans(test))
        return whole.meet(_values(test))

    def meet(self, boxes: Iterable[Box | None]) -> Box | None:
        """The box in which all of them hold."""
        regions: dict[int, list[Region]] = {}
        for box in boxes:
            if box is None:
                return None
            for slot, region in box.items():
                regions.setdefault(slot, []).append(region)
        met = {slot: _folded(each, _both) for slot, each in regions.items()}
        return None if any(region.empty for region in met.values()) else met

    def _where_false(self, test: Test) -> Box | None:
        match test:
            case Compare() | Within():
                whole: Any = self._whole(test)
                return self._known(test.slot, whole.without(self.region(test)))
            case AllOf(parts=parts):
                return _join(self._where_false(part) for part in parts)
            case AnyOf(parts=parts) | MerchantTest(parts=parts):
                return self.meet(self._where_false(part) for part in parts)
            case NotOf(part=part):
                return self.where_true(part)
            case Like() | Worth():
                return {}

    def _known(self, slot: int, region: Region) -> Box | None:
        if slot == Slot.USABLE:
            # Only filters ask for it, for at least a bound that is no finer than the points are:
            # rounded down, a balance reaches such a bound when it does so as it is.
            slot = Slot.BALANCE
        hidden = slot == Slot.BALANCE and not self.plan.hosted
        return None if hidden or region.empty else {slot: region}

    @property
    def _all_dates(self) -> Intervals:
        return Intervals.of([(self.plan.first_day or 1, self.plan.last_day or _LAST_DAY)])

    def _whole(self, test: Compare | Within) -> Region:
        """Every value that the fact of a test can have."""
        if test.kind is Kind.DATE:
            return self._all_dates
        if test.kind in _WHOLE:
            return Intervals.of([_WHOLE[test.kind]])
        choices = self.choices.get(test.slot)
        return Values(frozenset(), others=True) if choices is None else Values(choices)


def _spans(test: Compare | Within) -> Intervals:
    if isinstance(test, Within):
        points = ((int(value), int(value)) for value in test.values)
        return Intervals.of((*points, *((int(low), int(high)) for low, high in test.spans)))
    number = int(test.value)
    if test.op in _ORDER:
        return Intervals.of([_ORDER[test.op](number)])
    same = Intervals.of([(number, number)])
    return same if test.op == "=" else Intervals.of([(-INFINITY, INFINITY)]).without(same)


def _values(test: Compare | Within) -> Values:
    if isinstance(test, Within):
        return Values(frozenset(test.values))
    return Values(frozenset({test.value}), others=test.op == "!=")


def _join(boxes: Iterable[Box | None]) -> Box | None:
    """A box around all of them: only what every one of them constrains."""
    some = [box for box in boxes if box is not None]
    if not some:
        return None
    shared = set(some[0]).intersection(*some[1:])
    return {slot: _folded([box[slot] for box in some], _either) for slot in sorted(shared)}


def _folded(regions: list[Region], fold: Callable[[Region, Region], Region]) -> Region:
    """All of them put into one, two by two: one after the other, the first would grow and grow."""
    while len(regions) > 1:
        pairs = zip(regions[::2], regions[1::2], strict=False)
        rest = regions[-1:] if len(regions) % 2 else []
        regions = [*(fold(one, other) for one, other in pairs), *rest]
    return regions[0]


def _both(one: Region, other: Region) -> Region:
    return one.meet(other)  # type: ignore[arg-type]


def _either(one: Region, other: Region) -> Region:
    return one.join(other)  # type: ignore[arg-type]
