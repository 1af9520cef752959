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
from pointsman.engine.selectors import Selector

Order = OneOf["=", "!=", "<", "<=", ">", ">="]
Listed = OneOf["in", "not in"]
Pattern = OneOf["like", "not like"]


@frozen
class All:
    """Every part holds."""

    all: tuple["Condition", ...]


@frozen
class Any:
    """At least one part holds."""

    any: tuple["Condition", ...]


@frozen
class Not:
    """The part does not hold; unknown stays unknown."""

    not_: "Condition"


@frozen
class Comparison:
    """`FACT op VALUE`, op one of = != < <= > >=."""

    fact: str
    op: Order
    value: Literal


@frozen
class Membership:
    """`FACT [not] in (VALUE, FROM..TO)`."""

    fact: str
    op: Listed
    values: tuple[Literal | Span, ...]


@frozen
class Likeness:
    """`FACT [not] like GLOB`."""

    fact: str
    op: Pattern
    value: str


@frozen
class MerchantIn:
    """`merchant in GROUP` or `merchant in (ENTRY, ENTRY)`."""

    in_: tuple[Selector, ...] | None = None
    not_in: tuple[Selector, ...] | None = None


Condition = All | Any | Not | Comparison | Membership | Likeness | MerchantIn
