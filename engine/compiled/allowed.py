"""What generated code may consist of, and how it becomes a function.

A tree is checked before it is compiled: only these nodes, names that were made up here, calls
only of what the generator handed in. It is compiled as a tree and never as text, so nothing that
a program file says can become code.
"""

import ast
import re
from collections.abc import Callable, Collection, Mapping
from types import CodeType, FunctionType
from typing import Any, Final

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
    for node in ast.walk(tree):
        if type(node) not in _NODES:
            raise ForbiddenCodeError(f"a {type(node).__name__}")
        if isinstance(node, ast.Attribute) and not _fills_the_record(node):
            raise ForbiddenCodeError(f"the attribute {node.attr!r}")
        if isinstance(node, ast.Name) and not _NAME.fullmatch(node.id):
            raise ForbiddenCodeError(f"the name {node.id!r}")
        if isinstance(node, ast.Constant) and type(node.value) not in {int, type(None)}:
            raise ForbiddenCodeError(f"the constant {node.value!r}")
        if isinstance(node, ast.Call) and not _calls_one_of(node, callable_names):
            raise ForbiddenCodeError("a call of what was not handed in")


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
    code = compile(module, filename, "exec", dont_inherit=True, optimize=2)
    (function,) = (each for each in code.co_consts if isinstance(each, CodeType))
    seen_by_tracebacks = {"__name__": written.name, "__loader__": _Printer(module)}
    reach = {"__builtins__": {}, **seen_by_tracebacks, **namespace}
    return FunctionType(function, reach, written.name)


def _fills_the_record(node: ast.Attribute) -> bool:
    return (
        isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == _RECORD
        and node.attr in _FIELDS
    )


def _calls_one_of(node: ast.Call, names: Collection[str]) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in names and not node.keywords


def _number_lines(module: ast.Module) -> None:
    """Give every statement the line it has in the printed source: one line each."""
    line = 0

    def number(statements: list[ast.stmt]) -> None:
        nonlocal line
        for statement in statements:
            line += 1
            for node in _own_nodes(statement):
                node.lineno = node.end_lineno = line
                node.col_offset = node.end_col_offset = 0
            number(getattr(statement, "body", []))

    number(module.body)
    ast.fix_missing_locations(module)


def _own_nodes(statement: ast.stmt) -> list[Any]:
    """A statement and the expressions in it, without the statements below it."""
    nodes: list[Any] = [statement]
    for field, value in ast.iter_fields(statement):
        if field == "body":
            continue
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST):
                nodes.extend(node for node in ast.walk(part) if hasattr(node, "_attributes"))
    return nodes
