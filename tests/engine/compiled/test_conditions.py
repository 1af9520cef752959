"""Kleene's logic in two questions: generated code asks whether a test is true, or whether false."""

import ast
from itertools import product
from typing import Final

import pytest

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.allowed import make_function
from pointsman.engine.compiled.body import Body
from pointsman.engine.compiled.columns import ColumnDialect
from pointsman.engine.compiled.conditions import condition, only_slot
from pointsman.engine.compiled.constants import Constants
from pointsman.engine.compiled.loop import word_of
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.parameters import Codes, Listed, Numbers, Words
from pointsman.engine.compiled.scalar import ScalarDialect
from pointsman.engine.fact_types import Kind
from pointsman.engine.glob import compile_glob
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    Test,
    Within,
    Worth,
)
from pointsman.engine.slots import Bound, Slot, Value
from pointsman.engine.truth import holds
from tests.properties.loop_inputs import is_listed
from tests.worked.programs import program

PLAN: Final[Plan] = program().plan
AMOUNT, MCC, CROSS, HOUR = Slot.AMOUNT, Slot.MCC, Slot.CROSS_BORDER, Slot.HOUR
NAME, OWN = Slot.MERCHANT_NAME, len(Slot)

VALUES: Final[dict[int, tuple[Value, ...]]] = {
    AMOUNT: (0, 99, 100, 101, 2**62 - 1),
    MCC: (None, "0742", "3000", "3299", "5942"),
    CROSS: (None, True, False),
    HOUR: (None, 0, 11, 12, 23),
    NAME: (None, "CORNER BOOKS", "corner 1", ""),
    OWN: (None, 0, 10**18, 10**18 + 1, 10**36),
}


def within(slot: int, kind: Kind, *listed: Constant | tuple[Constant, Constant]) -> Within:
    values = frozenset(it for it in listed if not isinstance(it, tuple))
    return Within(
        slot, "", kind, values, tuple(it for it in listed if isinstance(it, tuple)), listed
    )


def likes(*patterns: str) -> Like:
    return Like(NAME, "merchant.name", tuple(map(compile_glob, patterns)))


def compares(slot: int, kind: Kind, value: Constant) -> dict[str, Test]:
    ops = ("=", "!=", "<", "<=", ">", ">=") if kind.ordered else ("=", "!=")
    return {f"{slot_name(slot)} {op} {value}": Compare(slot, "", kind, op, value) for op in ops}


LEAVES: Final[dict[str, Test]] = {
    **compares(AMOUNT, Kind.MONEY, 100),
    **compares(HOUR, Kind.HOUR, 12),
    **compares(OWN, Kind.NUMBER, 10**18),
    **compares(MCC, Kind.MCC, "3000"),
    **compares(CROSS, Kind.YES_NO, value=True),
    **compares(NAME, Kind.TEXT, "CORNER BOOKS"),
    "amount in values": within(AMOUNT, Kind.MONEY, 99, 100),
    "amount in spans": within(AMOUNT, Kind.MONEY, (99, 100), (101, 2**70)),
    "amount in both": within(AMOUNT, Kind.MONEY, 0, (100, 101)),
    "amount in a long list": within(AMOUNT, Kind.MONEY, *range(91, 101), (101, 105)),
    "hour in values": within(HOUR, Kind.HOUR, 0, 23),
    "hour in spans": within(HOUR, Kind.HOUR, (11, 12)),
    "hour in both": within(HOUR, Kind.HOUR, 0, (11, 12)),
    "mcc in values": within(MCC, Kind.MCC, "0742", "5942"),
    "mcc in spans": within(MCC, Kind.MCC, ("3000", "3299")),
    "mcc in both": within(MCC, Kind.MCC, "0742", ("3000", "3299")),
    "mcc in more than is spelled out": within(MCC, Kind.MCC, *[("0000", "5000")] * 20),
    "yes or no in values": within(CROSS, Kind.YES_NO, True, False),
    "own in spans": within(OWN, Kind.NUMBER, 0, (10**18 + 1, 10**36)),
    "name like one": likes("corner*"),
    "name like several": likes("*books", "?"),
}
MERCHANT: Final = MerchantTest((within(MCC, Kind.MCC, "5942"), likes("corner*")), ())
PAIRS: Final[dict[str, tuple[Test, Test]]] = {
    "two facts": (LEAVES["hour > 12"], LEAVES["mcc in both"]),
    "one fact": (LEAVES["name like one"], LEAVES["merchant_name != CORNER BOOKS"]),
    "a number and a text": (LEAVES["cross_border = True"], LEAVES["name like several"]),
}
TREES: Final[dict[str, Test]] = {
    **LEAVES,
    "merchant": MERCHANT,
    **{f"{name}: and": AllOf(parts) for name, parts in PAIRS.items()},
    **{f"{name}: or": AnyOf(parts) for name, parts in PAIRS.items()},
    **{f"{name}: not and": NotOf(AllOf(parts)) for name, parts in PAIRS.items()},
    **{f"{name}: not or": NotOf(AnyOf(parts)) for name, parts in PAIRS.items()},
    "deep": AnyOf(
        (
            NotOf(AllOf((LEAVES["hour in both"], NotOf(MERCHANT)))),
            AllOf((NotOf(NotOf(LEAVES["cross_border != True"])), LEAVES["amount >= 100"])),
        )
    ),
}


def slots_of(test: Test) -> set[int]:
    match test:
        case Compare(slot=slot) | Within(slot=slot) | Like(slot=slot):
            return {slot}
        case NotOf(part):
            return slots_of(part)
        case AllOf(parts) | AnyOf(parts) | MerchantTest(parts):
            return set().union(*map(slots_of, parts))
        case Worth():
            raise AssertionError


def purchases(test: Test) -> list[Bound]:
    """Every combination of the values of the facts that a test looks at."""
    slots = sorted(slots_of(test))
    found = []
    for values in product(*(VALUES[slot] for slot in slots)):
        bound: list[Value] = [None] * (OWN + 1)
        for slot, value in zip(slots, values, strict=True):
            bound[slot] = value
        found.append(tuple(bound))
    return found


def answers_one_by_one(test: Test, *, wanted: bool) -> list[bool]:
    body, constants = Body(), Constants()
    asked = condition(ScalarDialect(body, constants, None), test, wanted=wanted)
    body.add(ast.Return(asked))
    written = syntax.function("ask", ["slots"], body.statements)
    names = {name for name in constants.values if name.startswith("f")}
    ask = make_function(written, constants.values, names, "test")
    return [bool(ask(bound)) for bound in purchases(test)]


def answers_by_columns(test: Test, *, wanted: bool) -> list[bool]:
    body, constants = Body(), Constants()
    dialect = ColumnDialect(body, constants)
    asked = condition(dialect, test, wanted=wanted)
    body.add(ast.Return(asked))
    names = [parameter.name for parameter in dialect.parameters]
    written = syntax.function("ask", ["row", *names], body.statements)
    namespace = {"is_listed": is_listed, **constants.values}
    ask = make_function(written, namespace, {"is_listed"}, "test")
    rows = purchases(test)
    arrays = [
        _array(parameter, rows)
        for parameter in dialect.parameters
        if isinstance(parameter, Numbers | Codes | Words | Listed)
    ]
    assert len(arrays) == len(names)
    return [bool(ask(row, *arrays)) for row in range(len(rows))]


def _array(parameter: Numbers | Codes | Words | Listed, rows: list[Bound]) -> list[int]:
    if isinstance(parameter, Listed):
        return list(parameter.values)
    values = [row[parameter.slot] for row in rows]
    distinct = dict.fromkeys([None, *values])
    match parameter:
        case Numbers():
            return [-1 if value is None else int(value) for value in values]
        case Codes():
            return [list(distinct).index(value) for value in values]
        case Words(slot):
            return [word_of(PLAN, parameter.tests, slot, value) for value in distinct]


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("name", TREES)
def test_generated_code_asks_what_the_interpreter_answers(name: str, wanted: bool) -> None:
    test = TREES[name]
    expected = [holds(PLAN, test, bound) is wanted for bound in purchases(test)]
    assert answers_one_by_one(test, wanted=wanted) == expected
    assert answers_by_columns(test, wanted=wanted) == expected


@pytest.mark.parametrize("name", [name for name in TREES if not name.startswith("amount")])
def test_what_is_unknown_is_neither_true_nor_false(name: str) -> None:
    test = TREES[name]
    truths = [holds(PLAN, test, bound) for bound in purchases(test)]
    assert None in truths, "the table holds a purchase of which it is unknown"
    both = zip(
        answers_one_by_one(test, wanted=True), answers_one_by_one(test, wanted=False), strict=True
    )
    for truth, (true, false) in zip(truths, both, strict=True):
        assert (true, false) == (truth is True, truth is False)


def test_a_test_of_one_fact_is_known_as_such() -> None:
    assert only_slot(LEAVES["name like one"]) == NAME
    assert only_slot(NotOf(AllOf(PAIRS["one fact"]))) == NAME
    assert only_slot(AllOf(PAIRS["two facts"])) is None
    assert only_slot(MERCHANT) is None
    assert only_slot(Worth(1)) is None


def test_a_worth_is_not_asked_about_here() -> None:
    dialect = ScalarDialect(Body(), Constants(), None)
    with pytest.raises(TypeError, match="Worth is asked about by its stage alone"):
        condition(dialect, Worth(1))


def test_patterns_are_for_text() -> None:
    dialect = ColumnDialect(Body(), Constants())
    numeric = Like(Slot.HOUR, "hour", (compile_glob("1*"),))
    with pytest.raises(TypeError, match="patterns are for text"):
        condition(dialect, numeric)
    with pytest.raises(TypeError, match="compared with numbers"):
        condition(dialect, Compare(Slot.HOUR, "hour", Kind.HOUR, "=", "12"))
