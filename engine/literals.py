"""Literals of the language with their types already worked out, and ranges of them."""

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.record import Record

Literal = int | bool | str | Exact
"""A literal's Python type follows from its fact's kind (`fact_types.Kind`)."""


@frozen(repr=False)
class Span(Record):
    """A range of literals `from..to`, both ends included."""

    from_: Literal
    to: Literal
