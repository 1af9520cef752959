"""Every code that the source can give an error: found by looking at the code, not by running it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("engine", "dsl", "programs", "feeds", "batch", "tui", "cli")
_MOSTLY_NAMES = "tui"
"""Here nearly every word with a hyphen names an action, a widget or a style. Codes stand only in
modules that make diagnostics of their own."""


_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_GIVES_A_CODE = {
    "Diagnostic", "Problem", "RefusedError", "CallWrong", "InputWrong", "Failure", "Flaw",
    "diagnostic_at", "_mistake", "_bad", "_report",
}  # fmt: skip
"""What is called with a code, as its first or second argument or as `code`."""


def codes_in(root: Path) -> set[str]:
    """Every code in the source of a checkout."""
    codes: set[str] = set()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if folder != _MOSTLY_NAMES or _makes_diagnostics(tree):
                codes |= set(codes_of_module(tree))
        for path in sorted((root / folder).rglob("*.schema.json")):
            codes |= set(_in_schema(json.loads(path.read_text(encoding="utf-8"))))
    return codes


def codes_of_module(tree: ast.Module) -> Iterator[str]:
    """Words with a hyphen anywhere, other words where a code has to be, and `f"missing-{key}"`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and _is_hyphened(node.value):
            yield str(node.value)
        elif isinstance(node, ast.Call) and _called(node) in _GIVES_A_CODE:
            yield from _in_call(node)
        elif isinstance(node, ast.JoinedStr):
            yield from _put_together(node, tree)


def _makes_diagnostics(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and _called(node) == "Diagnostic" for node in ast.walk(tree)
    )


def _is_hyphened(value: object) -> bool:
    return isinstance(value, str) and "-" in value and _WORD.fullmatch(value) is not None


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _in_call(node: ast.Call) -> Iterator[str]:
    given = [*node.args[:2], *(each.value for each in node.keywords if each.arg == "code")]
    for argument in given[: 1 if _called(node) not in {"diagnostic_at", "_bad"} else 2]:
        for inner in ast.walk(argument):
            if isinstance(inner, ast.Constant) and _WORD.fullmatch(str(inner.value)):
                yield str(inner.value)


def _put_together(node: ast.JoinedStr, tree: ast.Module) -> Iterator[str]:
    """`missing-{key}` with every key that the function around it is called with."""
    first, *rest = node.values
    if len(rest) != 1 or not isinstance(first, ast.Constant) or not str(first.value).endswith("-"):
        return
    if not _WORD.fullmatch(str(first.value).removesuffix("-")):
        return
    around = next(
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and node in ast.walk(each)
    )
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call) == around.name:
            key = call.args[0]
            if isinstance(key, ast.Constant):
                yield str(first.value) + str(key.value)


def _in_schema(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "x-code" in value:
            yield value["x-code"]
        for inner in value.values():
            yield from _in_schema(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_schema(inner)
