"""Text to syntax tree, all mistakes of a file in one run.

The tree is Lark's, as `points.lark` says. Its root is `start`, with a `program` (and statements
that stand outside one). A node is a `Tree` whose `data` is the rule or alias of its statement;
its children, in the order written:

- every keyword, literal, operator and brace, as a `Token` whose type is the terminal's name
  (`VERSION`, `DECIMAL`, `LBRACE`) and whose value is the text as written, quotes included;
- sub-nodes: the statements of a block between its braces, `merchants`, `mccs`, `codes`,
  `choices` and `values` for lists, `range`, `rate`, `tiers`, `for_…`, `when_clause`, conditions.

Commas, parentheses and `..` are left out. What is optional and not written has no child. A list
of conditions joined by `and` is one `all_of` with the `AND` tokens between them, likewise
`any_of`; parentheses are a node `parentheses` around the condition. `start_pos` and `end_pos` of
tokens, and of `meta`, are offsets into the text; lines and columns of tokens mean nothing.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, cast

from attrs import frozen
from lark import Token, Tree, UnexpectedCharacters, UnexpectedToken

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.found import Found, FoundKind, found_at
from pointsman.dsl.grammar import grammar
from pointsman.dsl.places import Source, Span
from pointsman.dsl.recovery import (
    FILE,
    Block,
    Braces,
    LineWords,
    Resumption,
    accepted,
    close,
    drop_statement,
    gathered,
    nesting,
    nests,
    open_blocks,
    return_to,
    statement_at_hand,
)
from pointsman.dsl.source_limits import MAX_DEPTH, MAX_REPORTED, too_deep
from pointsman.dsl.syntax_errors import (
    Situation,
    codes_of_merchants,
    describe,
    missing_brace,
    too_many,
    unfinished,
    without_commas,
)

Node: TypeAlias = Tree[Token]

_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|(#[^\n]*)')


_STATEMENT_BEHIND_BRACE = re.compile(r"\}[ \t]*[a-z]")


@frozen
class Parsed:
    """A text as a tree, None when reading was given up.

    `broken` has the offset of the `{` of every block that lost a statement to a mistake, and -1
    when that happened outside of all blocks.
    """

    tree: Node | None
    diagnostics: tuple[Diagnostic, ...]
    broken: frozenset[int]


def parse(source: Source) -> Parsed:
    """Read a text; never raises, whatever the text."""
    return _Reading(source).run()


def comments(text: str) -> list[Span]:
    """Where the comments of a well-formed text stand, from `#` to the end of the line."""
    found = _COMMENT.finditer(text)
    return [Span(match.start(1), match.end(1)) for match in found if match[1]]


class _TooDeepError(Exception):
    """A token that would open one level too many."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.offset = token.start_pos or 0


class _Reading:
    """One run over a text: Lark's parser, fed token by token, put right after each mistake.

    Every recovery resumes at or after the place of its mistake, except when a line's first word
    was read as part of the statement before; each line is gone back on once at most, so the
    whole takes time in proportion to the text.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.cursor = grammar().parse_interactive(source.text)
        self.words = LineWords(source.text)
        self.diagnostics: list[Diagnostic] = []
        self.broken: set[int] = set()
        self.last: Token | None = None
        self.braces = Braces()
        self.at_end = False
        # The parser's states before a token that did not fit: the parser puts together what may
        # be complete before it finds out, and then knows less of what could have gone on.
        self.before_mistake: list[int] | None = None
        # A keyword that began a line and was taken for a plain word.
        self.taken_for_word: Token | None = None

    def run(self) -> Parsed:
        """Read to the end of the text, or to one mistake too many."""
        while True:
            try:
                for token in self._tokens():
                    self._take(token)
            except _TooDeepError as stop:
                self._recover(stop.offset, deep=True)
            except (UnexpectedToken, UnexpectedCharacters) as stop:
                self._recover(cast("int", stop.pos_in_stream))
            else:
                return self._finish()
            if len(self.diagnostics) > MAX_REPORTED:
                return self._parsed(None)

    def _tokens(self) -> Iterator[Token]:
        thread = self.cursor.lexer_thread
        return thread.lex(self.cursor.parser_state)  # type: ignore[no-any-return, no-untyped-call]

    def _take(self, token: Token) -> None:
        if token.type == "RBRACE":
            if self.braces.matches(self.cursor):
                return
            self.braces.note_early_close(self.source.text, token.start_pos or 0, self.cursor)
        if nests(token, self.last) and nesting(self.cursor) >= MAX_DEPTH:
            raise _TooDeepError(token)
        states = list(self.cursor.parser_state.state_stack)
        try:
            self.cursor.feed_token(token)
        except UnexpectedToken:
            self.before_mistake = states
            raise
        self.last = token
        if token.type == "WORD" and self.words.begins_line(token.start_pos or 0):
            self.taken_for_word = token

    # ── After a mistake ──────────────────────────────────────────────────────────────────────

    def _recover(self, offset: int, *, deep: bool = False) -> None:
        """Report the mistake at `offset` and get ready to read on."""
        found = found_at(self.source.text, offset)
        situation = self._situation(offset)
        if found.text == "}" and self._needless(situation):
            self.before_mistake = None
            self._go_to(found.span.end)
            return
        misread = self._misread_line(offset, situation)
        if misread is not None:
            found = found_at(self.source.text, misread)
            self._report(found, unfinished(found, situation), situation)
            drop_statement(self.cursor, situation.block)
        elif self._is_code_of_merchants(found):
            self._report(found, codes_of_merchants(situation), situation)
            drop_statement(self.cursor, situation.block)
        elif without_commas(found, situation):
            # What was read of the number is not what it says: no value, rather than another.
            self._report(found, describe(found, situation), situation)
            drop_statement(self.cursor, situation.block)
        elif deep:
            self._report(found, too_deep(self.source, found.span), situation)
        else:
            self._report(found, describe(found, situation), situation)
        self._resume(found, situation.blocks)

    def _situation(self, offset: int) -> Situation:
        blocks = open_blocks(self.cursor)
        statement = statement_at_hand(self.cursor, blocks[0])
        return Situation(
            source=self.source,
            blocks=blocks,
            statement=str(statement) if statement is not None else None,
            accepted=accepted(self.cursor, self.before_mistake),
            fresh=self.words.begins_line(offset)
            or self.last is None
            or self.last.type in {"LBRACE", "RBRACE"},
            last=None
            if self.last is None
            else Span(self.last.start_pos or 0, self.last.end_pos or 0),
        )

    def _report(self, found: Found, diagnostic: Diagnostic, situation: Situation) -> None:
        block = situation.block
        if diagnostic.code != "missing-brace":
            self.broken.add(block.start)
        elif block.start in self.braces.doubtful:
            return
        elif suspect := self.braces.closed_early.get(block.start):
            diagnostic = missing_brace(found, self.source, suspect)
        if len(self.diagnostics) == MAX_REPORTED:
            diagnostic = too_many(self.source, diagnostic.span.start)
        self.diagnostics.append(diagnostic)

    def _needless(self, situation: Situation) -> bool:
        """Whether a `}` outside of all blocks belongs to what an earlier `}` put outside."""
        if situation.block.name != FILE or not situation.complete:
            return False
        if self.braces.matches(self.cursor):
            return True
        statements = gathered(self.cursor, situation.block)
        return bool(statements) and {tree.data for tree in statements} != {"program"}

    def _misread_line(self, offset: int, situation: Situation) -> int | None:
        """Where the line of a mistake begins, if with a statement that was taken for a word."""
        word, statement = self.taken_for_word, statement_at_hand(self.cursor, situation.block)
        if word is None or statement is None:
            return None
        start = word.start_pos or 0
        if "\n" in self.source.text[start:offset] or start <= (statement.start_pos or 0):
            return None
        return start if self.words.resume(start, situation.blocks, start) else None

    def _is_code_of_merchants(self, found: Found) -> bool:
        """Whether `mcc` was taken for a group, and what follows it shows that it is none."""
        last = self.last
        if last is None or last.type != "WORD" or last != "mcc":
            return False
        return found.kind in {FoundKind.NUMBER, FoundKind.STRING}

    def _resume(self, found: Found, blocks: list[Block]) -> None:
        """Go to the next statement of an open block, or to the end of the text."""
        start = found.span.end if found.kind is FoundKind.UNCLOSED else found.span.start
        self.taken_for_word = None
        self.before_mistake = None
        statement = statement_at_hand(self.cursor, blocks[0])
        at_hand = found.span.start if statement is None else statement.start_pos or 0
        resumption = self.words.resume(start, blocks, len(self.source.text), at_hand)
        self.broken.update(_passed_by(self.source.text, start, resumption, blocks))
        if resumption is None:
            self.at_end = True
            self._go_to(len(self.source.text))
            return
        closed = return_to(self.cursor, resumption.block, resumption.terminal, found.span.start)
        self.braces.pass_over(self.source.text, start, resumption, closed)
        self._go_to(resumption.offset)

    def _go_to(self, offset: int) -> None:
        state = self.cursor.lexer_thread.state
        if state is not None:
            state.line_ctr.char_pos = offset

    # ── The end ──────────────────────────────────────────────────────────────────────────────

    def _finish(self) -> Parsed:
        """Close what is open; an error unless a mistake before has swallowed the end of it."""
        end = (self.last.end_pos or 0) if self.last else 0
        situation = self._situation(end)
        missing = len(situation.blocks) - 1 > self.braces.not_needed
        if not self.at_end and (missing or not situation.complete):
            found = Found(FoundKind.END, "", Span(end, end))
            self._report(found, describe(found, situation), situation)
        for block in situation.blocks[:-1]:
            close(self.cursor, block, end)
        return_to(self.cursor, situation.blocks[-1], "$END", end)
        return self._parsed(self.cursor.feed_token(Token("$END", "")))

    def _parsed(self, tree: Node | None) -> Parsed:
        return Parsed(tree, tuple(self.diagnostics), frozenset(self.broken))


def _passed_by(
    text: str, start: int, resumption: Resumption | None, blocks: list[Block]
) -> Iterator[int]:
    """The blocks that may have lost statements to what is not read from `start` on.

    Words after a brace on its own line may be statements of the blocks around it.
    """
    if resumption is None:
        passed = blocks if _STATEMENT_BEHIND_BRACE.search(text, start) else []
    else:
        end = resumption.offset
        inner = blocks[: blocks.index(resumption.block) + 1]
        passed = inner if _STATEMENT_BEHIND_BRACE.search(text, start, end) else []
    return (block.start for block in passed)
