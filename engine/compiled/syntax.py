"""Pieces of syntax trees: short ways to say what generated code says, and nothing else."""

import ast
from collections.abc import Sequence

_OPERATORS: dict[str, type[ast.cmpop]] = {
    "=": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "in": ast.In,
    "not in": ast.NotIn,
    "is": ast.Is,
    "is not": ast.IsNot,
}

_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}

_ARITHMETIC: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "&": ast.BitAnd,
}


def name(text: str) -> ast.expr:
    """A name, read."""
    return ast.Name(text, ast.Load())


def own(value: int | None) -> ast.expr:
    """A constant of the generator's own: never one that a program or a purchase brings."""
    return ast.Constant(value)


def at(container: ast.expr, index: ast.expr) -> ast.expr:
    """`container[index]`."""
    return ast.Subscript(container, index, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """`function(arguments)`."""
    return ast.Call(name(function), list(arguments), [])


def compare(left: ast.expr, op: str, right: ast.expr) -> ast.expr:
    """`left op right`, with the operators of the language, `in` and `is`."""
    return ast.Compare(left, [_OPERATORS[op]()], [right])


def arithmetic(left: ast.expr, op: str, right: ast.expr) -> ast.expr:
    """`left op right` for + - * // % &."""
    return ast.BinOp(left, _ARITHMETIC[op](), right)


def both(parts: Sequence[ast.expr]) -> ast.expr:
    """All of one or more conditions."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(ast.And(), list(parts))


def either(parts: Sequence[ast.expr]) -> ast.expr:
    """Any of one or more conditions."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(ast.Or(), list(parts))


def negated(condition: ast.expr) -> ast.expr:
    """The opposite of a condition, with `not` moved inwards as far as it goes."""
    if isinstance(condition, ast.BoolOp):
        op = ast.Or() if isinstance(condition.op, ast.And) else ast.And()
        return ast.BoolOp(op, [negated(part) for part in condition.values])
    if isinstance(condition, ast.Compare) and len(condition.ops) == 1:
        opposite = _OPPOSITES[type(condition.ops[0])]()
        return ast.Compare(condition.left, [opposite], condition.comparators)
    if isinstance(condition, ast.UnaryOp):
        return condition.operand
    return ast.UnaryOp(ast.Not(), condition)


def assign(target: str, value: ast.expr) -> ast.stmt:
    """`target = value`."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def assign_each(targets: Sequence[str], value: ast.expr) -> ast.stmt:
    """`a, b, c = value`."""
    names: list[ast.expr] = [ast.Name(target, ast.Store()) for target in targets]
    return ast.Assign([ast.Tuple(names, ast.Store())], value)


def set_field(target: str, field: str, value: ast.expr) -> ast.stmt:
    """`target.field = value`."""
    return ast.Assign([ast.Attribute(name(target), field, ast.Store())], value)


def put(container: str, index: ast.expr, value: ast.expr) -> ast.stmt:
    """`container[index] = value`."""
    return ast.Assign([ast.Subscript(name(container), index, ast.Store())], value)


def when(condition: ast.expr, body: list[ast.stmt]) -> ast.If:
    """`if condition:`."""
    return ast.If(condition, body, [])


def function(title: str, parameters: Sequence[str], body: list[ast.stmt]) -> ast.FunctionDef:
    """A function of positional parameters."""
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(parameter) for parameter in parameters],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[],
    )
    return ast.FunctionDef(title, arguments, body, [])
