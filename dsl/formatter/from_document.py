"""A document as pieces for the layout: its statements in the order of docs/document.md."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from attrs import evolve

from pointsman.dsl.formatter.condition_words import (
    COMMA,
    Document,
    Kinds,
    code,
    condition_words,
    kinds_of,
    listed,
    merchants,
    plain,
    plain_or_range,
    quoted,
    words,
)
from pointsman.dsl.formatter.pieces import Block, Role, Statement, Word


def from_document(document: Document) -> Block:
    """The pieces of a valid document."""
    own = kinds_of(document.get("facts", ()))
    statements = [
        *_head(document),
        *_set_off(map(_fact, document.get("facts", ()))),
        *_set_off(map(_group, document.get("groups", ())), after_facts="facts" in document),
        *_blocks(document, own),
    ]
    program = [Word("program"), quoted(document["program"])]
    return Block((_braced(program, statements),))


def _statement(*parts: Iterable[Word]) -> Statement:
    return Statement(tuple(word for part in parts for word in part))


def _braced(head: Iterable[Word], statements: Iterable[Statement]) -> Statement:
    return Statement(tuple(head), Block(tuple(statements)))


def _set_off(statements: Iterable[Statement], *, after_facts: bool = False) -> Iterator[Statement]:
    """Statements with a blank line above the first, unless facts stand there."""
    for index, statement in enumerate(statements):
        yield evolve(statement, blank=not index and not after_facts)


# ── The program ──────────────────────────────────────────────────────────────────────────────


def _head(document: Document) -> Iterator[Statement]:
    for keyword, write in _HEAD.items():
        if keyword in document:
            yield _statement(words(keyword), write(document[keyword]))


def _effective(effective: Document) -> list[Word]:
    until = [Word("to"), plain(effective["to"])] if "to" in effective else []
    return [plain(effective["from"]), *until]


def _points(points: Document) -> list[Word]:
    rounding = [COMMA, *words(f"rounded {points['rounding']}")] if "rounding" in points else []
    return [quoted(points["name"]), *words(points["precision"]), *rounding]


_HEAD: Final[dict[str, Callable[[Any], Iterable[Word]]]] = {
    "version": lambda version: [plain(version)],
    "effective": _effective,
    "timezone": lambda name: [quoted(name)],
    "currency": lambda currency: [plain(currency)],
    "points": _points,
    "bank": words,
}


def _fact(fact: Document) -> Statement:
    head = words(f"fact {fact['name']}")
    if fact["type"] != "choice":
        return _statement(head, words(fact["type"]))
    choices = listed([code(value)] for value in fact["values"])
    opening, closing = Word("(", Role.OPEN), Word(")", Role.CLOSE)
    return _statement(head, words("in"), [opening, *choices, closing])


def _group(group: Document) -> Statement:
    """A group; entries of one kind that follow each other are one statement."""
    entries = [next(iter(entry.items())) for entry in group["entries"]]
    statements = []
    for kind, run in groupby(entries, lambda entry: entry[0]):
        values = [plain_or_range(v) if kind == "mcc" else [quoted(v)] for _, v in run]
        statements.append(_statement([Word(kind)], listed(values)))
    return _braced(words(f"group {group['name']}"), statements)


def _blocks(document: Document, own: Kinds) -> Iterator[Statement]:
    if "filters" in document:
        yield _braced(words("filters"), (_filter(each, own) for each in document["filters"]))
    if "preferences" in document:
        yield _braced(words("preferences"), _preferences(document["preferences"]))
    yield _braced(words("conversion"), _conversion(document["conversion"], own))
    yield _braced(words("redemption"), _redemption(document["redemption"]))
    if "post_purchase" in document:
        yield _braced(words("post purchase"), _post_purchase(document["post_purchase"]))
    if "communications" in document:
        yield _braced(words("communications"), _communications(document["communications"]))
    if "digital" in document:
        yield _braced(words("digital"), _digital(document["digital"]))


# ── Filters ──────────────────────────────────────────────────────────────────────────────────


def _filter(statement: Document, own: Kinds) -> Statement:
    [(kind, rule)] = statement.items()
    if kind == "require":
        text = [Word("else", Role.CLAUSE), quoted(rule["else"])] if "else" in rule else []
        return _statement(words(kind), condition_words(rule["condition"], own), text)
    [(key, value)] = rule.items()
    if kind in _LISTS:
        return _statement(words(kind), [Word(key, Role.HEAD)], _LISTS[kind](value))
    unit = words("points") if (kind, key) == ("balance", "at_least") else []
    return _statement(words(kind), words(key.replace("_", " ")), [plain(value)], unit)


_LISTS: Final[dict[str, Callable[[Any], list[Word]]]] = {
    "merchant": merchants,
    "mcc": lambda values: listed(map(plain_or_range, values)),
    "country": lambda values: listed([plain(value)] for value in values),
    "product": lambda values: listed([code(value)] for value in values),
    "cross_border": lambda _: [],
}
"""What a filter or an override may be about, and how its list is written."""


# ── Conversion ───────────────────────────────────────────────────────────────────────────────


def _conversion(conversion: Document, own: Kinds) -> Iterator[Statement]:
    yield _costing(words("base"), conversion["base"])
    for override in conversion.get("overrides", ()):
        yield _costing([*_override(override, own)], override)


def _override(override: Document, own: Kinds) -> Iterator[Word]:
    yield from (Word("override"), quoted(override["name"]))
    for kind, value in override.get("for", {}).items():
        yield Word("for", Role.CLAUSE)
        yield from (Word(word, Role.HEAD) for word in kind.split("_"))
        yield from _LISTS[kind](value)
    if "when" in override:
        yield Word("when", Role.CLAUSE)
        yield from condition_words(override["when"], own)


def _costing(head: list[Word], rule: Document) -> Statement:
    """A statement with its cost per point: one rate, or tiers in braces."""
    if "rate" in rule:
        return _statement(head, _rate(rule))
    return _braced(head, map(_tier, rule["tiers"]))


def _tier(tier: Document) -> Statement:
    reach = [*words("up to"), plain(tier["up_to"])] if "up_to" in tier else words("above")
    return _statement(reach, _rate(tier))


def _rate(rule: Document) -> list[Word]:
    return [Word("at", Role.CLAUSE), plain(rule["rate"])]


# ── What is redeemed, and what follows ───────────────────────────────────────────────────────


def _preferences(block: Document) -> Iterator[Statement]:
    if "offer" in block:
        yield _statement(words("offer"), listed(map(words, block["offer"])))
    for choice in block.get("cardholder", ()):
        yield _statement(words(f"cardholder {choice}"))


def _redemption(block: Document) -> Iterator[Statement]:
    if "full" in block:
        yield _statement(words("full"))
    if "partial" in block:
        yield _statement(words("partial in steps of"), [plain(block["partial"]["step"])])
    if "fixed" in block:
        yield _statement(words("fixed"), [plain(block["fixed"])])
    if "redeem_at_least" in block:
        yield _statement(words("redeem at least"), [plain(block["redeem_at_least"])])


def _post_purchase(block: Document) -> Iterator[Statement]:
    if "within_days" in block:
        yield _statement(words("within"), [plain(block["within_days"])], words("days"))
    if "after" in block:
        yield _statement(words("after"), listed(map(words, block["after"])))
    if "partial" in block:
        yield _statement(words("partial"))


def _communications(block: Document) -> Iterator[Statement]:
    if "email" in block:
        yield _statement(words("email"), listed(map(words, block["email"])))
    for keyword in ("notify", "statement"):
        if keyword in block:
            yield _statement(words(keyword), [quoted(block[keyword])])


# ── Digital redemptions ──────────────────────────────────────────────────────────────────────


def _digital(block: Document) -> Iterator[Statement]:
    for item in block["items"]:
        head = [Word("item"), quoted(item["item"]), Word("for", Role.CLAUSE), Word(item["for"])]
        parts = [
            (Word(keyword, Role.CLAUSE), write(item[keyword]))
            for keyword, write in _ITEM_PARTS.items()
            if keyword in item
        ]
        yield _statement(head, _rate(item), *parts)
    for keyword in ("source", "partner"):
        if keyword in block:
            yield _statement(words(keyword), listed([code(value)] for value in block[keyword]))


_ITEM_PARTS: Final[dict[str, Callable[[str], Word]]] = {
    "named": quoted,
    "redeems": quoted,
    "currency": plain,
}
