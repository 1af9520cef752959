"""Words on one line, and lines in the making."""

from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field

from pointsman.dsl.formatter.pieces import Role, Word
from pointsman.dsl.formatter.widths import width

MAX_WIDTH: Final = 100
"""Columns of a line. Only a word or a comment that is longer than the rest passes it."""

COMMENT_GAP: Final = "  "
"""What stands before a comment at the end of a line."""

_CLOSE_UP_BEFORE: Final = frozenset({Role.COMMA, Role.CLOSE, Role.RANGE})
_CLOSE_UP_AFTER: Final = frozenset({Role.OPEN, Role.RANGE})

Words = Sequence[Word]


def flat(words: Words) -> str:
    """The words on one line, comments left out."""
    texts: list[str] = []
    before = Role.OPEN
    for word in words:
        texts.append(_gap(before, word.role))
        texts.append(word.text)
        before = word.role
    return "".join(texts)


def interrupted(words: Words) -> bool:
    """Whether a comment stands between the first and the last of the words."""
    return any(word.before for word in words[1:]) or any(word.after for word in words[:-1])


def _gap(before: Role, after: Role) -> str:
    return "" if before in _CLOSE_UP_AFTER or after in _CLOSE_UP_BEFORE else " "


@define
class Lines:
    """The lines of one statement: words are put one after the other, lines broken in between.

    `column` is where the line being written ends; at most `limit` columns are to be filled.
    """

    column: int
    limit: int
    _done: list[str] = field(factory=list, init=False)
    _line: str = field(init=False)
    _last: Role = field(default=Role.OPEN, init=False)
    _empty: bool = field(default=True, init=False)
    _must_break: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self._line = " " * self.column

    def put(self, words: Words, indent: int) -> None:
        """Put words one after the other; where comments end a line, go on at `indent`."""
        for word in words:
            self._put(word, indent)

    def put_remarks(self, word: Word, indent: int) -> Word:
        """Put the comments above a word; gives the word without them."""
        if word.before and not self._empty:
            self.break_(indent)
        start = self.column
        for comment in word.before:
            self._add(comment)
            self.break_(start)
        return evolve(word, before=())

    def break_(self, indent: int) -> None:
        """Go on at `indent`, on a new line if anything stands on this one."""
        if not self._empty:
            self._done.append(self._line.rstrip(" "))
        self._line, self.column, self._last = " " * indent, indent, Role.OPEN
        self._empty, self._must_break = True, False

    def pad_to(self, column: int) -> None:
        """Go on at a column further to the right; nothing to do where a comment ends the line."""
        if not self._must_break:
            self._line += " " * (column - self.column)
            self.column, self._last = column, Role.OPEN

    def fits(self, words: Words, indent: int) -> bool:
        """Whether words can be put without a break, but for one that a comment asks for first.

        It takes time for no more words than fit.
        """
        fresh = self._must_break or (words[:1] and words[0].before and not self._empty)
        column, before = (indent, Role.OPEN) if fresh else (self.column, self._last)
        last = len(words) - 1
        for index, word in enumerate(words):
            if (index and word.before) or (index < last and word.after):
                return False
            column += len(_gap(before, word.role)) + width(word.text)
            before = word.role
            if column > self.limit:
                return False
        return True

    def next_column(self, indent: int) -> int:
        """Where the next word will stand."""
        return indent if self._must_break else self.column + len(_gap(self._last, Role.PLAIN))

    def finish(self) -> list[str]:
        """All lines."""
        self.break_(0)
        return self._done

    def _put(self, word: Word, indent: int) -> None:
        if self._must_break:
            self.break_(indent)
        self.put_remarks(word, indent)
        self._add(_gap(self._last, word.role) + word.text)
        self._last = word.role
        if word.after is not None:
            self._add(COMMENT_GAP + word.after)
            self._must_break = True

    def _add(self, text: str) -> None:
        self._line += text
        self.column += width(text)
        self._empty = False
