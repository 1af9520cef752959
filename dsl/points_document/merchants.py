"""Groups, and lists of merchants."""

from lark import Token

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.parser import Node
from pointsman.dsl.places import Span
from pointsman.dsl.points_document.blocks import lost_in
from pointsman.dsl.points_document.nodes import (
    from_to,
    keywords,
    literal,
    literals,
    nodes,
    span_of,
    tokens,
)
from pointsman.dsl.points_document.placed import Placed, Reading


def group(node: Node, reading: Reading) -> Placed:
    """`group coffee { name "BLUE BOTTLE*" mcc 5814 }`."""
    keyword, name, opening, closing = tokens(node)
    entries = [entry for statement in nodes(node) for entry in _entries(statement, reading)]
    value = {
        "name": literal(name, reading, span_of(keyword)),
        "entries": Placed(entries, from_to(opening, closing), None, lost_in(node, reading)),
    }
    return Placed(value, span_of(node), span_of(keyword))


def _entries(statement: Node, reading: Reading) -> list[Placed]:
    """`id "1", "2"` as one entry for each."""
    key, kind = keywords(statement), statement.data.removeprefix("group_")
    if kind == "mcc":
        listed = literals(nodes(statement)[0], reading).value
        values = listed if isinstance(listed, list) else []
    else:
        values = [literal(token, reading) for token in tokens(statement)[1:]]
    return [_entry(kind, value, key) for value in values]


def _entry(kind: str, value: Placed, key: Span) -> Placed:
    return Placed({kind: Placed(value.value, value.span, key)}, value.span, key)


def merchants(node: Node, reading: Reading, key: Span | None = None) -> Placed:
    """`casinos, name "A*", "B*"`: groups and entries, a text continuing the kind before it."""
    listed: list[Placed] = []
    kind: str | None = None
    unclear = False
    for entry in nodes(node):
        *words, value = tokens(entry)
        if entry.data == "in_group":
            listed.append(in_group(entry, reading))
            kind = None
            continue
        kind = str(words[0]) if words else kind
        if kind is None:
            reading.report(_without_kind(value, reading))
            unclear = True
            continue
        word = span_of(words[0]) if words else None
        inner = {kind: literal(value, reading, word)}
        listed.append(Placed(inner, span_of(entry), word))
    return Placed(listed, span_of(node), key, unclear)


def in_group(node: Node, reading: Reading) -> Placed:
    """One group, by its name."""
    [name] = tokens(node)
    return Placed({"group": literal(name, reading)}, span_of(node))


def _without_kind(token: Token, reading: Reading) -> Diagnostic:
    return Diagnostic(
        "string-without-kind",
        f"found `{token}`, expected `id`, `name`, `acquirer` or `terminal` before it",
        reading.source,
        span_of(token),
        help=f"write its kind before it, as in `name {token}`",
    )
