"""Blocks: from statements to the object that holds their values."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto

from attrs import evolve, frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.parser import Node
from pointsman.dsl.points_document.nodes import keywords, nodes, span_of, tokens
from pointsman.dsl.points_document.placed import Placed, Reading

Converter = Callable[[Node, Reading], Placed]


class Repeated(Enum):
    """What a second statement of a kind does."""

    LISTED = auto()
    """Every one is an item of a list."""
    REFUSED = auto()
    """It is an error, and the first counts."""
    MERGED = auto()
    """It is an error, and what it adds to the first is kept, so that it is checked too."""


@frozen
class Entry:
    """Where the value of a statement goes, and how it is read."""

    key: str
    convert: Converter
    repeated: Repeated = Repeated.REFUSED


Table = Mapping[str, Entry]
"""The statements of a block, by the name of their node."""


def gather(statements: Iterable[Node], table: Table, reading: Reading) -> dict[str, Placed]:
    """The statements of a block as an object."""
    gathered: dict[str, Placed] = {}
    for statement in statements:
        entry = table[statement.data]
        value = entry.convert(statement, reading)
        if entry.repeated is Repeated.LISTED:
            value = Placed([value], value.span, value.key)
        first = gathered.get(entry.key)
        gathered[entry.key] = value if first is None else _again(first, value, entry, reading)
    return gathered


def block(node: Node, table: Table, reading: Reading) -> Placed:
    """A block of its own keyword: `redemption { … }`."""
    return braced(node, gather(nodes(node), table, reading), reading)


def braced(node: Node, value: dict[str, Placed] | list[Placed], reading: Reading) -> Placed:
    """The value of a block with its keyword; incomplete when a statement was lost in it."""
    return Placed(value, span_of(node), keywords(node), lost_in(node, reading))


def lost_in(node: Node, reading: Reading) -> bool:
    """Whether a statement was lost between the braces of a node."""
    brace = next(token for token in tokens(node) if token.type == "LBRACE")
    return (brace.start_pos or 0) in reading.broken


def _again(first: Placed, second: Placed, entry: Entry, reading: Reading) -> Placed:
    if entry.repeated is Repeated.LISTED:
        return _merged(first, second)
    reading.report(_duplicate(first, second, reading))
    return _merged(first, second) if entry.repeated is Repeated.MERGED else first


def _merged(first: Placed, second: Placed) -> Placed:
    if isinstance(first.value, list) and isinstance(second.value, list):
        # In place: a list may get a hundred thousand items, one by one.
        first.value.extend(second.value)
    elif isinstance(first.value, dict) and isinstance(second.value, dict):
        return evolve(first, value={**second.value, **first.value})
    return first


def _duplicate(first: Placed, second: Placed, reading: Reading) -> Diagnostic:
    span = second.key or second.span
    before = first.key or first.span
    text = reading.source.text[span.start : span.end]
    return Diagnostic(
        "duplicate-statement",
        f"found `{' '.join(text.split())}` a second time, expected it once",
        reading.source,
        span,
        help="keep one of them",
        marks=(Mark(before, "first written here"),),
    )
