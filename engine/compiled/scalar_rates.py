"""How the code for one purchase finds the cost per point: by looking rows up.

A row is a tuple of its upper bound, the row of the next tier, itself as a record, and its numbers.
"""

import ast
from typing import Final, Protocol

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.choosing import Single, Table, by_fact, in_order
from pointsman.engine.compiled.conditions import Leaves, condition
from pointsman.engine.compiled.constants import Constants
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.rates import ROW_PARTS, RateTable
from pointsman.engine.plan import Plan

LinkedRow = tuple[object, ...]

_LONG: Final = 12
"""Steps from which on overrides are compared by number rather than asked one after another."""

_ROW: Final = syntax.name("row")
_NOTHING: Final = syntax.own(None)


class Reader(Leaves, Protocol):
    """What reads facts."""

    def slot(self, slot: int) -> ast.expr:
        """The value of a slot."""


def linked_rows(table: RateTable) -> tuple[LinkedRow, ...]:
    """The first row of each override, then that of the base."""
    rows: list[LinkedRow] = []
    further: LinkedRow | None = None
    for row in reversed(table.rows):
        numbers = (getattr(row, part) for part in ROW_PARTS)
        further = (row.up_to, further, row, *numbers, *row.reaches)
        rows.append(further)
    rows.reverse()
    return tuple(rows[start] for start in table.starts)


class RowChoice:
    """Writes what gives `row` its value: that of the first override that is true, or the base's."""

    def __init__(
        self, body: Body, constants: Constants, reader: Reader, rows: tuple[LinkedRow, ...]
    ) -> None:
        self._body = body
        self._constants = constants
        self._reader = reader
        self._rows = rows

    def write(self, plan: Plan, table: RateTable) -> None:
        """Ask overrides in order while they are few, and by number where they are many."""
        steps = in_order(plan)
        if len(steps) <= _LONG:
            self._one_after_another(steps, table)
        else:
            self._by_number(plan, table)

    def _one_after_another(self, steps: tuple[Table | Single, ...], table: RateTable) -> None:
        base = self._row(table.base)
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
            applies = condition(self._reader, step.test)
            chosen = syntax.assign("row", self._row(step.number))
            self._body.add(syntax.when(applies, [chosen]))

    def _by_number(self, plan: Plan, table: RateTable) -> None:
        """The smallest number of all tables, then the single ones that come before it."""
        tables, others = by_fact(plan)
        chosen, base = syntax.name("chosen"), syntax.own(table.base)
        self._body.add(syntax.assign("chosen", base))
        for each in tables:
            note = f"the override for each {slot_name(each.slot)}"
            function = self._constants.function(each.numbers.get, note)
            found = syntax.call(function, self._reader.slot(each.slot), chosen)
            self._body.add(syntax.assign("other", found))
            sooner = syntax.compare(syntax.name("other"), "<", chosen)
            self._body.add(syntax.when(sooner, [syntax.assign("chosen", syntax.name("other"))]))
        for single in others:
            number = syntax.own(single.number)
            with self._body.when(syntax.compare(chosen, ">", number)):
                applies = condition(self._reader, single.test)
                self._body.add(syntax.when(applies, [syntax.assign("chosen", number)]))
        rows = self._constants.name(self._rows, "the first tier of each override")
        self._body.add(syntax.assign("row", syntax.at(rows, chosen)))

    def _look_up(self, step: Table) -> ast.expr:
        rows = {value: self._rows[number] for value, number in step.numbers.items()}
        note = f"the first tier of the override for each {slot_name(step.slot)}"
        return syntax.call(self._constants.function(rows.get, note), self._reader.slot(step.slot))

    def _row(self, number: int) -> ast.expr:
        return self._constants.name(self._rows[number], "the numbers of its first tier")
