"""What the parts of a line of `.points` text are, as the language's own lexer sees them.

The language has no token of more than one line, so a line is coloured by itself, when it is
looked at, and kept: a keystroke costs one line, however long the program is.
"""

import re
from collections.abc import Callable, Iterator
from copy import copy
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from attrs import frozen
from lark import Token
from lark.exceptions import UnexpectedCharacters
from lark.lexer import BasicLexer, LexerThread

from pointsman.dsl.grammar import grammar
from pointsman.dsl.lexicon import FORMS

MAX_COLOURED: Final = 2_000
"""A line is coloured up to this column: nobody reads on, and every keystroke would pay for it."""


class Part(StrEnum):
    """What a run of characters is; the editor has a colour for each."""

    BLOCK = "block"
    STATEMENT = "statement"
    KEYWORD = "keyword"
    OPERATOR = "operator"
    NAME = "name"
    FACT = "fact"
    VALUE = "value"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"
    ERROR = "error"


@frozen
class Run:
    """A run of characters of one line, from `start` up to but not including `end`."""

    start: int
    end: int
    part: Part


_BLANK: Final = re.compile(r"[ \t\r]")
_UNREAD: Final = "unread"
_LITERALS: Final = {
    _UNREAD: Part.ERROR,
    "STRING": Part.STRING,
    "DECIMAL": Part.NUMBER,
    "DATE": Part.NUMBER,
    "COMMENT": Part.COMMENT,
    "DOTTED": Part.FACT,
}
_COMPARISONS: Final = frozenset(
    {"EQUAL", "UNEQUAL", "LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL"}
)
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "IN", "LIKE"})
_SIGNS: Final = frozenset({"LBRACE", "RBRACE", "_LPAR", "_RPAR", "_COMMA", "_RANGE"})
_AFTER_FACTS: Final = _COMPARISONS | {"NOT", "IN", "LIKE"}
_BEFORE_VALUES: Final = _COMPARISONS | {"_RANGE"}
_BEFORE_STATEMENTS: Final = frozenset({"LBRACE", "RBRACE"})
_NAMED: Final = frozenset({"FACT", "GROUP"})
_BLOCKS: Final = frozenset(block.split()[0].upper() for block in FORMS)
_STATEMENTS: Final = frozenset(word.upper() for forms in FORMS.values() for word in forms)


@frozen
class _Piece:
    """A token and where it stands in its line."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def coloured(line: str) -> tuple[Run, ...]:
    """The parts of one line (without its line break), in order; blanks and signs are no part."""
    pieces = list(_pieces(line[:MAX_COLOURED]))
    runs = []
    in_list = False
    for at, piece in enumerate(pieces):
        before = pieces[at - 1].kind if at else None
        after = pieces[at + 1].kind if at + 1 < len(pieces) else None
        in_list = _is_list(in_list, piece.kind, before)
        part = _part(piece.kind, before, after, in_list)
        if part is not None:
            runs.append(Run(piece.start, piece.end, part))
    return tuple(runs)


def _part(kind: str, before: str | None, after: str | None, in_list: bool) -> Part | None:
    """What a token is, by its kind and the kinds of its neighbours; None: a sign."""
    if kind in _SIGNS:
        return None
    if kind in _COMPARISONS:
        return Part.OPERATOR
    return _LITERALS.get(kind) or _of_word(kind, before, after, in_list)


def _of_word(kind: str, before: str | None, after: str | None, in_list: bool) -> Part:
    """What a word is: the same one may begin a statement, be a fact, a name or a value."""
    if kind in _STATEMENTS and (before is None or before in _BEFORE_STATEMENTS):
        return Part.BLOCK if kind in _BLOCKS else Part.STATEMENT
    if before in _NAMED:
        return Part.NAME
    if before in _BEFORE_VALUES:
        return Part.VALUE
    if kind in _OPERATORS:
        return Part.OPERATOR
    if kind == "CROSS_BORDER" or after in _AFTER_FACTS:
        return Part.FACT
    if kind == "WORD" or (in_list and after != "STRING"):
        return Part.VALUE
    return Part.KEYWORD


def _is_list(in_list: bool, kind: str, before: str | None) -> bool:
    """Whether a token stands between the parentheses of `in (…)`."""
    if kind == "_LPAR":
        return before == "IN"
    return in_list and kind != "_RPAR"


def _pieces(line: str) -> Iterator[_Piece]:
    """The tokens of a line, comments among them; what the lexer cannot read is one, too."""
    at = 0
    while at < len(line):
        try:
            for token in _lexed(line[at:]):
                if token.type != "SPACE":
                    start = at + (token.start_pos or 0)
                    yield _Piece(token.type, start, start + len(token))
            return
        except UnexpectedCharacters as error:
            unread = _unread(line, at + error.column - 1)
            yield unread
            at = unread.end


def _lexed(text: str) -> Iterator[Token]:
    lex: Callable[[None], Iterator[Token]] = LexerThread.from_text(_lexer(), text).lex
    return lex(None)


def _unread(line: str, start: int) -> _Piece:
    """What the lexer cannot read: a text still without its end, or anything up to a blank."""
    if line[start] == '"':
        return _Piece("STRING", start, len(line))
    end = _BLANK.search(line, start + 1)
    return _Piece(_UNREAD, start, end.start() if end else len(line))


@cache
def _lexer() -> BasicLexer:
    """The lexer over all terminals: no parser tells it which of them may come next."""
    conf = copy(grammar().lexer_conf)
    conf.ignore = ()
    return BasicLexer(conf)
