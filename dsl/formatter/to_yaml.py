"""A document as YAML that every YAML reader takes for the same document.

Numbers stand without quotes where a number is what is meant; codes that look like numbers, dates
and words that YAML gives a meaning of their own are quoted. A list of values, and an object of
simple ones, stands on one line if it fits there.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pointsman.dsl.formatter.lines import MAX_WIDTH
from pointsman.dsl.formatter.to_json import in_order
from pointsman.dsl.formatter.widths import width

_STEP: Final = "  "
_NUMBERS: Final = frozenset(
    {"version", "over", "at_least", "under", "at_most", "worth_at_least", "rate", "up_to", "step"}
    | {"fixed", "redeem_at_least", "within_days"}
)
"""The keys whose values are numbers."""

_STATEMENTS: Final = frozenset(
    {"facts", "groups", "entries", "filters", "tiers", "overrides", "all", "any", "items"}
)
"""The keys of lists that have one item a line."""

_NUMBER: Final = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDS: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_./]*( [A-Za-z0-9_][A-Za-z0-9_./]*)*\*?")
_MEANT_OTHERWISE: Final = frozenset(
    {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}
)
_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def document_to_yaml(document: dict[str, Any]) -> str:
    """A document as YAML, with a line break at its end."""
    return "".join(f"{line}\n" for line in _object(in_order(document), ""))


def _object(value: dict[str, Any], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        start = f"{indent}{_text(key)}:"
        line = f"{start} {_on_one_line(inner, key)}"
        if _is_simple(inner) or (_may_be_one_line(key, inner) and width(line) <= MAX_WIDTH):
            yield line
            continue
        yield start
        yield from (_object if isinstance(inner, dict) else _list)(inner, indent + _STEP)


def _list(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        line = f"{indent}- {_on_one_line(value)}"
        if _is_simple(value) or (_is_record(value) and width(line) <= MAX_WIDTH):
            yield line
            continue
        first, *rest = _object(value, indent + _STEP)
        yield f"{indent}- {first.lstrip(' ')}"
        yield from rest


def _is_simple(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _is_record(value: Any) -> bool:
    """Whether a value is an object of several simple values: `{up_to: 500.00, rate: 0.01}`."""
    return isinstance(value, dict) and len(value) > 1 and all(map(_is_simple, value.values()))


def _may_be_one_line(key: str, value: Any) -> bool:
    if isinstance(value, list):
        return key not in _STATEMENTS or not value
    return all(map(_is_simple, value.values()))


def _on_one_line(value: Any, key: str = "") -> str:
    if isinstance(value, dict):
        members = (f"{_text(name)}: {_on_one_line(inner, name)}" for name, inner in value.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_on_one_line(item) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    is_number = key in _NUMBERS and _NUMBER.fullmatch(value)
    return value if is_number else _text(value)


def _text(text: str) -> str:
    """A text without quotes where no reader can take it for anything else."""
    if _WORDS.fullmatch(text) and text.casefold() not in _MEANT_OTHERWISE:
        return text
    escaped = "".join(_ESCAPES.get(char, char) for char in text)
    return f'"{_UNSEEN.sub(_by_number, escaped)}"'


def _by_number(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
