"""Literals, lists and expressions of a document as tokens of `.points` text."""

import re
from collections.abc import Sequence
from typing import Any

from tests.strategies import vocabulary as words
from tests.strategies.choices import Choices

Document = dict[str, Any]
Tokens = list[str]

TEXT_FACTS = ("merchant.id", "merchant.name", "acquirer", "terminal", "product")
NUMBER_FACTS = ("amount", "balance")
BINDING = {"any": 0, "all": 1, "not": 2}
"""How tightly each joiner binds; a leaf binds tightest."""


def quoted(text: str) -> str:
    """A string of the language."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def word_or_string(text: str, choices: Choices | None) -> str:
    """A code as a bare word where it can be one (with choices: at times a string all the same)."""
    is_word = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) is not None
    return text if is_word and not (choices and choices.chance(30)) else quoted(text)


def number(text: str, choices: Choices | None) -> str:
    """A number, with choices at times without the zeros that end it."""
    if choices is None or "." not in text or choices.chance(60):
        return text
    return text.rstrip("0").rstrip(".")


def separated(items: Sequence[Tokens]) -> Tokens:
    """Items with commas between them."""
    tokens = [token for item in items for token in (",", *item)]
    return tokens[1:]


def code_list(items: Sequence[Any]) -> Tokens:
    """Merchant category codes and ranges."""
    return separated([_spread(item) if isinstance(item, dict) else [item] for item in items])


def _spread(span: Document) -> Tokens:
    return [span["from"], "..", span["to"]]


def country_list(codes: Sequence[str], choices: Choices | None) -> Tokens:
    """Countries, with choices in any of their three forms."""
    return separated([[_country(code, choices)] for code in codes])


def _country(alpha3: str, choices: Choices | None) -> str:
    return choices.pick(words.COUNTRY_FORMS[alpha3]) if choices else alpha3


def merchant_list(entries: Sequence[Document], choices: Choices | None) -> Tokens:
    """Groups and entries; with choices a kind that goes on may be left unsaid."""
    items: list[Tokens] = []
    before = None
    for entry in entries:
        [(kind, value)] = entry.items()
        if kind == "group":
            items.append([value])
        elif kind == before and choices and choices.chance(60):
            items.append([quoted(value)])
        else:
            items.append([kind, quoted(value)])
        before = kind
    return separated(items)


def expression(
    document: Document, condition: Document, choices: Choices | None, binding: int = 0
) -> Tokens:
    """An expression, in parentheses where what stands around it binds tighter than `binding`."""
    joiner = next((key for key in BINDING if key in condition), None)
    if joiner is None:
        tokens, tight = _leaf(document, condition, choices), 3
    elif joiner == "not":
        tokens = ["not", *expression(document, condition["not"], choices, 2)]
        tight = BINDING["not"]
    else:
        tight = BINDING[joiner]
        word = {"any": "or", "all": "and"}[joiner]
        parts = [expression(document, part, choices, tight + 1) for part in condition[joiner]]
        tokens = [token for part in parts for token in (word, *part)][1:]
    needless = choices is not None and choices.chance(10)
    return ["(", *tokens, ")"] if tight < binding or needless else tokens


def _leaf(document: Document, condition: Document, choices: Choices | None) -> Tokens:
    if "merchant" in condition:
        return _merchant(condition["merchant"], choices)
    fact, op = condition["fact"], condition["op"]
    if op in ("in", "not in"):
        items = [_item(document, fact, item, choices) for item in condition["values"]]
        return [fact, *op.split(), "(", *separated(items), ")"]
    is_yes = (fact, op, condition["value"]) == ("cross_border", "=", "yes")
    if is_yes and choices and choices.chance(50):
        return [fact]
    return [fact, *op.split(), _literal(document, fact, condition["value"], choices)]


def _merchant(lists: Document, choices: Choices | None) -> Tokens:
    [(word, entries)] = lists.items()
    items = merchant_list(entries, choices)
    alone = len(entries) == 1 and "group" in entries[0]
    if not alone or (choices and choices.chance(50)):
        items = ["(", *items, ")"]
    return ["merchant", *word.split("_"), *items]


def _item(document: Document, fact: str, item: Any, choices: Choices | None) -> Tokens:
    if isinstance(item, dict):
        ends = [_literal(document, fact, item[end], choices) for end in ("from", "to")]
        return [ends[0], "..", ends[1]]
    return [_literal(document, fact, item, choices)]


def _literal(document: Document, fact: str, value: str, choices: Choices | None) -> str:
    own = {fact["name"]: fact["type"] for fact in document.get("facts", ())}.get(fact)
    if fact in TEXT_FACTS or own == "text":
        return quoted(value)
    if own == "choice":
        return word_or_string(value, choices)
    if fact == "country":
        return _country(value, choices)
    if fact in NUMBER_FACTS or own == "number":
        return number(value, choices)
    return value
