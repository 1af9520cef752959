"""The dialect of one bound purchase: facts are read from the tuple of slots, None is unknown."""

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.conditions import Leaf
from pointsman.engine.compiled.constants import Constants
from pointsman.engine.compiled.rates import RateTable
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.fact_types import Kind
from pointsman.engine.glob import Glob
from pointsman.engine.plan import Compare, Constant, Like, Test, Within
from pointsman.engine.slots import Slot

_UNKNOWN: Final = syntax.own(None)
_REMEMBERED_TEXTS: Final = 1024
"""Texts whose match with a pattern is remembered: names of merchants come again and again."""

ROW_NAMES: Final = ("rate", "scale", "half", "divisor", "worth_scale", "worth_divisor", "reaches")


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
        if slot == Slot.AMOUNT:
            return []
        return [syntax.compare(self.slot(slot), "is not", _UNKNOWN)]

    def constant(self, value: Constant, note: str = "") -> ast.expr:
        """A number of the program's."""
        return self._constants.name(value, note)

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

    def first_of(self, slot: int, table: dict[Constant, int], default: int) -> ast.expr:
        """The number that a table gives for the value of a slot."""
        found = self._constants.function(table.get, f"the override for each {slot_name(slot)}")
        return syntax.call(found, self.slot(slot), syntax.own(default))

    def start_of(self, table: RateTable, chosen: ast.expr) -> ast.expr:
        """The first row of an override, or of the base."""
        return syntax.at(self._constants.name(table.starts, "first tier of each override"), chosen)

    def up_to(self, table: RateTable, row: ast.expr) -> ast.expr:
        """The amount up to which a row holds."""
        bounds = tuple(row.up_to for row in table.rows)
        return syntax.at(self._constants.name(bounds, "upper bound of each tier"), row)

    def take_row(self, table: RateTable, row: ast.expr) -> None:
        """Give the numbers of a row their names."""
        rows = tuple(
            (
                each,
                each.scale,
                each.half,
                each.divisor,
                each.worth_scale,
                each.worth_divisor,
                each.reaches,
            )
            for each in table.rows
        )
        numbers = syntax.at(self._constants.name(rows, "the numbers of each tier"), row)
        self._body.add(syntax.assign_each(ROW_NAMES, numbers))

    def reaches(self, which: int) -> ast.expr:
        """The balance from which on the worth filter with this number passes."""
        return syntax.at(syntax.name("reaches"), syntax.own(which))

    def end(
        self, ending: int, points: ast.expr | None, credit: ast.expr | None, *, rated: bool
    ) -> Sequence[ast.stmt]:
        """Return the decision."""
        nothing = syntax.own(0)
        parts: list[ast.expr] = [
            syntax.name("program"),
            syntax.name("facts"),
            syntax.own(ending),
            syntax.name("rate") if rated else _UNKNOWN,
            points or nothing,
            credit or nothing,
        ]
        record = syntax.call("Decision", ast.Tuple(parts, ast.Load()))
        return [ast.Return(record)]

    def _compare(self, test: Compare, *, wanted: bool) -> ast.expr:
        value = self.slot(test.slot)
        straight = syntax.compare(value, test.op, self.constant(test.value, test.pointer))
        # None equals nothing, so only these two need no look at whether the fact is known.
        asked = straight if wanted else syntax.negated(straight)
        if test.op == ("=" if wanted else "!="):
            return asked
        return syntax.both([*self.known(test.slot), asked])

    def _within(self, test: Within, *, wanted: bool) -> ast.expr:
        values, spans = _spelled_out(test)
        value = self.slot(test.slot)
        if not spans:
            if wanted:
                return syntax.compare(value, "in", self._constants.name(values, test.pointer))
            not_these = self._constants.name(values | {None}, f"{test.pointer}, and unknown")
            return syntax.compare(value, "not in", not_these)
        any_of = [self._between(value, low, high) for low, high in spans]
        if values:
            listed = syntax.compare(value, "in", self._constants.name(values, test.pointer))
            any_of.insert(0, listed)
        inside = syntax.either(any_of)
        asked = inside if wanted else syntax.negated(inside)
        return syntax.both([*self.known(test.slot), asked])

    def _between(self, value: ast.expr, low: Constant, high: Constant) -> ast.expr:
        return syntax.both(
            [
                syntax.compare(value, ">=", self.constant(low)),
                syntax.compare(value, "<=", self.constant(high)),
            ]
        )

    def _like(self, test: Like, *, wanted: bool) -> ast.expr:
        patterns = ", ".join(glob.pattern for glob in test.globs)
        function = self._constants.function(_matcher(test.globs), f"like {patterns}")
        matched = syntax.call(function, self.slot(test.slot))
        asked = matched if wanted else syntax.negated(matched)
        return syntax.both([*self.known(test.slot), asked])


def _spelled_out(
    test: Within,
) -> tuple[frozenset[Constant | None], tuple[tuple[Constant, Constant], ...]]:
    """Values and ranges, ranges of merchant category codes as the codes in them."""
    if test.kind is not Kind.MCC:
        return test.values, test.spans
    codes = (
        f"{code:04d}" for low, high in test.spans for code in range(int(low), int(high) + 1)
    )
    return test.values | frozenset(codes), ()


def _matcher(globs: tuple[Glob, ...]) -> Callable[[str], bool]:
    return lru_cache(_REMEMBERED_TEXTS)(partial(_matches_any, globs))


def _matches_any(globs: tuple[Glob, ...], text: str) -> bool:
    return any(glob.matches(text) for glob in globs)
