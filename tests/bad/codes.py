"""The codes of everything that may be said about a program, as the source defines them."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

DSL: Final = Path(__file__).parent.parent.parent / "dsl"

_CODE: Final = re.compile(r"[a-z]+[0-9]*(?:-[a-z0-9]+)+")
_NOT_CODES: Final = frozenset({"utf-8"})


def program_codes() -> set[str]:
    """Every code of the modules that read programs, and those of their schema."""
    modules = [path for path in DSL.rglob("*.py") if path.name != "bad_facts.py"]
    found = {code for path in modules for code in _codes_in(ast.parse(path.read_text("utf-8")))}
    schema = json.loads((DSL / "schemas" / "program.schema.json").read_text("utf-8"))
    return (found | set(_codes_of_schema(schema))) - _NOT_CODES


def _codes_in(tree: ast.AST) -> Iterator[str]:
    """Texts with hyphens are codes wherever they stand, but for the schema's own keywords."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "diagnostic_at":
            # One word has no hyphen: `cliff`.
            yield from (arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if _CODE.fullmatch(text) and not text.startswith("x-"):
                yield text


def _codes_of_schema(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("x-code"), str):
            yield schema["x-code"]
        for inner in schema.values():
            yield from _codes_of_schema(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _codes_of_schema(inner)
