"""The style of blocks: indentation, columns, blank lines and comments.

Everything here depends on words and comments alone, never on how a text was laid out, but for
one thing: a blank line that the author left between two statements is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final

from attrs import frozen

from pointsman.dsl.formatter.lines import COMMENT_GAP, MAX_WIDTH, flat
from pointsman.dsl.formatter.pieces import Block, Remark, Statement, Style
from pointsman.dsl.formatter.widths import width
from pointsman.dsl.formatter.wrapping import (
    GUTTER,
    STEP,
    in_columns,
    in_two_columns,
    part_widths,
    reach_width,
    wrapped,
    wrapped_after,
)

_STATEMENTS_ON_A_LINE: Final = 2
"""A group of up to so many statements stands on one line if it fits there."""

_SPACED: Final = 2
"""Levels, the file and the program, at which a blank line sets off a block of several lines."""


@frozen
class _Row:
    """A line with the comment at its end; `tabular` when it is all of a statement."""

    text: str
    comment: str | None = None
    tabular: bool = False


_BLANK_LINE: Final = _Row("")


def lay_out(file: Block) -> str:
    """A whole file as text; nothing at all gives the empty text."""
    rows = _block_rows(file, level=0)
    return "".join(f"{line}\n" for line in _with_comments(rows))


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────


@frozen
class _Columns:
    """Where the statements of a block stand: at `indent`, their values, their costs per point.

    `parts` are how wide the parts of digital items are.
    """

    indent: int
    value: int
    cost: int
    parts: tuple[int, ...]


def _columns(statements: Sequence[Statement], indent: int) -> _Columns:
    value = cost = 0
    for statement in statements:
        if statement.style is Style.VALUE:
            value = max(value, width(statement.keyword))
        elif statement.style is Style.TIER:
            cost = max(cost, reach_width(statement.words))
    items = [part_widths(each.words) for each in statements if each.style is Style.ITEM]
    parts = tuple(map(max, zip_longest(*items, fillvalue=0)))
    return _Columns(indent, indent + value + GUTTER, indent + cost + GUTTER, parts)


def _block_rows(block: Block, level: int) -> list[_Row]:
    """What stands between the braces of a block; `level` is how many blocks are around it."""
    columns = _columns(block.statements, level * STEP)
    rows: list[_Row] = []
    was_tall = False
    for statement in block.statements:
        own = _statement_rows(statement, columns, level)
        is_tall = statement.block is not None and len(own) > 1
        set_off = level < _SPACED and (is_tall or was_tall)
        rows += _above(statement, columns.indent, first=not rows, set_off=set_off)
        rows += own
        was_tall = is_tall
    return rows + _remark_rows(block.closing, columns.indent, first=not rows)


def _above(statement: Statement, indent: int, *, first: bool, set_off: bool) -> list[_Row]:
    """The comments above a statement, and blank lines."""
    rows = _remark_rows(statement.leading, indent, first=first)
    if statement.blank and (rows or not first):
        rows.append(_BLANK_LINE)
    if set_off and not first and _BLANK_LINE not in rows:
        rows.insert(0, _BLANK_LINE)
    return rows


def _remark_rows(remarks: Sequence[Remark], indent: int, *, first: bool) -> list[_Row]:
    rows: list[_Row] = []
    for remark in remarks:
        if remark.blank and (rows or not first):
            rows.append(_BLANK_LINE)
        rows.append(_Row(" " * indent + remark.text))
    return rows


# ── Statements ───────────────────────────────────────────────────────────────────────────────


def _statement_rows(statement: Statement, columns: _Columns, level: int) -> list[_Row]:
    if statement.block is None:
        lines = _lines(statement, columns)
        return _rows(lines, statement.comment)
    on_one_line = _on_one_line(statement, statement.block, columns.indent)
    if on_one_line is not None:
        return [_Row(on_one_line, statement.comment, tabular=True)]
    if statement.block == Block():
        lines = wrapped(statement.words, columns.indent, reserve=len(" {}"))
        return _rows([*lines[:-1], lines[-1] + " {}"], statement.comment)
    lines = wrapped(statement.words, columns.indent, reserve=len(" {"))
    return [
        *_rows(lines[:-1], None),
        _Row(lines[-1] + " {", statement.block.opening),
        *_block_rows(statement.block, level + 1),
        _Row(" " * columns.indent + "}", statement.comment),
    ]


def _lines(statement: Statement, columns: _Columns) -> list[str]:
    if statement.style is Style.VALUE:
        keyword, *rest = statement.words
        return wrapped_after(keyword, rest, columns.indent, columns.value)
    if statement.style is Style.TIER:
        return in_two_columns(statement.words, columns.indent, columns.cost)
    if statement.style is Style.ITEM:
        return in_columns(statement.words, columns.indent, columns.parts)
    return wrapped(statement.words, columns.indent)


def _rows(lines: Sequence[str], comment: str | None) -> list[_Row]:
    """Lines as rows, the comment at the end of the last."""
    if len(lines) == 1:
        return [_Row(lines[0], comment, tabular=True)]
    rows = [_Row(line) for line in lines]
    return [*rows[:-1], _Row(lines[-1], comment)] if rows else []


def _on_one_line(statement: Statement, block: Block, indent: int) -> str | None:
    """A small group on one line; None for what does not go on one."""
    inner = block.statements
    if statement.keyword != "group" or not 1 <= len(inner) <= _STATEMENTS_ON_A_LINE:
        return None
    if block.opening or block.closing or not all(part.bare for part in inner):
        return None
    if any(word.before or word.after for word in statement.words):
        return None
    entries = (" " * GUTTER).join(flat(part.words) for part in inner)
    line = f"{' ' * indent}{flat(statement.words)} {{ {entries} }}"
    return line if width(line) <= MAX_WIDTH else None


# ── Comments at the end of lines ─────────────────────────────────────────────────────────────


def _with_comments(rows: Iterable[_Row]) -> Iterator[str]:
    """All lines; comments on statements that follow each other stand in one column."""
    for tabular, run in groupby(rows, lambda row: row.tabular):
        together = list(run)
        column = _comment_column(together) if tabular else 0
        yield from (_with_comment(row, column) for row in together)


def _comment_column(rows: Sequence[_Row]) -> int:
    """Where the comments of these rows stand; 0 when one would pass the end of the line."""
    commented = [row for row in rows if row.comment is not None]
    column = max((width(row.text) for row in commented), default=0)
    room = MAX_WIDTH - column - len(COMMENT_GAP)
    return column if all(width(row.comment or "") <= room for row in commented) else 0


def _with_comment(row: _Row, column: int) -> str:
    if row.comment is None:
        return row.text
    return row.text + " " * (column - width(row.text)) + COMMENT_GAP + row.comment
