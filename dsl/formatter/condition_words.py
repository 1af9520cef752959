"""Conditions, merchants and literals of a document as words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pointsman.dsl.formatter.pieces import Role, Word
from pointsman.engine.fact_types import BUILT_IN, OWN_KINDS, Kind

Document = Mapping[str, Any]
"""An object of a document, in the form that docs/document.md describes."""

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_JOINERS: Final = {"any": Word("or", Role.OR), "all": Word("and", Role.AND)}
_BINDING: Final = {"any": 0, "all": 1, "not": 2}
"""How tightly `or`, `and` and `not` bind; a test binds tightest."""


Kinds = Mapping[str, Kind]
"""The kinds of a program's own facts, by name."""

COMMA: Final = Word(",", Role.COMMA)
_OPEN: Final = Word("(", Role.OPEN)
_CLOSE: Final = Word(")", Role.CLOSE)
_RANGE: Final = Word("..", Role.RANGE)


def kinds_of(facts: Iterable[Document]) -> Kinds:
    """The kinds of a document's `facts`."""
    return {fact["name"]: OWN_KINDS[fact["type"]] for fact in facts}


def words(text: str) -> list[Word]:
    """Keywords, as plain words."""
    return [Word(word) for word in text.split()]


def quoted(text: str) -> Word:
    """A string of the language, with its escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return Word(f'"{escaped}"')


def code(text: str) -> Word:
    """A bare word where it can be one, else a string."""
    return Word(text) if _WORD.fullmatch(text) else quoted(text)


def plain(text: str) -> Word:
    """A bare word, number or date where it can be one, else a string."""
    return Word(text) if _PLAIN.fullmatch(text) else quoted(text)


def listed(items: Iterable[Sequence[Word]]) -> list[Word]:
    """Items with commas between them."""
    return [word for item in items for word in (COMMA, *item)][1:]


def plain_or_range(item: str | Document) -> list[Word]:
    """A code or number, or a range of them."""
    return _value(item, Kind.MCC)


# ── Merchants ────────────────────────────────────────────────────────────────────────────────


def merchants(entries: Iterable[Document]) -> list[Word]:
    """A list of merchants; a kind that goes on is not repeated."""
    items: list[list[Word]] = []
    before = "group"
    for entry in entries:
        [(kind, value)] = entry.items()
        if kind == "group":
            items.append([Word(value)])
        else:
            items.append([quoted(value)] if kind == before else [Word(kind), quoted(value)])
        before = kind
    return listed(items)


# ── Conditions ───────────────────────────────────────────────────────────────────────────────


def condition_words(condition: Document, own: Kinds) -> list[Word]:
    """A condition, with no more parentheses than it needs to be read as the same document."""
    return _condition(condition, own, binding=0)


def _condition(condition: Document, own: Kinds, binding: int) -> list[Word]:
    """A condition; in parentheses where what is around it binds as tightly as `binding`."""
    [joiner] = _BINDING.keys() & condition.keys() or [None]
    if joiner is None:
        return _test(condition, own)
    tight = _BINDING[joiner]
    if joiner == "not":
        inner = [Word("not"), *_condition(condition["not"], own, tight)]
    else:
        inner = _joined(condition[joiner], joiner, own)
    return inner if tight >= binding else [_OPEN, *inner, _CLOSE]


def _joined(conditions: Iterable[Document], joiner: str, own: Kinds) -> list[Word]:
    tighter = _BINDING[joiner] + 1
    joined = [
        word
        for condition in conditions
        for word in (_JOINERS[joiner], *_condition(condition, own, tighter))
    ]
    return joined[1:]


def _test(test: Document, own: Kinds) -> list[Word]:
    if "merchant" in test:
        return _merchant_test(test["merchant"])
    fact, operator = test["fact"], test["op"]
    kind = BUILT_IN[fact].kind if fact in BUILT_IN else own.get(fact)
    if "values" in test:
        values = listed(_value(value, kind) for value in test["values"])
        return [Word(fact), *words(operator), _OPEN, *values, _CLOSE]
    if (fact, operator, test["value"]) == ("cross_border", "=", "yes"):
        return [Word(fact)]
    if operator.endswith("like"):
        kind = Kind.TEXT
    return [Word(fact), *words(operator), *_value(test["value"], kind)]


def _merchant_test(test: Document) -> list[Word]:
    [(operator, entries)] = test.items()
    listed_entries = merchants(entries)
    if len(entries) != 1 or "group" not in entries[0]:
        listed_entries = [_OPEN, *listed_entries, _CLOSE]
    return [Word("merchant"), *words(operator.replace("_", " ")), *listed_entries]


def _value(value: str | Document, kind: Kind | None) -> list[Word]:
    if not isinstance(value, str):
        return [_literal(value["from"], kind), _RANGE, _literal(value["to"], kind)]
    return [_literal(value, kind)]


def _literal(value: str, kind: Kind | None) -> Word:
    """A literal as its kind is usually written; None: a fact of which nothing is known."""
    if kind is Kind.TEXT:
        return quoted(value)
    return code(value) if kind is Kind.CHOICE else plain(value)
