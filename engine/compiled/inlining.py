"""Plain values put into a tree in the place of their names, right before it is compiled.

Reading a global takes longer than reading a constant, and a decision reads a dozen: that is a
twentieth of it. The tree with names is the one that is checked and printed.
"""

import ast
from collections.abc import Mapping
from typing import Any, Final

_PLAIN: Final = frozenset({int, str, bool})
"""Types whose values a constant may have: exactly these, for subclasses could behave otherwise."""


def plain_values(namespace: Mapping[str, object]) -> dict[str, object]:
    """Those that can be constants: plain values, and frozen sets of them (and of None)."""
    return {name: value for name, value in namespace.items() if _is_plain(value)}


def with_values(node: ast.AST, values: Mapping[str, Any]) -> Any:
    """The tree with these values in the place of their names; the tree that is given stays."""
    if type(node) is ast.Name:
        if node.id not in values:
            return node
        return ast.copy_location(ast.Constant(values[node.id]), node)
    changed = {}
    for field in node._fields:
        before = getattr(node, field, None)
        after = _field_with_values(before, values)
        if after is not before:
            changed[field] = after
    if not changed:
        return node
    copied = {field: getattr(node, field, None) for field in node._fields} | changed
    return ast.copy_location(type(node)(**copied), node)


def _field_with_values(found: object, values: Mapping[str, Any]) -> object:
    if isinstance(found, ast.AST):
        return with_values(found, values)
    if not isinstance(found, list):
        return found
    after = [with_values(each, values) for each in found]
    same = all(one is other for one, other in zip(found, after, strict=True))
    return found if same else after


def _is_plain(value: object) -> bool:
    if type(value) is frozenset:
        return all(each is None or type(each) in _PLAIN for each in value)
    return type(value) in _PLAIN
