"""The `conversion` block: the base cost per point and the overrides."""

from typing import Final

from pointsman.dsl.parser import Node
from pointsman.dsl.points_document.blocks import Entry, Repeated, block, lost_in
from pointsman.dsl.points_document.conditions import condition
from pointsman.dsl.points_document.merchants import merchants
from pointsman.dsl.points_document.nodes import (
    from_to,
    literal,
    literals,
    nodes,
    only_literal,
    span_of,
    tokens,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def conversion(node: Node, reading: Reading) -> Placed:
    """`conversion { … }`."""
    return block(node, _CONVERSION, reading)


def _base(node: Node, reading: Reading) -> Placed:
    [word], [cost] = tokens(node), nodes(node)
    return Placed(_cost(cost, reading), span_of(node), span_of(word))


def _override(node: Node, reading: Reading) -> Placed:
    word, name = tokens(node)
    value = {"name": literal(name, reading, span_of(word))}
    for part in nodes(node):
        if part.data in {"rate", "tiers"}:
            value.update(_cost(part, reading))
        elif part.data == "when_clause":
            value["when"] = _when(part, reading)
        else:
            value["for"] = _for(part, reading)
    return Placed(value, span_of(node), span_of(word))


def _for(node: Node, reading: Reading) -> Placed:
    """`for merchant …`, `for mcc …`, `for product …`, `for country …`, `for cross border`."""
    word, *what = tokens(node)
    kind, key = node.data.removeprefix("for_"), from_to(what[0], what[-1])
    if kind == "cross_border":
        value = Placed(value=True, span=key, key=key)
    else:
        [listed] = nodes(node)
        read = merchants if kind == "merchant" else literals
        value = read(listed, reading, key)
    return Placed({kind: value}, from_to(what[0], node), span_of(word))


def _when(node: Node, reading: Reading) -> Placed:
    [word], [inner] = tokens(node), nodes(node)
    value = condition(inner, reading)
    return Placed(value.value, value.span, span_of(word))


def _cost(node: Node, reading: Reading) -> dict[str, Placed]:
    """`at 0.01`, or tiers in braces."""
    if node.data == "rate":
        return {"rate": only_literal(node, reading)}
    tiers = [_tier(tier, reading) for tier in nodes(node)]
    return {"tiers": Placed(tiers, span_of(node), None, lost_in(node, reading))}


def _tier(node: Node, reading: Reading) -> Placed:
    [rate] = nodes(node)
    value = _cost(rate, reading)
    words = [token for token in tokens(node) if token.type != "DECIMAL"]
    key = from_to(words[0], words[-1])
    if node.data == "tier_up_to":
        value = {"up_to": literal(tokens(node)[-1], reading, key), **value}
    return Placed(value, span_of(node), key)


_CONVERSION: Final = {
    "base": Entry("base", _base),
    "override": Entry("overrides", _override, Repeated.LISTED),
}
