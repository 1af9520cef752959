"""Values in the code itself: exactly the plain ones, and the tree that people read stays."""

import ast
import traceback
from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest

from pointsman.engine.compiled.allowed import make_function
from pointsman.engine.compiled.inlining import plain_values, with_values
from tests.worked.programs import program


class Word(StrEnum):
    ONE = "one"


class Number(IntEnum):
    ONE = 1


class Sly(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise AssertionError("asked")

    __hash__ = str.__hash__


PLAIN = [
    1,
    10**30,
    "'; import os; '",
    True,
    frozenset({"A", "B"}),
    frozenset({1, None}),
    frozenset[str](),
]
OTHER = [
    None,
    1.5,
    Decimal(1),
    b"text",
    Word.ONE,
    Number.ONE,
    Sly("text"),
    (1, 2),
    [1],
    {1},
    frozenset({1.5}),
    frozenset({Word.ONE}),
    frozenset({(1, 2)}),
    len,
]


def _written(text: str) -> ast.FunctionDef:
    (found,) = ast.parse(text).body
    assert isinstance(found, ast.FunctionDef)
    return found


def _made(text: str, **values: object) -> Callable[..., object]:
    made: Callable[..., object] = make_function(_written(text), values, (), "a test")
    return made


@pytest.mark.parametrize("value", PLAIN, ids=range(len(PLAIN)))
def test_plain_values_go_into_the_code(value: object) -> None:
    assert plain_values({"k0": value}) == {"k0": value}
    made = _made("def decide(a):\n return k0", k0=value)
    assert value in made.__code__.co_consts
    assert type(made(0)) is type(value)


@pytest.mark.parametrize("value", OTHER, ids=lambda value: type(value).__name__)
def test_others_stay_outside(value: object) -> None:
    assert plain_values({"k0": value}) == {}


def test_equal_values_of_several_types_stay_apart() -> None:
    made = _made("def decide(a):\n return k0, k1, a[0]", k0=True, k1=1)
    assert [type(each) for each in made([0])] == [bool, int, int]  # type: ignore[call-overload]


def test_the_tree_that_is_given_stays() -> None:
    text = "def decide(a):\n    if a[0] in k0 and k1 < a[1]:\n        return k1\n    return 0"
    written = _written(text)
    changed = with_values(written, {"k0": frozenset({1}), "k1": 7})
    assert ast.unparse(written) == text
    assert ast.unparse(changed) == text.replace("k0", "frozenset({1})").replace("k1", "7")


def test_what_has_no_such_name_is_not_copied() -> None:
    written = _written("def decide(a):\n if a[0] < k0:\n  return a[1]\n return f1(a[2])")
    changed = with_values(written, {"k0": 7})
    assert changed is not written
    assert changed.body[1] is written.body[1]
    assert with_values(written, {}) is written


def test_a_traceback_shows_names() -> None:
    made = _made("def decide(a):\n return k0 // a[0]", k0=7)
    with pytest.raises(ZeroDivisionError) as caught:
        made([0])
    assert "return k0 // a[0]" in "".join(traceback.format_exception(caught.value))


def test_a_program_keeps_its_names_outside_of_the_code() -> None:
    compiled = program(blocks="filters { purchase over 20.00 }").compiled
    assert 2000 in compiled.decide.__code__.co_consts  # type: ignore[attr-defined]
    assert 2000 in compiled.constants.values.values()
    assert "amount <= k5" in compiled.source()
    assert "2000" not in ast.unparse(compiled.written)
