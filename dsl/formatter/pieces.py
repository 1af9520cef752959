"""What the one style is applied to: statements of words, with the comments that belong to them.

Texts (`from_text.py`) and documents (`from_document.py`) both become these pieces, and
`layout.py` prints them; so there is one style, whatever a program came from.
"""

from enum import Enum, auto
from typing import Final

from attrs import field, frozen


class Role(Enum):
    """What a word does in its statement, as far as layout is concerned."""

    PLAIN = auto()
    HEAD = auto()
    """Says what the statement or clause is about: a list is aligned after it."""
    CLAUSE = auto()
    """Begins a clause: `for`, `when`, `else`, the `at` before a cost per point."""
    AND = auto()
    OR = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    RANGE = auto()


@frozen
class Word:
    """A word, literal or sign as it is written, with the comments that stand next to it.

    `before` are comments on lines of their own above it, `after` one at the end of its line;
    the comments above a statement belong to the statement, not to its first word.
    """

    text: str
    role: Role = Role.PLAIN
    before: tuple[str, ...] = ()
    after: str | None = None


@frozen
class Remark:
    """A comment on a line of its own; `blank` when there is a blank line above it."""

    text: str
    blank: bool = False


class Style(Enum):
    """How a statement lines up with the others of its block."""

    VALUE = auto()
    """What follows the keyword stands in one column throughout the block."""
    TIER = auto()
    """The costs per point stand in one column."""
    ITEM = auto()
    """The clauses stand in columns."""
    FREE = auto()
    """As it comes: statements that have a name or a block."""


_STYLES: Final = {
    "fact": Style.FREE,
    "base": Style.FREE,
    "override": Style.FREE,
    "up": Style.TIER,
    "above": Style.TIER,
    "item": Style.ITEM,
}


@frozen
class Statement:
    """A statement: its words without braces, its block, and the comments that belong to it.

    `blank` is the blank line right above it, below its `leading` comments. `comment` stands at
    the end of its last line.
    """

    words: tuple[Word, ...]
    block: "Block | None" = None
    leading: tuple[Remark, ...] = ()
    blank: bool = False
    comment: str | None = None

    @property
    def keyword(self) -> str:
        """The first word, which says what kind of statement it is."""
        return self.words[0].text

    @property
    def style(self) -> Style:
        """How it lines up with the others of its block."""
        return Style.FREE if self.block else _STYLES.get(self.keyword, Style.VALUE)

    @property
    def bare(self) -> bool:
        """Whether no comment stands above it, within it or at its end."""
        inner = any(word.before or word.after for word in self.words)
        return not (inner or self.leading or self.comment)


@frozen
class Block:
    """What stands between braces; also a whole file.

    `opening` is the comment on the line of the `{`, `closing` are those before the `}`.
    """

    statements: tuple[Statement, ...] = field(default=())
    opening: str | None = None
    closing: tuple[Remark, ...] = ()
