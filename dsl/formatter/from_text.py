"""A syntax tree and its text as pieces for the layout.

The tree says which words begin a statement and what each one does in it; the text between its
tokens has the rest: commas, parentheses, comments and blank lines.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field, frozen
from lark import Token

from pointsman.dsl.formatter.pieces import Block, Remark, Role, Statement, Word
from pointsman.dsl.parser import Node

_BETWEEN: Final = re.compile(r"#[^\n]*|\.\.|[(),]")
_SIGNS: Final = {",": Role.COMMA, "(": Role.OPEN, ")": Role.CLOSE, "..": Role.RANGE}
_ROLES: Final = {
    "AND": Role.AND,
    "OR": Role.OR,
    "FOR": Role.CLAUSE,
    "WHEN": Role.CLAUSE,
    "ELSE": Role.CLAUSE,
    "NAMED": Role.CLAUSE,
    "REDEEMS": Role.CLAUSE,
    "ONLY": Role.HEAD,
    "EXCEPT": Role.HEAD,
}
_CLAUSES: Final = {("AT", "rate"), ("CURRENCY", "item_currency")}
"""Keywords that begin a clause in one node, and elsewhere a statement or nothing."""


def from_text(tree: Node, text: str) -> Block:
    """The pieces of a text without mistakes, from its tree."""
    building = _Building()
    for lexeme in _lexemes(tree, text):
        building.take(lexeme)
    return building.finish()


# ── Lexemes ──────────────────────────────────────────────────────────────────────────────────


@frozen
class _Lexeme:
    """A token, sign or comment; `newlines` are those between it and the one before.

    `role` is None for comments and braces. `begins` is set where it begins a statement.
    """

    text: str
    newlines: int
    role: Role | None = None
    begins: bool = False


def _lexemes(tree: Node, text: str) -> Iterator[_Lexeme]:
    end = 0
    for start, stop, role, begins in _spans(tree, text):
        yield _Lexeme(text[start:stop], text.count("\n", end, start), role, begins)
        end = stop


_Spanned = tuple[int, int, Role | None, bool]


def _spans(tree: Node, text: str) -> Iterator[_Spanned]:
    """Where lexemes start and end, with their role and whether they begin a statement."""
    end = 0
    for token, role, begins in _tokens(tree):
        start, stop = token.start_pos or 0, token.end_pos or 0
        yield from _between(text, end, start)
        yield start, stop, role, begins
        end = stop
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[_Spanned]:
    for match in _BETWEEN.finditer(text, start, end):
        yield match.start(), match.end(), _SIGNS.get(match[0]), False


def _tokens(tree: Node) -> Iterator[tuple[Token, Role | None, bool]]:
    """The tokens of a tree in order, with their role and whether they begin a statement."""
    waiting: list[tuple[Node | Token, str, bool]] = [(tree, "", False)]
    while waiting:
        item, parent, begins = waiting.pop()
        if isinstance(item, Token):
            yield item, _role(item, parent), begins
            continue
        in_block = _is_block(item)
        for index, child in reversed(list(enumerate(item.children))):
            is_statement = in_block and not isinstance(child, Token)
            waiting.append((child, item.data, is_statement or (begins and not index)))


def _is_block(node: Node) -> bool:
    """Whether the nodes in a node are statements."""
    return node.data == "start" or any(
        isinstance(child, Token) and child.type == "LBRACE" for child in node.children
    )


def _role(token: Token, parent: str) -> Role | None:
    if token.type in {"LBRACE", "RBRACE"}:
        return None
    if (token.type, parent) in _CLAUSES:
        return Role.CLAUSE
    if parent.startswith("for_") and token.type != "FOR":
        return Role.HEAD
    return _ROLES.get(token.type, Role.PLAIN)


# ── Pieces ───────────────────────────────────────────────────────────────────────────────────


@define
class _Open:
    """A block that is open (the file itself is one) and the statement it belongs to."""

    owner: Statement | None = None
    opening: str | None = None
    statements: list[Statement] = field(factory=list)


@define
class _Building:
    """Pieces in the making, fed lexeme by lexeme.

    `remarks` are comments on lines of their own that do not belong to anything yet.
    """

    _blocks: list[_Open] = field(factory=lambda: [_Open()], init=False)
    _statement: Statement | None = field(default=None, init=False)
    _words: list[Word] = field(factory=list, init=False)
    _remarks: list[Remark] = field(factory=list, init=False)
    _last: str = field(default="", init=False)

    def take(self, lexeme: _Lexeme) -> None:
        """Add the next lexeme."""
        if lexeme.role is not None:
            self._take_word(lexeme, lexeme.role)
        elif lexeme.text == "{":
            self._open()
        elif lexeme.text == "}":
            self._close()
        else:
            self._take_comment(lexeme)
        self._last = lexeme.text

    def finish(self) -> Block:
        """The file, when all lexemes have been taken."""
        self._end_statement()
        [file] = self._blocks
        return self._block(file)

    # ── Words ────────────────────────────────────────────────────────────────────────────────

    def _take_word(self, lexeme: _Lexeme, role: Role) -> None:
        if lexeme.begins:
            self._end_statement()
            blank = lexeme.newlines > 1
            self._statement = Statement((), leading=self._owned_remarks(), blank=blank)
        word = Word(lexeme.text, role)
        if role is Role.COMMA:
            word = self._pull_comma(word)
        elif self._remarks:
            word = evolve(word, before=tuple(remark.text for remark in self._owned_remarks()))
        self._words.append(word)

    def _pull_comma(self, comma: Word) -> Word:
        """A comma goes before the comments that stand before it."""
        item = self._words.pop()
        self._words.append(evolve(item, after=None))
        return evolve(comma, after=item.after)

    def _owned_remarks(self) -> tuple[Remark, ...]:
        remarks, self._remarks = tuple(self._remarks), []
        return remarks

    # ── Statements and blocks ────────────────────────────────────────────────────────────────

    def _end_statement(self) -> None:
        """Finish a statement that has no block."""
        if self._statement is not None:
            self._blocks[-1].statements.append(self._head(self._statement))

    def _head(self, statement: Statement) -> Statement:
        """A statement with the words so far, and the comment behind them."""
        last = self._words.pop()
        words = (*self._words, evolve(last, after=None))
        self._statement, self._words = None, []
        return evolve(statement, words=words, comment=last.after)

    def _open(self) -> None:
        """A brace goes before the comments that stand before it."""
        if self._statement is not None:
            owner = self._head(self._statement)
            self._blocks.append(_Open(evolve(owner, comment=None), owner.comment))

    def _close(self) -> None:
        self._end_statement()
        inner = self._blocks.pop()
        if inner.owner is not None:
            statement = evolve(inner.owner, block=self._block(inner))
            self._blocks[-1].statements.append(statement)

    def _block(self, inner: _Open) -> Block:
        return Block(tuple(inner.statements), inner.opening, self._owned_remarks())

    # ── Comments ─────────────────────────────────────────────────────────────────────────────

    def _take_comment(self, lexeme: _Lexeme) -> None:
        text = lexeme.text.rstrip()
        ends_line = self._last and not lexeme.newlines and not self._remarks
        if not (ends_line and self._put_at_end(text)):
            self._remarks.append(Remark(text, blank=lexeme.newlines > 1))

    def _put_at_end(self, text: str) -> bool:
        """Put a comment behind what stands before it; False where there is one already."""
        block = self._blocks[-1]
        if self._words:
            word = self._words[-1]
            self._words[-1] = evolve(word, after=word.after or text)
            return word.after is None
        if self._last == "{":
            free = block.opening is None
            block.opening = block.opening or text
            return free
        block.statements[-1] = evolve(block.statements[-1], comment=text)
        return True
