"""What generated code may consist of, and how it becomes a function.

A tree is checked before it is compiled: only these nodes, names that were made up here, calls
only of what the generator handed in. It is compiled as a tree and never as text, so nothing that
a program file says can become code.
"""

import ast
import re
from collections.abc import Callable, Collection, Mapping
from keyword import iskeyword
from types import CodeType, FunctionType
from typing import Any, Final

from pointsman.engine.compiled.inlining import plain_values, with_values

_NODES: Final = frozenset(
    {
        ast.Module,
        ast.FunctionDef,
        ast.arguments,
        ast.arg,
        ast.Assign,
        ast.If,
        ast.For,
        ast.While,
        ast.Continue,
        ast.Return,
        ast.Expr,
        ast.Name,
        ast.Load,
        ast.Store,
        ast.Constant,
        ast.Tuple,
        ast.Subscript,
        ast.Attribute,
        ast.Call,
        ast.Compare,
        ast.BoolOp,
        ast.And,
        ast.Or,
        ast.UnaryOp,
        ast.Not,
        ast.BinOp,
        ast.Add,
        ast.Sub,
        ast.Mult,
        ast.FloorDiv,
        ast.Mod,
        ast.BitAnd,
        ast.Eq,
        ast.NotEq,
        ast.Lt,
        ast.LtE,
        ast.Gt,
        ast.GtE,
        ast.In,
        ast.NotIn,
        ast.Is,
        ast.IsNot,
    }
)

_PLACED: Final = (ast.expr, ast.stmt, ast.arg)
"""Nodes that have a line."""

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


_RECORD: Final = "decision"
_FIELDS: Final = frozenset({"_facts", "_ending", "_rate", "_points", "_credit"})
"""The only attributes that code may write, and only on the record it makes; none may be read."""


class ForbiddenCodeError(Exception):
    """The generator wrote something that generated code may not hold: a mistake of its own."""


def check(tree: ast.AST, callable_names: Collection[str]) -> None:
    """Refuse any node, name, constant or call that is not allowed.

    Raises:
        ForbiddenCodeError: naming the first that is not.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind not in _NODES:
            raise ForbiddenCodeError(f"a {kind.__name__}")
        looks = _LOOKS.get(kind)
        if looks is not None:
            looks(node, callable_names)
        waiting.extend(_children(node))


def _children(node: ast.AST) -> list[Any]:
    """The nodes right below one; generated code holds no others than these."""
    found = []
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            found.extend(value)
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def _is_made_up(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and not iskeyword(name)


def _look_at_name(node: ast.Name, _: Collection[str]) -> None:
    if not _is_made_up(node.id):
        raise ForbiddenCodeError(f"the name {node.id!r}")


def _look_at_argument(node: ast.arg, _: Collection[str]) -> None:
    if not _is_made_up(node.arg) or node.annotation is not None:
        raise ForbiddenCodeError(f"the parameter {node.arg!r}")


def _look_at_constant(node: ast.Constant, _: Collection[str]) -> None:
    if type(node.value) not in {int, type(None)}:
        raise ForbiddenCodeError(f"the constant {node.value!r}")


def _look_at_attribute(node: ast.Attribute, _: Collection[str]) -> None:
    of_the_record = isinstance(node.value, ast.Name) and node.value.id == _RECORD
    if not (of_the_record and isinstance(node.ctx, ast.Store) and node.attr in _FIELDS):
        raise ForbiddenCodeError(f"the attribute {node.attr!r}")


def _look_at_call(node: ast.Call, callable_names: Collection[str]) -> None:
    called = node.func
    if not isinstance(called, ast.Name) or called.id not in callable_names or node.keywords:
        raise ForbiddenCodeError("a call of what was not handed in")


def _look_at_function(node: ast.FunctionDef, _: Collection[str]) -> None:
    if not _is_made_up(node.name) or node.decorator_list or node.returns is not None:
        raise ForbiddenCodeError(f"the function {node.name!r}")


_LOOKS: Final[dict[type[ast.AST], Callable[[Any, Collection[str]], None]]] = {
    ast.Name: _look_at_name,
    ast.arg: _look_at_argument,
    ast.Constant: _look_at_constant,
    ast.Attribute: _look_at_attribute,
    ast.Call: _look_at_call,
    ast.FunctionDef: _look_at_function,
}
"""What is asked of a node beyond being of an allowed kind."""


class _Printer:
    """Prints a tree when a traceback asks for its source (the loader protocol of `linecache`)."""

    def __init__(self, module: ast.Module) -> None:
        self._module = module

    def get_source(self, name: str) -> str:
        """The code as text."""
        del name
        return ast.unparse(self._module)


def make_function(
    written: ast.FunctionDef,
    namespace: Mapping[str, object],
    callable_names: Collection[str],
    origin: str,
) -> Callable[..., Any]:
    """The function of a tree, whose only globals are `namespace`; builtins are out of its reach.

    Tracebacks show its source and its `origin`.

    Raises:
        ForbiddenCodeError: the tree is not allowed.
    """
    module = ast.Module([written], [])
    check(module, callable_names)
    _number_lines(module)
    filename = f"{written.name} compiled from {origin}"
    compiled = with_values(module, plain_values(namespace))
    code = compile(compiled, filename, "exec", dont_inherit=True, optimize=2)
    (function,) = (each for each in code.co_consts if isinstance(each, CodeType))
    seen_by_tracebacks = {"__name__": written.name, "__loader__": _Printer(module)}
    reach = {"__builtins__": {}, **seen_by_tracebacks, **namespace}
    return FunctionType(function, reach, written.name)


def _number_lines(module: ast.Module) -> None:
    """Give every statement the line it has in the printed source: one line each."""
    line = 0
    waiting: list[Any] = list(reversed(module.body))
    while waiting:
        statement = waiting.pop()
        line += 1
        _place(statement, line)
        waiting.extend(reversed(getattr(statement, "body", [])))


def _place(statement: ast.stmt, line: int) -> None:
    """The line of a statement and of the expressions in it, not of statements below it."""
    waiting: list[Any] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _PLACED):
            node.lineno = node.end_lineno = line
            node.col_offset = node.end_col_offset = 0
        waiting.extend(child for child in _children(node) if not isinstance(child, ast.stmt))
