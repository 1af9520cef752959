"""Reading on after a mistake: which blocks are open, and back to the statements of one of them.

Everything here is driven by the parse table, so a new block or statement in the grammar needs
no change: the statements of a block are what the table takes right after its `{`. A *level* of
the parser's stack is the number of values that lie below it.
"""

import re
from bisect import bisect_left
from functools import cached_property

from attrs import field, frozen
from lark import Token, Tree
from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_interactive_parser import InteractiveParser
from lark.parsers.lalr_parser_state import ParseConf

from pointsman.dsl.lexicon import BLOCK_NAMES

FILE = "file"
"""The name of the outermost block, which has no braces."""

_PREFIXED = frozenset({"REQUIRE", "WHEN", "AND", "OR", "NOT", "_LPAR"})
_LINE_WORD = re.compile(r"^[ \t]*([A-Za-z_][A-Za-z0-9_]*)", re.MULTILINE)
_BRACE = re.compile(r'"(?:\\.|[^"\\\n])*"|#[^\n]*|([{}])')


@frozen
class Block:
    """A block that is open; the file itself is one.

    `start` is the offset of its `{` (-1 for the file), `level` where its statements begin on
    the parser's stack, `statements` the terminals that begin one.
    """

    name: str
    start: int
    level: int
    statements: frozenset[str]


@frozen
class Resumption:
    """Where reading resumes: the offset of a word, its terminal, and the block it belongs to."""

    offset: int
    terminal: str
    block: Block


def open_blocks(cursor: InteractiveParser) -> list[Block]:
    """The blocks that are open, innermost first; the last one is the file."""
    values = cursor.parser_state.value_stack
    blocks = [_block(cursor, FILE, -1, 0)]
    for index, value in enumerate(values):
        if isinstance(value, Token) and value.type == "LBRACE":
            word = str(values[blocks[-1].level])
            name = BLOCK_NAMES.get(word, word)
            blocks.append(_block(cursor, name, value.start_pos or 0, index + 1))
        elif isinstance(value, Token) and value.type == "RBRACE":
            blocks.pop()
    return blocks[::-1]


def nests(token: Token, last: Token | None) -> bool:
    """Whether a token opens a level: a brace, a parenthesis, or a `not` before a condition."""
    if token.type == "NOT":
        return last is not None and last.type in _PREFIXED
    return token.type in {"LBRACE", "_LPAR"}


def nesting(cursor: InteractiveParser) -> int:
    """How many levels of nesting are open."""
    level, last = 0, None
    for value in cursor.parser_state.value_stack:
        token = value if isinstance(value, Token) else None
        if token is not None:
            level += nests(token, last) - (token.type in {"RBRACE", "_RPAR"})
        last = token
    return level


def _block(cursor: InteractiveParser, name: str, start: int, level: int) -> Block:
    state = cursor.parser_state
    taken = state.parse_conf.states[state.state_stack[level]]
    statements = frozenset(t for t in taken if t.isupper() and t not in {"RBRACE", "$END"})
    values = state.value_stack
    if level < len(values) and _gathers(values[level]):
        level += 1
    return Block(name, start, level, statements)


def _gathers(value: object) -> bool:
    """Whether a value is the tree in which Lark gathers the items of `item*` so far."""
    return isinstance(value, Tree) and str(value.data).startswith("__")


def statement_at_hand(cursor: InteractiveParser, block: Block) -> Token | None:
    """The first word of the statement being read in the innermost block, or of the last one."""
    values = cursor.parser_state.value_stack
    if block.level < len(values):
        return _first_token(values[block.level])
    statements = gathered(cursor, block)
    return _first_token(statements[-1]) if statements else None


def gathered(cursor: InteractiveParser, block: Block) -> list[Tree[Token]]:
    """The statements of a block that have been read whole."""
    below = cursor.parser_state.value_stack[block.level - 1] if block.level else None
    if not isinstance(below, Tree) or not _gathers(below):
        return []
    return below.children


def accepted(cursor: InteractiveParser, states: list[int] | None = None) -> frozenset[str]:
    """The terminals that could stand next, here or where the stack of states was `states`."""
    conf = cursor.parser_state.parse_conf
    stack = cursor.parser_state.state_stack if states is None else states
    taken = [terminal for terminal in conf.states[stack[-1]] if terminal.isupper()]
    return frozenset(terminal for terminal in taken if _shifts(conf, list(stack), terminal))


def _shifts(conf: ParseConf[int], stack: list[int], terminal: str) -> bool:
    """Whether a terminal is taken in the end, once all that it completes is put together."""
    while stack[-1] != conf.end_state:
        step = conf.states[stack[-1]].get(terminal)
        if step is None:
            return False
        action, rule = step
        if action is Shift:
            return True
        if rule.expansion:
            del stack[-len(rule.expansion) :]
        _, state = conf.states[stack[-1]][rule.origin.name]
        stack.append(state)
    return True


def _first_token(value: object) -> Token | None:
    while isinstance(value, Tree) and value.children:
        value = value.children[0]
    return value if isinstance(value, Token) else None


def return_to(cursor: InteractiveParser, target: Block, terminal: str, offset: int) -> int:
    """Bring the parser to where `terminal` begins a statement of `target`.

    A statement that is complete there is kept, an unfinished one is dropped, and the blocks
    inside `target` are closed. Returns how many were closed.
    """
    closed = 0
    for block in open_blocks(cursor):
        if block.start == target.start:
            _leave_statement(cursor, block, terminal)
            break
        close(cursor, block, offset)
        closed += 1
    return closed


def close(cursor: InteractiveParser, block: Block, offset: int) -> None:
    """Close the innermost block as if a `}` stood at `offset`."""
    _leave_statement(cursor, block, "RBRACE")
    position = {"start_pos": offset, "end_pos": offset, "line": 0, "end_line": 0}
    cursor.feed_token(Token("RBRACE", "", **position, column=0, end_column=0))


def _leave_statement(cursor: InteractiveParser, block: Block, terminal: str) -> None:
    if terminal not in accepted(cursor):
        drop_statement(cursor, block)


def drop_statement(cursor: InteractiveParser, block: Block) -> None:
    """Take an unfinished statement of the innermost block off the stack."""
    state = cursor.parser_state
    del state.state_stack[block.level + 1 :]
    del state.value_stack[block.level :]


@frozen(slots=False)
class LineWords:
    """The words that begin a line of a text; none of them lies in a string or a comment."""

    text: str = field(repr=False)

    @cached_property
    def _words(self) -> list[tuple[int, str]]:
        return [(match.start(1), match[1]) for match in _LINE_WORD.finditer(self.text)]

    def begins_line(self, offset: int) -> bool:
        """Whether a word that begins a line stands at `offset`."""
        index = bisect_left(self._words, (offset, ""))
        return index < len(self._words) and self._words[index][0] == offset

    def resume(
        self, start: int, blocks: list[Block], end: int, statement: int = -1
    ) -> Resumption | None:
        """The first of these words from `start` to `end` that is a statement of a block.

        A word further in than the line of the `statement` at hand (its offset) goes on with that
        statement, if it is one of the innermost block or none: `currency AUD` below an `item`.
        """
        margin = len(self.text) if statement < 0 else _indent(self.text, statement)
        for index in range(bisect_left(self._words, (start, "")), len(self._words)):
            offset, word = self._words[index]
            if offset > end:
                break
            goes_on = offset != start and _indent(self.text, offset) > margin
            for block in blocks[:1] if goes_on else blocks:
                if word.islower() and word.upper() in block.statements:
                    return Resumption(offset, word.upper(), block)
        return None


class Braces:
    """What is known of braces, so that one mistake gives one error, and that in the right place.

    A `{` passed over takes the next `}` of its block with it; a block in which that happened is
    *doubtful*: its own `}` may have been taken. A `}` passed over is not needed at the end.
    A block is *closed early* when the `}` that closed it stands further left than its own line
    begins: if the block around it (the key) turns out to be open, this one's `}` is missing.
    """

    def __init__(self) -> None:
        self.doubtful: set[int] = set()
        self.not_needed = 0
        self.closed_early: dict[int, Block] = {}
        self._unmatched: dict[int, int] = {}

    def pass_over(self, text: str, start: int, resumption: Resumption, closed: int) -> None:
        """Count the braces from `start` to a resumption that closed so many blocks."""
        closers, openers = _unpaired(text, start, resumption.offset)
        self.not_needed += max(0, closers - closed)
        block = resumption.block.start
        self._unmatched[block] = self._unmatched.get(block, 0) + openers

    def note_early_close(self, text: str, offset: int, cursor: InteractiveParser) -> None:
        """Compare where a `}` stands, if it begins a line, with its block's line."""
        block, *around = open_blocks(cursor)
        start = text.rfind("\n", 0, offset) + 1
        begins_line = not text[start:offset].strip()
        if around and begins_line and offset - start < _indent(text, block.start):
            self.closed_early.setdefault(around[0].start, block)

    def matches(self, cursor: InteractiveParser) -> bool:
        """Whether a `}` here belongs to a `{` that was passed over, which is then done with."""
        if not any(self._unmatched.values()):
            return False
        block = open_blocks(cursor)[0].start
        if not self._unmatched.get(block):
            return False
        self._unmatched[block] -= 1
        self.doubtful.add(block)
        return True


def _indent(text: str, offset: int) -> int:
    """How far in the line begins in which something stands."""
    start = text.rfind("\n", 0, offset) + 1
    return len(text[start:offset]) - len(text[start:offset].lstrip())


def _unpaired(text: str, start: int, end: int) -> tuple[int, int]:
    """How many `}` without `{`, and how many `{` without `}`, a passed-over text has."""
    closers = openers = 0
    for match in _BRACE.finditer(text, start, end):
        if match[1] == "{":
            openers += 1
        elif match[1] == "}" and openers:
            openers -= 1
        elif match[1] == "}":
            closers += 1
    return closers, openers
