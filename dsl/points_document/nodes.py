"""Reading the nodes of the syntax tree: spans, keywords, literals, lists of literals."""

import re
from typing import Final

from lark import Token, Tree

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.parser import Node
from pointsman.dsl.places import Span
from pointsman.dsl.points_document.placed import Placed, Reading

_LITERALS: Final = frozenset({"WORD", "STRING", "DECIMAL", "DATE", "DOTTED"})
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES: Final = {'"': '"', "\\": "\\", "*": r"\*", "?": r"\?"}


def span_of(item: Token | Node) -> Span:
    """The text of a token or node, parentheses and braces included."""
    if isinstance(item, Token):
        return Span(item.start_pos or 0, item.end_pos or 0)
    return Span(item.meta.start_pos, item.meta.end_pos)


def from_to(first: Token | Node, last: Token | Node) -> Span:
    """The text from one token or node to another."""
    return Span(span_of(first).start, span_of(last).end)


def tokens(node: Node) -> list[Token]:
    """The tokens that stand in a node itself."""
    return [child for child in node.children if isinstance(child, Token)]


def nodes(node: Node) -> list[Node]:
    """The nodes that stand in a node itself."""
    return [child for child in node.children if isinstance(child, Tree)]


def keywords(node: Node) -> Span:
    """The keywords with which a statement begins: all tokens before its first other part."""
    words = []
    for child in node.children:
        if isinstance(child, Tree) or child.type in _LITERALS or child.type == "LBRACE":
            break
        words.append(child)
    return from_to(words[0], words[-1])


def literal(token: Token, reading: Reading, key: Span | None = None) -> Placed:
    """A word, number or date as written, a text without its quotes and escapes."""
    value = _unquoted(token, reading) if token.type == "STRING" else str(token)
    return Placed(value, span_of(token), key)


def literals(node: Node, reading: Reading, key: Span | None = None) -> Placed:
    """A node of literals and ranges as a list."""
    values = [
        range_of(child, reading) if isinstance(child, Tree) else literal(child, reading)
        for child in node.children
    ]
    return Placed(values, span_of(node), key)


def range_of(node: Node, reading: Reading) -> Placed:
    """`a..b` as `{"from": a, "to": b}`."""
    first, last = tokens(node)
    ends = {"from": literal(first, reading), "to": literal(last, reading)}
    return Placed(ends, span_of(node))


def only_literal(node: Node, reading: Reading) -> Placed:
    """A statement of keywords and one literal: `fixed 200.00`, `within 90 days`."""
    [token] = [token for token in tokens(node) if token.type in _LITERALS]
    return literal(token, reading, keywords(node))


def words(node: Node, key: Span | None = None) -> Placed:
    """A node of keywords as one text: `insufficient balance`."""
    return Placed(" ".join(tokens(node)), span_of(node), key)


def _unquoted(token: Token, reading: Reading) -> str:
    text = str(token)[1:-1]
    if "\\" not in text:
        return text
    for match in _ESCAPE.finditer(text):
        if match[1] not in _ESCAPES:
            start = span_of(token).start + 1 + match.start()
            reading.report(_unknown_escape(match[0], start, reading))
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), text)


def _unknown_escape(escape: str, start: int, reading: Reading) -> Diagnostic:
    return Diagnostic(
        "unknown-escape",
        f'found `{escape}`, expected `\\"` or `\\\\` after a backslash',
        reading.source,
        Span(start, start + 2),
        help=r"a backslash is written `\\`; in a name pattern, `\*` and `\?` stand for themselves",
    )
