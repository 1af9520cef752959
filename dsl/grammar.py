"""The parser of the grammar, from tables worked out beforehand: building it takes far longer.

`points.tables.json` is made from `points.lark` by `make tables`, and says what it was made from.
Where it does not fit (another version of Lark, a grammar being worked on) the parser is built.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

TABLES = "points.tables.json"


@cache
def grammar() -> Lark:
    """The parser, made when it is first needed."""
    text = _text("points.lark")
    tables = json.loads(_text(TABLES), object_hook=_numbered)
    if tables["made_from"] != made_from(text):
        return build(text)
    load: Callable[..., Lark] = Lark._load_from_dict  # noqa: SLF001
    return load(tables["data"], tables["memo"])


def build(text: str) -> Lark:
    """The parser of a grammar's text."""
    return Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def tables_of(text: str) -> dict[str, Any]:
    """The tables of a grammar's text, as they are kept."""
    data, memo = build(text).memo_serialize([TerminalDef, Rule])
    return {"made_from": made_from(text), "data": data, "memo": memo}


def made_from(text: str) -> dict[str, str]:
    """What tables depend on: the grammar and the library that reads it."""
    return {"grammar": hashlib.sha256(text.encode()).hexdigest(), "lark": lark.__version__}


def _text(name: str) -> str:
    return (files("pointsman.dsl") / name).read_text(encoding="utf-8")


def _numbered(pairs: dict[str, Any]) -> dict[Any, Any]:
    """Lark numbers states and rules; JSON made texts of the numbers."""
    return {int(key) if key.isdecimal() else key: value for key, value in pairs.items()}
