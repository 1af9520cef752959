"""A printer of canonical documents as `.points` text, of its own making, in any layout.

It shares nothing with the formatter: a text it writes must load as the document it came from.
"""

import re
from itertools import pairwise
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from tests.strategies import vocabulary as words
from tests.strategies.choices import Choices, any_choices
from tests.strategies.expression_text import (
    code_list,
    country_list,
    expression,
    merchant_list,
    number,
    quoted,
    separated,
    word_or_string,
)

Document = dict[str, Any]
Tokens = list[str]

GAPS = (" ", " ", "  ", "\n", "\n      ", "\t", ' # a "comment" { 1\n', "\n#\n\n")
KEPT_IN_ORDER = ("fact", "group", "override", "cardholder", "item")
"""Statements whose order among themselves is part of the document."""


@frozen
class Statement:
    """A statement and, where it has one, its block; `fixed` when the block's order matters."""

    head: Tokens
    block: "list[Statement] | None" = None
    fixed: bool = False


def points_texts(document: Document) -> st.SearchStrategy[str]:
    """The document as text in any layout; shrinks towards the tightest."""
    return any_choices(800).map(lambda made: points_text(document, made))


def points_text(document: Document, choices: Choices | None = None) -> str:
    """The document as `.points` text: plain, one statement a line, or as the choices have it.

    Choices vary the gaps between words, comments, spellings of numbers and codes, parentheses,
    and the order of statements where it means nothing.
    """
    program = Statement(["program", quoted(document["program"])], _program(document, choices))
    if choices is None:
        return _plain(program, 0)
    return laid_out(choices, _flattened(choices, program))


def _plain(statement: Statement, depth: int) -> str:
    line = (
        "  " * depth + "".join(word if word == "," else f" {word}" for word in statement.head)[1:]
    )
    if statement.block is None:
        return line + "\n"
    inner = "".join(_plain(part, depth + 1) for part in statement.block)
    return f"{line} {{\n{inner}{'  ' * depth}}}\n"


def _flattened(choices: Choices, statement: Statement) -> Tokens:
    if statement.block is None:
        return statement.head
    parts = statement.block if statement.fixed else _shuffled(choices, statement.block)
    inner = [token for part in parts for token in _flattened(choices, part)]
    return [*statement.head, "{", *inner, "}"]


def _shuffled(choices: Choices, statements: list[Statement]) -> list[Statement]:
    if not choices.chance(50):
        return statements
    mixed = choices.some(statements, len(statements), len(statements))
    for word in KEPT_IN_ORDER:
        in_order = iter([part for part in statements if part.head[0] == word])
        mixed = [next(in_order) if part.head[0] == word else part for part in mixed]
    return mixed


def laid_out(choices: Choices, tokens: Tokens) -> str:
    """Words of a text with gaps, line breaks and comments between them, as far as they need any."""
    text = tokens[0]
    for before, token in pairwise(tokens):
        touching = re.fullmatch(r"\w\w", before[-1] + token[0])
        text += choices.pick(GAPS if touching else ("", "", *GAPS)) + token
    return text + choices.pick(("\n", "", " # the end"))


# Statements


def _program(document: Document, choices: Choices | None) -> list[Statement]:
    return [
        *_header(document),
        *_facts(document, choices),
        *(_group(group) for group in document.get("groups", ())),
        *_blocks(document, choices),
    ]


def _header(document: Document) -> list[Statement]:
    points = document["points"]
    rounding = [",", "rounded", points["rounding"]] if "rounding" in points else []
    heads = [
        ["version", document["version"]],
        ["currency", document["currency"]],
        ["points", quoted(points["name"]), *points["precision"].split(), *rounding],
    ]
    if "effective" in document:
        effective = document["effective"]
        end = ["to", effective["to"]] if "to" in effective else []
        heads.append(["effective", effective["from"], *end])
    if "timezone" in document:
        heads.append(["timezone", quoted(document["timezone"])])
    if "bank" in document:
        heads.append(["bank", document["bank"]])
    return [Statement(head) for head in heads]


def _facts(document: Document, choices: Choices | None) -> list[Statement]:
    return [
        Statement(["fact", fact["name"], *_fact_type(fact, choices)])
        for fact in document.get("facts", ())
    ]


def _fact_type(fact: Document, choices: Choices | None) -> Tokens:
    if fact["type"] != "choice":
        return [fact["type"]]
    values = [[word_or_string(value, choices)] for value in fact["values"]]
    return ["in", "(", *separated(values), ")"]


def _group(group: Document) -> Statement:
    kinds = dict.fromkeys(kind for entry in group["entries"] for kind in entry)
    statements = []
    for kind in kinds:
        values = [entry[kind] for entry in group["entries"] if kind in entry]
        items = code_list(values) if kind == "mcc" else separated([[quoted(v)] for v in values])
        statements.append(Statement([kind, *items]))
    return Statement(["group", group["name"]], statements, fixed=True)


def _blocks(document: Document, choices: Choices | None) -> list[Statement]:
    blocks = [
        Statement(["conversion"], _conversion(document, choices)),
        Statement(["redemption"], _redemption(document["redemption"], choices)),
    ]
    if "filters" in document:
        filters = [Statement(_filter(document, rule, choices)) for rule in document["filters"]]
        blocks.append(Statement(["filters"], filters, fixed=True))
    if "preferences" in document:
        blocks.append(Statement(["preferences"], _preferences(document["preferences"])))
    if "post_purchase" in document:
        block = _post_purchase(document["post_purchase"])
        blocks.append(Statement(["post", "purchase"], block))
    if "communications" in document:
        blocks.append(Statement(["communications"], _communications(document["communications"])))
    if "digital" in document:
        blocks.append(Statement(["digital"], _digital(document["digital"], choices)))
    return blocks


def _filter(document: Document, statement: Document, choices: Choices | None) -> Tokens:
    [(kind, rule)] = statement.items()
    if kind == "require":
        text = ["else", quoted(rule["else"])] if "else" in rule else []
        return ["require", *expression(document, rule["condition"], choices), *text]
    [(word, value)] = rule.items()
    if kind in ("purchase", "balance"):
        points = ["points"] if (kind, word) == ("balance", "at_least") else []
        return [kind, *word.split("_"), number(value, choices), *points]
    return [kind, word, *_selection(kind, value, choices)]


def _selection(kind: str, value: Any, choices: Choices | None) -> Tokens:
    if kind == "merchant":
        return merchant_list(value, choices)
    if kind == "mcc":
        return code_list(value)
    if kind == "country":
        return country_list(value, choices)
    return separated([[word_or_string(code, choices)] for code in value])


def _preferences(block: Document) -> list[Statement]:
    offer = [["offer", *separated([[mode] for mode in block["offer"]])]] if "offer" in block else []
    heads = offer + [["cardholder", what] for what in block.get("cardholder", ())]
    return [Statement(head) for head in heads]


def _conversion(document: Document, choices: Choices | None) -> list[Statement]:
    conversion = document["conversion"]
    statements = [_rated(["base"], conversion["base"], choices)]
    for override in conversion.get("overrides", ()):
        head = ["override", quoted(override["name"]), *_scope(document, override, choices)]
        statements.append(_rated(head, override, choices))
    return statements


def _scope(document: Document, override: Document, choices: Choices | None) -> Tokens:
    scope: Tokens = []
    for kind, value in override.get("for", {}).items():
        selector = [] if value is True else _selection(kind, value, choices)
        scope += ["for", *kind.split("_"), *selector]
    if "when" in override:
        scope += ["when", *expression(document, override["when"], choices)]
    return scope


def _rated(head: Tokens, rule: Document, choices: Choices | None) -> Statement:
    if "rate" in rule:
        return Statement([*head, "at", number(rule["rate"], choices)])
    tiers = [
        Statement([*_reach(tier, choices), "at", number(tier["rate"], choices)])
        for tier in rule["tiers"]
    ]
    return Statement(head, tiers, fixed=True)


def _reach(tier: Document, choices: Choices | None) -> Tokens:
    return ["up", "to", number(tier["up_to"], choices)] if "up_to" in tier else ["above"]


def _redemption(block: Document, choices: Choices | None) -> list[Statement]:
    heads = [["full"]] if "full" in block else []
    if "partial" in block:
        heads.append(["partial", "in", "steps", "of", number(block["partial"]["step"], choices)])
    if "fixed" in block:
        heads.append(["fixed", number(block["fixed"], choices)])
    if "redeem_at_least" in block:
        heads.append(["redeem", "at", "least", number(block["redeem_at_least"], choices)])
    return [Statement(head) for head in heads]


def _post_purchase(block: Document) -> list[Statement]:
    heads = [["within", block["within_days"], "days"]] if "within_days" in block else []
    if "after" in block:
        heads.append(["after", *separated([[reason] for reason in block["after"]])])
    if "partial" in block:
        heads.append(["partial"])
    return [Statement(head) for head in heads]


def _communications(block: Document) -> list[Statement]:
    emails = [kind.split() for kind in block.get("email", ())]
    heads = [["email", *separated(emails)]] if emails else []
    heads += [[key, quoted(block[key])] for key in ("notify", "statement") if key in block]
    return [Statement(head) for head in heads]


def _digital(block: Document, choices: Choices | None) -> list[Statement]:
    heads = [_item(item, choices) for item in block["items"]]
    for key in ("source", "partner"):
        if key in block:
            codes = [[word_or_string(code, choices)] for code in block[key]]
            heads.append([key, *separated(codes)])
    return [Statement(head) for head in heads]


def _item(item: Document, choices: Choices | None) -> Tokens:
    """An item; with choices, what follows its cost per point in any order."""
    parts = [[key, quoted(item[key])] for key in ("named", "redeems") if key in item]
    if "currency" in item:
        parts.append(["currency", _currency(item["currency"], choices)])
    if choices:
        parts = choices.some(parts, len(parts), len(parts))
    rate = number(item["rate"], choices)
    head = ["item", quoted(item["item"]), "for", item["for"], "at", rate]
    return [*head, *(token for part in parts for token in part)]


def _currency(alpha3: str, choices: Choices | None) -> str:
    spelled = (alpha3, quoted(alpha3), words.NUMERIC[alpha3])
    return choices.pick(spelled) if choices else alpha3
