"""The `filters` block: a list with one object for each statement."""

from typing import Final

from pointsman.dsl.parser import Node
from pointsman.dsl.points_document.blocks import Converter, braced
from pointsman.dsl.points_document.conditions import condition
from pointsman.dsl.points_document.merchants import merchants
from pointsman.dsl.points_document.nodes import (
    from_to,
    literal,
    literals,
    nodes,
    span_of,
    tokens,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def filters(node: Node, reading: Reading) -> Placed:
    """`filters { … }`, in the order written."""
    statements = [_filter(statement, reading) for statement in nodes(node)]
    return braced(node, statements, reading)


def _filter(statement: Node, reading: Reading) -> Placed:
    key, convert = _FILTERS[statement.data]
    word = span_of(tokens(statement)[0])
    value = convert(statement, reading)
    return Placed({key: value}, span_of(statement), word)


def _bound(key: str) -> Converter:
    """A statement with one amount: its first keyword, the bound's keywords, the amount."""

    def convert(statement: Node, reading: Reading) -> Placed:
        word, *words = [token for token in tokens(statement) if token.type != "DECIMAL"]
        if words[-1].type == "POINTS":
            words.pop()
        [amount] = [token for token in tokens(statement) if token.type == "DECIMAL"]
        value = literal(amount, reading, from_to(words[0], words[-1]))
        return Placed({key: value}, from_to(words[0], statement), span_of(word))

    return convert


def _allowed(statement: Node, reading: Reading) -> Placed:
    """`only …` or `except …`."""
    word, which = tokens(statement)
    [listed] = nodes(statement)
    read = merchants if listed.data == "merchants" else literals
    value = {str(which): read(listed, reading, span_of(which))}
    return Placed(value, from_to(which, listed), span_of(word))


def _require(statement: Node, reading: Reading) -> Placed:
    word, *otherwise = tokens(statement)
    [required] = nodes(statement)
    value = {"condition": condition(required, reading)}
    if otherwise:
        value["else"] = literal(otherwise[1], reading, span_of(otherwise[0]))
    return Placed(value, from_to(required, statement), span_of(word))


_FILTERS: Final[dict[str, tuple[str, Converter]]] = {
    "purchase_over": ("purchase", _bound("over")),
    "purchase_at_least": ("purchase", _bound("at_least")),
    "purchase_under": ("purchase", _bound("under")),
    "purchase_at_most": ("purchase", _bound("at_most")),
    "balance_worth": ("balance", _bound("worth_at_least")),
    "balance_points": ("balance", _bound("at_least")),
    "mcc": ("mcc", _allowed),
    "country": ("country", _allowed),
    "merchant": ("merchant", _allowed),
    "require": ("require", _require),
}
