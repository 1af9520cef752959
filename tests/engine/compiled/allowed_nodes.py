"""A second opinion on what generated code may hold: written apart from the generator's own list."""

import ast
from collections.abc import Collection

NODES = {
    *("Module", "FunctionDef", "arguments", "arg", "Return", "Assign", "If", "For", "While"),
    *("Continue", "Name", "Load", "Store", "Constant", "Tuple", "Subscript", "Call", "Attribute"),
    *("BoolOp", "And", "Or", "UnaryOp", "Not", "USub", "Compare", "Eq", "NotEq", "Lt", "LtE"),
    *("Gt", "GtE", "In", "NotIn", "Is", "IsNot", "BinOp", "Add", "Sub", "Mult", "FloorDiv"),
    *("Mod", "BitAnd"),
}
FIELDS = {"_facts", "_ending", "_rate", "_points", "_credit"}


def forbidden_in(tree: ast.AST, callables: Collection[str]) -> list[str]:
    """What a tree holds that it may not; functions `f1`, `f2`, … may be called besides."""
    found: list[str] = []
    for node in ast.walk(tree):
        kind = type(node).__name__
        if kind not in NODES:
            found.append(kind)
        if isinstance(node, ast.Constant) and type(node.value) not in {int, type(None)}:
            found.append(f"constant {node.value!r}")
        if isinstance(node, ast.Attribute) and not _fills_the_record(node):
            found.append(f"attribute {node.attr}")
        if isinstance(node, ast.Call) and not _is_known(node, callables):
            found.append(f"call {ast.dump(node.func)}")
        if isinstance(node, ast.Name) and node.id.startswith("_"):
            found.append(f"name {node.id}")
    return found


def _fills_the_record(node: ast.Attribute) -> bool:
    of_the_record = isinstance(node.value, ast.Name) and node.value.id == "decision"
    return of_the_record and isinstance(node.ctx, ast.Store) and node.attr in FIELDS


def _is_known(node: ast.Call, callables: Collection[str]) -> bool:
    if not isinstance(node.func, ast.Name) or node.keywords:
        return False
    called = node.func.id
    return called in callables or (called[0] == "f" and called[1:].isdecimal())
