"""What generated code may hold: every other kind of node is refused before it is compiled."""

import ast

import pytest

from pointsman.engine.compiled.allowed import ForbiddenCodeError, check, make_function
from pointsman.engine.compiled.syntax import function

CALLABLES = {"f1", "range"}


def tree(text: str) -> ast.Module:
    """Code as a tree, as nobody but a test makes one."""
    return ast.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "def decide(slots, facts):\n if slots[0] in k1 and f1(slots[2]) is not None:\n  return 1",
        "def decide(a):\n for row in range(a):\n  b[row] = a * 2 // 3 - 1 % 4 & 5\n  continue",
        "def decide(a):\n while a > k0:\n  a, b = k2\n return not a",
        "def decide(a):\n decision = f1()\n decision._facts = a\n return decision",
        "def decide(a):\n decision._ending = a\n decision._rate = a",
        "def decide(a):\n decision._points = a\n decision._credit = a",
    ],
)
def test_what_the_generator_writes_is_allowed(text: str) -> None:
    parsed = tree(text)
    check(parsed, CALLABLES)
    assert isinstance(parsed.body[0], ast.FunctionDef)


REFUSED = {
    "import": "import os",
    "import from": "from os import system",
    "read of an attribute": "a = k0.b",
    "chain of attributes": "().__class__.__base__",
    "attribute of another name": "facts._points = 1",
    "another attribute of the record": "decision.program = 1",
    "dunder of the record": "decision.__class__ = k0",
    "read of a field of the record": "a = decision._points",
    "removal of a field": "del decision._points",
    "call of an attribute": "k0.get(1)",
    "call of another name": "f2(1)",
    "call of a builtin": "eval(k0)",
    "call of a call": "f1()()",
    "call of what is looked up": "k0[1]()",
    "keyword in a call": "f1(a=1)",
    "spread in a call": "f1(*k0)",
    "keywords in a call": "f1(**k0)",
    "dunder name": "a = __builtins__",
    "private name": "a = _private",
    "name that is not ASCII": "é = 1",
    "text": "a = 'text'",
    "bytes": "a = b'text'",
    "float": "a = 1.5",
    "complex": "a = 1j",
    "True": "a = True",
    "ellipsis": "a = ...",
    "docstring": "def decide():\n 'text'",
    "f-string": "a = f'{k0}'",
    "lambda": "a = lambda: 1",
    "class": "class A: pass",
    "async function": "async def decide(): pass",
    "decorator": "@k0\ndef decide(): return 1",
    "return annotation": "def decide() -> k0: return 1",
    "argument annotation": "def decide(a: k0): return 1",
    "private function": "def _decide(): return 1",
    "private argument": "def decide(_a): return 1",
    "assert": "assert k0",
    "raise": "raise k0",
    "try": "try:\n a = 1\nexcept k0:\n a = 2",
    "with": "with k0: a = 1",
    "global": "global a",
    "nonlocal": "def decide():\n nonlocal a",
    "delete": "del a",
    "pass": "pass",
    "break": "while a: break",
    "yield": "def decide(): yield 1",
    "await": "async def decide(): await k0",
    "walrus": "(a := 1)",
    "conditional expression": "a = 1 if b else 2",
    "list": "a = [1]",
    "dict": "a = {1: 2}",
    "set": "a = {1}",
    "list comprehension": "a = [b for b in k0]",
    "generator": "a = f1(b for b in k0)",
    "slice": "a = k0[1:2]",
    "starred": "a, *b = k0",
    "augmented assignment": "a += 1",
    "annotated assignment": "a: k0 = 1",
    "match": "match a:\n case 1: a = 2",
    "power": "a = 2 ** k0",
    "shift": "a = 1 << k0",
    "division": "a = 1 / 2",
    "matrix product": "a = b @ c",
    "bitwise or": "a = b | c",
    "inversion": "a = ~b",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_in_the_list_is_refused(name: str) -> None:
    with pytest.raises(ForbiddenCodeError):
        check(tree(REFUSED[name]), CALLABLES)


@pytest.mark.parametrize(
    "name", ["a; import os", "class", "a\nb", "", "1a", "a.b", "a b", "ａ", "k0 ", "\x00"]
)
def test_a_tree_may_hold_names_that_no_text_could(name: str) -> None:
    """`ast` takes any text as a name: harmless as a tree, and refused all the same."""
    bad = function("decide", ["a"], [ast.Return(ast.Name(name, ast.Load()))])
    with pytest.raises(ForbiddenCodeError, match="the name"):
        check(bad, CALLABLES)


@pytest.mark.parametrize("bad", ["a; import os", "__a", "é"])
def test_names_of_functions_and_arguments(bad: str) -> None:
    for written in (function(bad, ["a"], []), function("decide", [bad], [])):
        with pytest.raises(ForbiddenCodeError):
            check(written, CALLABLES)


class TestMakingAFunction:
    def test_it_has_no_builtins(self) -> None:
        written = function("decide", [], [ast.Return(ast.Name("len", ast.Load()))])
        with pytest.raises(NameError):
            make_function(written, {}, set(), "test")()

    def test_it_has_what_it_is_handed(self) -> None:
        written = function("decide", [], [ast.Return(ast.Name("k0", ast.Load()))])
        decide = make_function(written, {"k0": "a value"}, set(), "test")
        assert decide() == "a value"
        assert decide.__globals__["__builtins__"] == {}
        assert set(decide.__globals__) == {"__builtins__", "__name__", "__loader__", "k0"}

    def test_what_is_refused_is_not_compiled(self) -> None:
        written = function("decide", [], [ast.Expr(ast.Constant("text"))])
        with pytest.raises(ForbiddenCodeError, match="the constant 'text'"):
            make_function(written, {}, set(), "test")
