"""The dialect of one bound purchase: facts are read from the tuple of slots, None is unknown."""

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Final

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.conditions import Leaf
from pointsman.engine.compiled.constants import Constants, Note
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.rates import ROW_PARTS, RateTable
from pointsman.engine.compiled.scalar_rates import FURTHER, NUMBERS, REACHES, UP_TO, RowChoice
from pointsman.engine.endings import ENDING_NAMES
from pointsman.engine.fact_types import Kind
from pointsman.engine.glob import Glob
from pointsman.engine.plan import Compare, Constant, Like, Plan, Test, Within
from pointsman.engine.slots import Slot

_UNKNOWN: Final = syntax.own(None)
_SPELLED: Final = 50_000
"""Category codes of ranges that one program has spelled out; further ranges are compared with, so
that no program makes code without end."""
_REMEMBERED_TEXTS: Final = 1024
"""Texts whose match with a pattern is remembered: names of merchants come again and again."""


class ScalarDialect:
    """Writes `decide(slots, facts)`.

    `uses` says how often each slot is read, known from a first writing: a slot that is read once
    is read where it is used, any other is given a name.
    """

    parameters = ("slots", "facts")

    def __init__(self, body: Body, constants: Constants, uses: Counter[int] | None) -> None:
        self._body = body
        self._constants = constants
        self._known_uses = uses
        self._proven: set[int] = {Slot.AMOUNT}
        self._spelled = 0
        self.uses: Counter[int] = Counter()

    def slot(self, slot: int) -> ast.expr:
        """The value of a slot, None where it is unknown."""
        self.uses[slot] += 1
        value = syntax.at(syntax.name("slots"), syntax.own(int(slot)))
        if self._known_uses is not None and self._known_uses[slot] == 1:
            return value
        return self._body.define(slot_name(slot), value)

    def known(self, slot: int) -> list[ast.expr]:
        """The conditions under which a slot of numbers is known."""
        if slot in self._proven:
            return []
        return [syntax.compare(self.slot(slot), "is not", _UNKNOWN)]

    def constant(self, value: Constant, rule: str = "") -> ast.expr:
        """A number of the program's, by the pointer of its rule if that is not being written."""
        return self._constants.name(value, self._note(rule))

    def is_request(self) -> ast.expr:
        """Whether this is a later request for a past purchase."""
        return syntax.compare(self.slot(Slot.AFTER), "is not", _UNKNOWN)

    def whole(self, test: Test, *, wanted: bool) -> ast.expr | None:
        """Tests are taken apart."""
        del test, wanted
        return None

    def leaf(self, test: Leaf, *, wanted: bool) -> ast.expr:
        """Whether a test of one slot is true, or false."""
        match test:
            case Compare():
                return self._compare(test, wanted=wanted)
            case Within():
                return self._within(test, wanted=wanted)
            case Like():
                return self._like(test, wanted=wanted)

    def proven(self, slot: int) -> None:
        """From here on a slot is known."""
        self._proven.add(slot)

    def choose_rate(self, plan: Plan, table: RateTable) -> None:
        """Look the row up, and step on to the tier of the amount."""
        RowChoice(self._body, self._constants, self, plan, table).write()
        row, amount = syntax.name("row"), self.slot(Slot.AMOUNT)
        if len(table.rows) > len(table.starts):
            above = syntax.compare(amount, ">", syntax.at(row, syntax.own(UP_TO)))
            further = syntax.assign("row", syntax.at(row, syntax.own(FURTHER)))
            self._body.add(ast.While(above, [further], []))

    def read_rate(self, table: RateTable) -> None:
        """Unpack the row: late, for many a purchase stops before its numbers are needed."""
        del table
        numbers = syntax.at(syntax.name("row"), syntax.own(NUMBERS))
        self._body.add(syntax.assign_each(("rate", *ROW_PARTS), numbers))

    def reaches(self, which: int) -> ast.expr:
        """The balance from which on the worth filter with this number passes."""
        return syntax.at(syntax.name("row"), syntax.own(REACHES + which))

    def aim(self, required: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
        """A decision works its target out when it is asked."""
        del required
        return []

    def begin(self) -> None:
        """The record is made first: every way through the code ends with it."""
        self._body.add(
            syntax.assign("decision", syntax.call("Decision")),
            syntax.set_field("decision", "_facts", syntax.name("facts")),
        )

    def end(
        self, ending: int, points: ast.expr | None, credit: ast.expr | None, *, rated: bool
    ) -> Sequence[ast.stmt]:
        """Put the results into the record and return it; what has no value is not written."""
        results = {
            "_ending": syntax.name(ENDING_NAMES[ending]),
            "_rate": syntax.name("rate") if rated else None,
            "_points": points,
            "_credit": credit,
        }
        written = [
            syntax.set_field("decision", field, value)
            for field, value in results.items()
            if value is not None
        ]
        return [*written, ast.Return(syntax.name("decision"))]

    def _compare(self, test: Compare, *, wanted: bool) -> ast.expr:
        value = self.slot(test.slot)
        straight = syntax.compare(value, test.op, self.constant(test.value, test.pointer))
        # None equals nothing, so only these two need no look at whether the fact is known.
        asked = straight if wanted else syntax.negated(straight)
        if test.op == ("=" if wanted else "!="):
            return asked
        return syntax.both([*self.known(test.slot), asked])

    def _within(self, test: Within, *, wanted: bool) -> ast.expr:
        values, spans = self._spelled_out(test)
        value, note = self.slot(test.slot), self._note(test.pointer)
        if not spans:
            if wanted:
                return self._is_one_of(value, values, note)
            or_unknown = Note("and unknown", note.rule)
            return syntax.compare(
                value, "not in", self._constants.name(values | {None}, or_unknown)
            )
        any_of = [self._between(value, low, high, note) for low, high in spans]
        if values:
            any_of.insert(0, self._is_one_of(value, values, note))
        inside = syntax.either(any_of)
        asked = inside if wanted else syntax.negated(inside)
        return syntax.both([*self.known(test.slot), asked])

    def _is_one_of(
        self, value: ast.expr, values: frozenset[Constant | None], note: Note
    ) -> ast.expr:
        if len(values) == 1:
            (only,) = values
            return syntax.compare(value, "=", self._constants.name(only, note))
        return syntax.compare(value, "in", self._constants.name(values, note))

    def _between(self, value: ast.expr, low: Constant, high: Constant, note: Note) -> ast.expr:
        return syntax.both(
            [
                syntax.compare(value, ">=", self._constants.name(low, note)),
                syntax.compare(value, "<=", self._constants.name(high, note)),
            ]
        )

    def _like(self, test: Like, *, wanted: bool) -> ast.expr:
        note = self._note(test.pointer, "whether a text is like one of these")
        patterns = tuple(glob.pattern for glob in test.globs)
        function = self._constants.function(_matcher(test.globs), note, patterns)
        matched = syntax.call(function, self.slot(test.slot))
        asked = matched if wanted else syntax.negated(matched)
        return syntax.both([*self.known(test.slot), asked])

    def _note(self, rule: str, words: str = "") -> Note:
        return Note(words, rule or self._body.rule)

    def _spelled_out(
        self, test: Within
    ) -> tuple[frozenset[Constant | None], tuple[tuple[Constant, Constant], ...]]:
        """Values and ranges, ranges of merchant category codes as the codes in them."""
        if test.kind is not Kind.MCC:
            return test.values, test.spans
        ranges = [range(int(low), int(high) + 1) for low, high in test.spans]
        spelled = self._spelled + sum(map(len, ranges))
        if spelled > _SPELLED:
            return test.values, test.spans
        self._spelled = spelled
        return test.values.union(f"{code:04d}" for code in chain(*ranges)), ()


def _matcher(globs: tuple[Glob, ...]) -> Callable[[str], bool]:
    return lru_cache(_REMEMBERED_TEXTS)(partial(_matches_any, globs))


def _matches_any(globs: tuple[Glob, ...], text: str) -> bool:
    return any(glob.matches(text) for glob in globs)
