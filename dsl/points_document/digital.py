"""The `digital` block: the items that points buy, and who may redeem them."""

from typing import Final

from pointsman.dsl.parser import Node
from pointsman.dsl.points_document.blocks import Entry, Repeated, block, gather
from pointsman.dsl.points_document.nodes import (
    literal,
    literals,
    nodes,
    only_literal,
    span_of,
    tokens,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def digital(node: Node, reading: Reading) -> Placed:
    """`digital { … }`."""
    return block(node, _DIGITAL, reading)


def _item(node: Node, reading: Reading) -> Placed:
    """`item "41275" for cashback at 0.03`, and what may follow it in any order."""
    word, item, for_, kind = tokens(node)
    value = {
        "item": literal(item, reading, span_of(word)),
        "for": Placed(str(kind), span_of(kind), span_of(for_)),
        **gather(nodes(node), _ITEM, reading),
    }
    return Placed(value, span_of(node), span_of(word))


def _codes(node: Node, reading: Reading) -> Placed:
    """`source PP, T`, `partner "MRSWSRED"`."""
    [word], [listed] = tokens(node), nodes(node)
    return literals(listed, reading, span_of(word))


def _currency(node: Node, reading: Reading) -> Placed:
    word, code = tokens(node)
    return literal(code, reading, span_of(word))


_ITEM: Final = {
    "rate": Entry("rate", only_literal),
    "named": Entry("named", only_literal),
    "redeems": Entry("redeems", only_literal),
    "item_currency": Entry("currency", _currency),
}

_DIGITAL: Final = {
    "item": Entry("items", _item, Repeated.LISTED),
    "source": Entry("source", _codes),
    "partner": Entry("partner", _codes),
}
