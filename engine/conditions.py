"""Conditions as written in `require` and `when`, with their literals already typed.

The document form of each class:

    {"all": [c, c]}  {"any": [c, c]}  {"not": c}
    {"fact": "channel", "op": "=", "value": "chip"}
    {"fact": "mcc", "op": "in", "values": ["5411", {"from": "3000", "to": "3299"}]}
    {"merchant": {"in": [{"group": "coffee"}]}}

Literals are typed already: see `fact_types.Kind`.
"""

from typing import Literal as OneOf

from attrs import frozen

from pointsman.engine.literals import Literal, Span
from pointsman.engine.record import Record
from pointsman.engine.selectors import Selector

Order = OneOf["=", "!=", "<", "<=", ">", ">="]
Listed = OneOf["in", "not in"]
Pattern = OneOf["like", "not like"]


@frozen(repr=False)
class All(Record):
    """Every part holds."""

    all: tuple["Condition", ...]


@frozen(repr=False)
class Any(Record):
    """At least one part holds."""

    any: tuple["Condition", ...]


@frozen(repr=False)
class Not(Record):
    """The part does not hold; unknown stays unknown."""

    not_: "Condition"


@frozen(repr=False)
class Comparison(Record):
    """`FACT op VALUE`, op one of = != < <= > >=."""

    fact: str
    op: Order
    value: Literal


@frozen(repr=False)
class Membership(Record):
    """`FACT [not] in (VALUE, FROM..TO)`."""

    fact: str
    op: Listed
    values: tuple[Literal | Span, ...]


@frozen(repr=False)
class Likeness(Record):
    """`FACT [not] like GLOB`."""

    fact: str
    op: Pattern
    value: str


@frozen(repr=False)
class MerchantIn(Record):
    """`merchant in GROUP` or `merchant in (ENTRY, ENTRY)`."""

    in_: tuple[Selector, ...] | None = None
    not_in: tuple[Selector, ...] | None = None


Condition = All | Any | Not | Comparison | Membership | Likeness | MerchantIn
