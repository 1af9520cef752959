"""How the code for one purchase finds the cost per point: by looking rows up.

A row is a tuple of its upper bound, the numbers that stage 5 calculates with, the row of the next
tier, and the balances from which on the worth filters pass.
"""

import ast
from collections.abc import Sequence
from typing import Final, Protocol

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.choosing import Single, Table, by_fact, in_order
from pointsman.engine.compiled.conditions import Leaves, condition
from pointsman.engine.compiled.constants import Constants, Note
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.rates import ROW_PARTS, RateRow, RateTable
from pointsman.engine.exact import MAX_DIGITS, power_of_ten
from pointsman.engine.plan import Plan

LinkedRow = tuple[object, ...]

UP_TO: Final = 0
NUMBERS: Final = 1
"""The tier as a record, then its `rates.ROW_PARTS`."""
FURTHER: Final = 2
REACHES: Final = 3
"""The first of as many as there are worth filters."""

_LONG: Final = 12
"""Steps from which on overrides are compared by number rather than asked one after another."""

_NO_AMOUNT: Final = power_of_ten(2 * MAX_DIGITS)
"""More than any amount: one has at most 18 digits and a few decimals of its currency."""

_ROW: Final = syntax.name("row")
_NOTHING: Final = syntax.own(None)


class Reader(Leaves, Protocol):
    """What reads facts."""

    def slot(self, slot: int) -> ast.expr:
        """The value of a slot."""


def linked_rows(table: RateTable) -> tuple[LinkedRow, ...]:
    """The first row of each override, then that of the base."""
    ends = (*table.starts[1:], len(table.rows))
    return tuple(
        _linked(table.rows[start:end]) for start, end in zip(table.starts, ends, strict=True)
    )


def _linked(tiers: Sequence[RateRow]) -> LinkedRow:
    """The first of the tiers of one rule."""
    *others, last = tiers
    linked = _row(last, _NO_AMOUNT, None)
    for tier in reversed(others):
        linked = _row(tier, tier.up_to, linked)
    return linked


def _row(tier: RateRow, up_to: int, further: LinkedRow | None) -> LinkedRow:
    numbers = (tier, *(getattr(tier, part) for part in ROW_PARTS))
    return up_to, numbers, further, *tier.reaches


class RowChoice:
    """Writes what gives `row` its value: that of the first override that is true, or the base's."""

    def __init__(
        self, body: Body, constants: Constants, reader: Reader, plan: Plan, table: RateTable
    ) -> None:
        self._body = body
        self._constants = constants
        self._reader = reader
        self._plan = plan
        self._base = table.base
        self._rows = linked_rows(table)

    def write(self) -> None:
        """Ask overrides in order while they are few, and by number where they are many."""
        steps = in_order(self._plan, _LONG)
        if steps is None:
            self._by_number()
        else:
            self._one_after_another(steps)

    def _one_after_another(self, steps: tuple[Table | Single, ...]) -> None:
        base = self._row(self._base)
        leading = []
        for step in steps:
            if isinstance(step, Single):
                break
            leading.append(self._look_up(step))
        rest = steps[len(leading) :]
        if not rest:
            self._body.add(syntax.assign("row", syntax.either([*leading, base])))
            return
        self._body.add(syntax.assign("row", syntax.either([*leading, _NOTHING])))
        for step in rest:
            self._if_none_yet(step)
        missing = syntax.compare(_ROW, "is", _NOTHING)
        self._body.add(syntax.when(missing, [syntax.assign("row", base)]))

    def _if_none_yet(self, step: Table | Single) -> None:
        with self._body.when(syntax.compare(_ROW, "is", _NOTHING)):
            if isinstance(step, Table):
                self._body.add(syntax.assign("row", self._look_up(step)))
                return
            chosen = syntax.assign("row", self._row(step.number))
            with self._body.about(self._plan.overrides[step.number].pointer):
                applies = condition(self._reader, step.test)
            self._body.add(syntax.when(applies, [chosen]))

    def _by_number(self) -> None:
        """The smallest number of all tables, then the single ones that come before it."""
        tables, others = by_fact(self._plan)
        chosen, base = syntax.name("chosen"), syntax.own(self._base)
        self._body.add(syntax.assign("chosen", base))
        for each in tables:
            note = Note(f"the first override that lists a {slot_name(each.slot)}, by number")
            function = self._constants.function(each.numbers.get, note, each.numbers)
            found = syntax.call(function, self._reader.slot(each.slot), chosen)
            self._body.add(syntax.assign("other", found))
            sooner = syntax.compare(syntax.name("other"), "<", chosen)
            self._body.add(syntax.when(sooner, [syntax.assign("chosen", syntax.name("other"))]))
        for single in others:
            number = syntax.own(single.number)
            later = syntax.compare(chosen, ">", number)
            rule = self._plan.overrides[single.number].pointer
            with self._body.when(later), self._body.about(rule):
                applies = condition(self._reader, single.test)
                self._body.add(syntax.when(applies, [syntax.assign("chosen", number)]))
        rows = self._constants.name(self._rows, Note("the tiers of every override, and the base"))
        self._body.add(syntax.assign("row", syntax.at(rows, chosen)))

    def _look_up(self, step: Table) -> ast.expr:
        rows = {value: self._rows[number] for value, number in step.numbers.items()}
        note = Note(
            f"the tiers of the first of these overrides that lists a {slot_name(step.slot)}"
        )
        function = self._constants.function(rows.get, note, step.numbers)
        return syntax.call(function, self._reader.slot(step.slot))

    def _row(self, number: int) -> ast.expr:
        overrides = self._plan.overrides
        rule = overrides[number] if number < len(overrides) else self._plan.base
        return self._constants.name(self._rows[number], Note("", rule.pointer))
