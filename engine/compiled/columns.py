"""The dialect of columns: a loop over rows in which every fact is an integer.

Slots of numbers are int64, unknown a number that no fact has; any other fact is a code into the
list of its distinct values, and whatever a program asks about such a value has been answered once
for each of them, as a bit of a word. Constants beyond 64 bits are cut to what no row reaches.
"""

import ast
from collections.abc import Iterable, Sequence
from typing import Final

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.choosing import Table, by_fact
from pointsman.engine.compiled.conditions import Leaf, condition, only_slot
from pointsman.engine.compiled.constants import Constants, Note
from pointsman.engine.compiled.names import slot_name
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
from pointsman.engine.compiled.rates import ALWAYS, ROW_PARTS, RateTable
from pointsman.engine.plan import Compare, Constant, Plan, Test, Within
from pointsman.engine.slots import NUMBER_SLOTS, Slot, is_of_account

NO_TIME: Final = -(2**63)
"""An instant that is not known."""

NOT_RATED: Final = -1
"""The tier of a decision that ended before stage 5."""

OUTPUTS: Final = ("endings", "tiers", "points_of", "credit_of")
"""int8, int32, int64 (hundredths), int64 (minor units) a row."""

TARGETS: Final = ("target_credit_of", "target_points_of", "required_of")
"""int64 a row, written where stage 5 was reached: minor units, hundredths, hundredths."""

CARRIED: Final = frozenset({Slot.BALANCE, Slot.USABLE, Slot.MODE})
"""Slots that belong to the account in a replay, and change with its redemptions."""

_BITS: Final = 62
_SHORT_LIST: Final = 8
_ROW: Final = syntax.name("row")


class ColumnDialect:
    """Writes the loop. `replay`: balances and modes are carried from row to row by account."""

    def __init__(
        self, body: Body, constants: Constants, *, replay: bool = False, targets: bool = True
    ) -> None:
        self._body = body
        self._constants = constants
        self._replay = replay
        self._targets = targets
        self._proven: set[int] = {Slot.AMOUNT}
        self._parameters: dict[str, Parameter] = {}
        self._asked: dict[int, dict[Test, int]] = {}
        self._askers: dict[int, list[str]] = {}
        if replay:
            self._parameter(State("account_of", short=True))
            for slot in sorted(CARRIED):
                self._parameter(State(_carried(slot), short=slot not in NUMBER_SLOTS))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the loop has to be handed, by the time that all of it is written."""
        words = (
            Words(slot, number, tests, rules)
            for slot, asked in self._asked.items()
            for number, (tests, rules) in enumerate(_in_words(asked, self._askers[slot]))
        )
        return (*self._parameters.values(), *words)

    def slot(self, slot: int) -> ast.expr:
        """The value of a slot of numbers."""
        name = slot_name(slot)
        if self._replay and slot in CARRIED:
            return self._body.define(name, syntax.at(syntax.name(_carried(slot)), self._account()))
        return self._body.define(name, self._read(Numbers(slot), slot))

    def known(self, slot: int) -> list[ast.expr]:
        """The conditions under which a slot of numbers is known."""
        if slot in self._proven:
            return []
        if slot in {Slot.TIME, Slot.REQUESTED_AT}:
            return [syntax.compare(self.slot(slot), "!=", syntax.own(NO_TIME))]
        return [syntax.compare(self.slot(slot), ">=", syntax.own(0))]

    def constant(self, value: Constant, rule: str = "") -> ast.expr:
        """A number of the program's, by the pointer of its rule if that is not being written."""
        return self._constants.name(_cut(value), Note("", rule or self._body.rule))

    def is_request(self) -> ast.expr:
        """Whether this is a later request for a past purchase."""
        return syntax.compare(self._code(Slot.AFTER), "!=", syntax.own(0))

    def whole(self, test: Test, *, wanted: bool) -> ast.expr | None:
        """A test of one fact that is no number: one bit of the word of its value."""
        slot = only_slot(test)
        if slot is None or slot in NUMBER_SLOTS:
            return None
        asked = self._asked.setdefault(slot, {})
        if test not in asked:
            asked[test] = len(asked)
            self._askers.setdefault(slot, []).append(self._body.rule)
        number, bit = divmod(asked[test], _BITS)
        name = Words(slot, number, ()).name
        word = self._body.define(
            f"{slot_name(slot)}_bits_{number}", syntax.at(syntax.name(name), self._code(slot))
        )
        mask = 1 << (bit + 1)
        if wanted:
            return syntax.compare(_masked(word, mask), "!=", syntax.own(0))
        return syntax.compare(_masked(word, mask | 1), "=", syntax.own(0))

    def leaf(self, test: Leaf, *, wanted: bool) -> ast.expr:
        """Whether a test of one slot of numbers is true, or false."""
        match test:
            case Compare():
                asked = self._compare(test)
            case Within():
                asked = self._within(test)
            case _:
                raise TypeError(f"slot {test.slot} holds numbers, and patterns are for text")
        return syntax.both([*self.known(test.slot), asked if wanted else syntax.negated(asked)])

    def proven(self, slot: int) -> None:
        """From here on a slot is known."""
        self._proven.add(slot)

    def choose_rate(self, plan: Plan, table: RateTable) -> None:
        """The first override by number, its first tier, and the tier of the amount."""
        body, tier = self._body, syntax.name("tier")
        body.add(syntax.assign("tier", self._start_of(table, self._choose_override(plan, table))))
        if len(table.rows) > len(table.starts):
            bounds = tuple(_cut(each.up_to) for each in table.rows)
            bound = syntax.at(self._parameter(Rates("up_to", bounds)), tier)
            above = syntax.compare(self.slot(Slot.AMOUNT), ">", bound)
            further = syntax.assign("tier", syntax.arithmetic(tier, "+", syntax.own(1)))
            body.add(ast.While(above, [further], []))
        for which in range(len(table.rows[0].reaches)):
            values = tuple(_cut(each.reaches[which]) for each in table.rows)
            self._parameter(Rates(f"reaches_{which}", values))

    def read_rate(self, table: RateTable) -> None:
        """The numbers of the tier."""
        tier = syntax.name("tier")
        for part in ROW_PARTS:
            values = tuple(_cut(getattr(each, part)) for each in table.rows)
            self._body.define(part, syntax.at(self._parameter(Rates(f"{part}_of", values)), tier))

    def _choose_override(self, plan: Plan, table: RateTable) -> ast.expr:
        tables, others = by_fact(plan)
        if not plan.overrides:
            return syntax.own(table.base)
        body, chosen = self._body, syntax.name("chosen")
        ranks = [self._rank(each, table.base) for each in tables] or [syntax.own(table.base)]
        body.add(syntax.assign("chosen", ranks[0]))
        for found in ranks[1:]:
            body.add(syntax.assign("other", found))
            sooner = syntax.compare(syntax.name("other"), "<", chosen)
            body.add(syntax.when(sooner, [syntax.assign("chosen", syntax.name("other"))]))
        for each in others:
            number = syntax.own(each.number)
            # The condition is written inside, so that facts it needs are read only there.
            later = syntax.compare(chosen, ">", number)
            with body.when(later), body.about(plan.overrides[each.number].pointer):
                applies = condition(self, each.test)
                body.add(syntax.when(applies, [syntax.assign("chosen", number)]))
        return chosen

    def _rank(self, table: Table, base: int) -> ast.expr:
        ranks = self._parameter(Ranks(table.slot, table.numbers, base))
        return syntax.at(ranks, self._code(table.slot))

    def _start_of(self, table: RateTable, chosen: ast.expr) -> ast.expr:
        return syntax.at(self._parameter(Rates("starts", table.starts)), chosen)

    def reaches(self, which: int) -> ast.expr:
        """The balance from which on the worth filter with this number passes."""
        return syntax.at(syntax.name(f"reaches_{which}"), syntax.name("tier"))

    def begin(self) -> None:
        """A row needs no preparation."""

    def aim(self, required: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
        """Put the target down, and the points for the whole purchase."""
        if not self._targets:
            return []
        aimed = map(syntax.name, ("credit", "points", "required"))
        puts = (syntax.put(name, _ROW, value) for name, value in zip(TARGETS, aimed, strict=True))
        return [*required, *puts]

    def end(
        self, ending: int, points: ast.expr | None, credit: ast.expr | None, *, rated: bool
    ) -> Sequence[ast.stmt]:
        """Put the results of the row down and go on with the next."""
        tier = syntax.name("tier") if rated else syntax.own(NOT_RATED)
        nothing = syntax.own(0)
        results = (syntax.own(ending), tier, points or nothing, credit or nothing)
        written = [
            syntax.put(name, _ROW, value) for name, value in zip(OUTPUTS, results, strict=True)
        ]
        if self._replay and points is not None:
            written.extend(self._carry(points))
        return [*written, ast.Continue()]

    def loop(self) -> ast.FunctionDef:
        """The whole function, around the decision that was written into the body."""
        first: list[ast.stmt] = []
        if self._replay:
            first = [syntax.assign("account", syntax.at(syntax.name("account_of"), _ROW))]
        rows = syntax.call("range", syntax.name("start"), syntax.name("stop"))
        body = ast.For(ast.Name("row", ast.Store()), rows, [*first, *self._body.statements], [])
        names = [parameter.name for parameter in self.parameters]
        switches = ("next_mode", "off_mode") if self._replay else ()
        outputs = (*OUTPUTS, *TARGETS) if self._targets else OUTPUTS
        parameters = ["start", "stop", *switches, *names, *outputs]
        return syntax.function("decide_columns", parameters, [body])

    def _carry(self, points: ast.expr) -> list[ast.stmt]:
        """The balance goes down; NEXT turns OFF, unless a later request redeemed."""
        account = self._account()
        carried: list[ast.stmt] = []
        for slot in (Slot.BALANCE, Slot.USABLE):
            name = _carried(slot)
            left = syntax.arithmetic(syntax.at(syntax.name(name), account), "-", points)
            carried.append(syntax.put(name, account, left))
        modes = _carried(Slot.MODE)
        consumed = syntax.both(
            [
                syntax.compare(
                    syntax.at(syntax.name(modes), account), "=", syntax.name("next_mode")
                ),
                syntax.negated(self.is_request()),
            ]
        )
        carried.append(syntax.when(consumed, [syntax.put(modes, account, syntax.name("off_mode"))]))
        return carried

    def _account(self) -> ast.expr:
        return syntax.name("account")

    def _code(self, slot: int) -> ast.expr:
        name = f"{slot_name(slot)}_code"
        if self._replay and slot in CARRIED:
            return self._body.define(name, syntax.at(syntax.name(_carried(slot)), self._account()))
        return self._body.define(name, self._read(Codes(slot), slot))

    def _read(self, parameter: Parameter, slot: int) -> ast.expr:
        """The entry of the row, or in a replay of its account where the fact is the account's."""
        of_account = self._replay and is_of_account(slot)
        return syntax.at(self._parameter(parameter), self._account() if of_account else _ROW)

    def _parameter(self, parameter: Parameter) -> ast.expr:
        self._parameters.setdefault(parameter.name, parameter)
        return syntax.name(parameter.name)

    def _compare(self, test: Compare) -> ast.expr:
        return syntax.compare(
            self.slot(test.slot), test.op, self.constant(test.value, test.pointer)
        )

    def _within(self, test: Within) -> ast.expr:
        value = self.slot(test.slot)
        any_of = [
            syntax.both(
                [
                    syntax.compare(value, ">=", self.constant(low, test.pointer)),
                    syntax.compare(value, "<=", self.constant(high, test.pointer)),
                ]
            )
            for low, high in test.spans
        ]
        values = tuple(sorted({_cut(each) for each in test.values}))
        if len(values) > _SHORT_LIST:
            rule = test.pointer or self._body.rule
            listed = Listed(f"list_{len(self._parameters)}", values, rule)
            any_of.append(syntax.call("is_listed", self._parameter(listed), value))
        else:
            names = (self.constant(each, test.pointer) for each in values)
            any_of.extend(syntax.compare(value, "=", name) for name in names)
        return syntax.either(any_of)


def _carried(slot: int) -> str:
    return f"{slot_name(slot)}_of_account"


def _cut(value: Constant) -> int:
    """A constant as the loop compares with it: no row that it decides holds a larger number."""
    if isinstance(value, str):
        raise TypeError("a slot of numbers is compared with numbers")
    return min(int(value), ALWAYS)


def _masked(word: ast.expr, mask: int) -> ast.expr:
    return syntax.arithmetic(word, "&", syntax.own(mask))


def _in_words(
    asked: Iterable[Test], askers: Sequence[str]
) -> list[tuple[tuple[Test, ...], tuple[str, ...]]]:
    tests, rules = tuple(asked), tuple(askers)
    ends = [(start, start + _BITS) for start in range(0, len(tests), _BITS)]
    return [(tests[start:end], rules[start:end]) for start, end in ends]
