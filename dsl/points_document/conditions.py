"""The expressions of `require` and `when`."""

from collections.abc import Callable, Mapping
from typing import Final

from lark import Token

from pointsman.dsl.parser import Node
from pointsman.dsl.points_document.merchants import in_group, merchants
from pointsman.dsl.points_document.nodes import (
    from_to,
    literal,
    literals,
    nodes,
    span_of,
    tokens,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def condition(node: Node, reading: Reading) -> Placed:
    """A condition and all below it; the parser has limited how deep that goes."""
    return _CONVERTERS[node.data](node, reading)


def _parentheses(node: Node, reading: Reading) -> Placed:
    return condition(nodes(node)[0], reading)


def _chain(node: Node, reading: Reading) -> Placed:
    parts = [condition(part, reading) for part in nodes(node)]
    key = {"all_of": "all", "any_of": "any"}[node.data]
    return Placed({key: Placed(parts, span_of(node), span_of(tokens(node)[0]))}, span_of(node))


def _negation(node: Node, reading: Reading) -> Placed:
    [word], [inner] = tokens(node), nodes(node)
    negated = condition(inner, reading)
    return Placed({"not": Placed(negated.value, negated.span, span_of(word))}, span_of(node))


def _comparison(node: Node, reading: Reading) -> Placed:
    name, operator = nodes(node)
    [value] = tokens(node)
    return _test(node, name, _operator(tokens(operator)), {"value": literal(value, reading)})


def _membership(node: Node, reading: Reading) -> Placed:
    name, values = nodes(node)
    return _test(node, name, _operator(tokens(node)), {"values": literals(values, reading)})


def _likeness(node: Node, reading: Reading) -> Placed:
    [name] = nodes(node)
    *words, pattern = tokens(node)
    return _test(node, name, _operator(words), {"value": literal(pattern, reading)})


def _cross_border(node: Node, reading: Reading) -> Placed:
    [word] = tokens(node)
    fact = literal(word, reading)
    span = span_of(word)
    value = {"fact": fact, "op": Placed("=", span), "value": Placed("yes", span)}
    return Placed(value, span)


def _merchant_in(node: Node, reading: Reading) -> Placed:
    _, *words = tokens(node)
    [listed] = nodes(node)
    key = from_to(words[0], words[-1])
    if node.data == "merchant_in_group":
        entries = Placed([in_group(listed, reading)], span_of(listed), key)
    else:
        entries = merchants(listed, reading, key)
    operator = "not_in" if len(words) > 1 else "in"
    inner = Placed({operator: entries}, from_to(words[0], listed), span_of(tokens(node)[0]))
    return Placed({"merchant": inner}, span_of(node))


def _test(node: Node, name: Node, operator: Placed, right: Mapping[str, Placed]) -> Placed:
    [fact] = tokens(name)
    value = {"fact": Placed(str(fact), span_of(fact)), "op": operator, **right}
    return Placed(value, span_of(node))


def _operator(words: list[Token]) -> Placed:
    return Placed(" ".join(words), from_to(words[0], words[-1]))


_CONVERTERS: Final[Mapping[str, Callable[[Node, Reading], Placed]]] = {
    "any_of": _chain,
    "all_of": _chain,
    "negation": _negation,
    "comparison": _comparison,
    "membership": _membership,
    "likeness": _likeness,
    "merchant_in_group": _merchant_in,
    "merchant_in_list": _merchant_in,
    "cross_border": _cross_border,
    "parentheses": _parentheses,
}
