"""What is redeemed and what follows: preferences, redemption, post purchase, communications."""

from typing import Final

from pointsman.dsl.parser import Node
from pointsman.dsl.places import Span
from pointsman.dsl.points_document.blocks import Entry, Repeated, block
from pointsman.dsl.points_document.nodes import (
    keywords,
    literal,
    nodes,
    only_literal,
    span_of,
    tokens,
    words,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def preferences(node: Node, reading: Reading) -> Placed:
    """`preferences { … }`."""
    return block(node, _PREFERENCES, reading)


def redemption(node: Node, reading: Reading) -> Placed:
    """`redemption { … }`."""
    return block(node, _REDEMPTION, reading)


def post_purchase(node: Node, reading: Reading) -> Placed:
    """`post purchase { … }`."""
    return block(node, _POST_PURCHASE, reading)


def communications(node: Node, reading: Reading) -> Placed:
    """`communications { … }`."""
    return block(node, _COMMUNICATIONS, reading)


def _listed_words(node: Node, _: Reading) -> Placed:
    """`offer next, all`, `email redeemed, below minimum`."""
    listed = [words(item) for item in nodes(node)]
    return Placed(listed, Span(listed[0].span.start, listed[-1].span.end), keywords(node))


def _cardholder(node: Node, _: Reading) -> Placed:
    word, what = tokens(node)
    return Placed(str(what), span_of(what), span_of(word))


def _flag(node: Node, _: Reading) -> Placed:
    """A statement that says all by being there: `full`."""
    return Placed(value=True, span=span_of(node), key=span_of(node))


def _partial(node: Node, reading: Reading) -> Placed:
    step = only_literal(node, reading)
    word, *_ = tokens(node)
    return Placed({"step": step}, span_of(node), span_of(word))


def _after(node: Node, reading: Reading) -> Placed:
    word, *reasons = tokens(node)
    listed = [literal(reason, reading) for reason in reasons]
    return Placed(listed, Span(listed[0].span.start, listed[-1].span.end), span_of(word))


_PREFERENCES: Final = {
    "offer": Entry("offer", _listed_words),
    "cardholder": Entry("cardholder", _cardholder, Repeated.LISTED),
}

_REDEMPTION: Final = {
    "full": Entry("full", _flag),
    "partial": Entry("partial", _partial),
    "fixed": Entry("fixed", only_literal),
    "redeem_at_least": Entry("redeem_at_least", only_literal),
}

_POST_PURCHASE: Final = {
    "within": Entry("within_days", only_literal),
    "after": Entry("after", _after),
    "post_purchase_partial": Entry("partial", _flag),
}

_COMMUNICATIONS: Final = {
    "email": Entry("email", _listed_words),
    "notify": Entry("notify", only_literal),
    "statement": Entry("statement", only_literal),
}
