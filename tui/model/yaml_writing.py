"""Plain data written as YAML or JSON, so that every value keeps its meaning.

A `Written` is a number (or a time) and is written as it stands; any other text is put in quotes
wherever some reader of YAML could take it for something else: `00`, `no`, `2026-01-01`.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

import yaml

from pointsman.engine.exact import Written

INDENT: Final = 2

_PLAIN_NUMBER: Final = re.compile(r"[0-9A-Za-z+-](?:[0-9A-Za-z.+-]|:(?=[0-9]))*")
_JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_PLAIN_TEXT: Final = re.compile(r"[^\W\d](?:[\w./*&'()-]| (?=[\w.*&'()-]))*")
_YES_NO: Final = re.compile(r"[yYnN~]")


def scalar(value: object, *, flow: bool = False, quote: str = "") -> str:
    """A text, number, yes or no, or nothing, on one line.

    `flow`: inside braces, where nothing needs a word; `quote`: the quotes that the value before it
    had, which a text keeps.
    """
    if value is None:
        return "null" if flow else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, Written) and _PLAIN_NUMBER.fullmatch(text):
        return text
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if not quote and _is_plain(text):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def block(value: object, indent: int = 0) -> Iterator[str]:
    """The lines of a value in the one fixed style: blocks and lists on lines of their own."""
    before = " " * indent
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _entry(f"{before}{scalar(key)}:", inner, indent)
    elif isinstance(value, list) and value:
        for inner in value:
            first, *others = block(inner, indent + INDENT)
            yield f"{before}- {first[indent + INDENT :]}".rstrip()
            yield from others
    else:
        yield before + (_empty(value) if isinstance(value, dict | list) else scalar(value))


def flow(value: object, *, as_json: bool = False) -> str:
    """A value on one line, in braces and brackets."""
    if isinstance(value, dict):
        write_key = json.dumps if as_json else scalar
        pairs = (f"{write_key(k)}: {flow(v, as_json=as_json)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner, as_json=as_json) for inner in value) + "]"
    return json_scalar(value) if as_json else scalar(value, flow=True)


def json_scalar(value: object) -> str:
    """A text, number, yes or no, or nothing, as JSON."""
    if isinstance(value, Written) and _JSON_NUMBER.fullmatch(value):
        return str(value)
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=not value.isprintable())
    return json.dumps(value)


def json_lines(value: object, indent: int = 0) -> str:
    """A value as JSON in the one fixed style: two blanks a level."""
    inner, outer = " " * (indent + INDENT), " " * indent
    if isinstance(value, dict) and value:
        entries = [f"{json.dumps(k)}: {json_lines(v, indent + INDENT)}" for k, v in value.items()]
        return "{\n" + ",\n".join(inner + entry for entry in entries) + f"\n{outer}}}"
    if isinstance(value, list) and value:
        entries = [json_lines(each, indent + INDENT) for each in value]
        return "[\n" + ",\n".join(inner + entry for entry in entries) + f"\n{outer}]"
    return _empty(value) if isinstance(value, dict | list) else json_scalar(value)


def _entry(start: str, value: object, indent: int) -> Iterator[str]:
    """One key of a block with its value."""
    if isinstance(value, dict | list) and value:
        yield start
        yield from block(value, indent + INDENT)
        return
    yield f"{start} {_empty(value) if isinstance(value, dict | list) else scalar(value)}".rstrip()


def _empty(value: object) -> str:
    return "{}" if isinstance(value, dict) else "[]"


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes for any reader of YAML 1.1 or 1.2, in braces or not."""
    if not _PLAIN_TEXT.fullmatch(text) or _YES_NO.fullmatch(text):
        return False
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return not any(pattern.match(text) for _, pattern in resolvers)


def _escaped(char: str) -> str:
    """A character as it stands between double quotes."""
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
