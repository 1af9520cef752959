"""One statement as lines: one where it fits, else broken where it reads best.

A statement is broken before its clauses (`for`, `when`, `else`, `at`) first; then a condition
before each `or`, or else before each `and`; a list after commas, with as many items on a line as
fit; what stands in parentheses is set off by two columns. A comment ends its line.
"""

from collections.abc import Sequence
from typing import Final

from pointsman.dsl.formatter.lines import MAX_WIDTH, Lines, Words, flat, interrupted
from pointsman.dsl.formatter.pieces import Role, Word
from pointsman.dsl.formatter.widths import width

STEP: Final = 2
"""Columns of one level of indentation."""

GUTTER: Final = 2
"""Columns between what stands in one column and what stands in the next."""

_ALIGNED_PARTS: Final = 3
"""The parts of a digital item that stand in columns: its id, its type, its cost per point."""

_HEADS: Final = frozenset({Role.CLAUSE, Role.HEAD})


def wrapped_after(keyword: Word, rest: Words, indent: int, column: int) -> list[str]:
    """A statement whose keyword stands at `indent` and all else from `column` on."""
    lines = Lines(indent, MAX_WIDTH)
    lines.put([keyword], indent)
    if rest:
        lines.pad_to(column)
        _clauses(lines, rest, column, column)
    return lines.finish()


def wrapped(words: Words, indent: int, reserve: int = 0) -> list[str]:
    """A statement at `indent`, its clauses further in; `reserve` columns stay free."""
    lines = Lines(indent, MAX_WIDTH - reserve)
    _clauses(lines, words, indent, indent + 2 * STEP)
    return lines.finish()


def in_two_columns(words: Words, indent: int, column: int) -> list[str]:
    """A tier: its cost per point stands at `column`."""
    reach, *costs = _parts(words, Role.CLAUSE)
    cost = [word for words in costs for word in words]
    line = " " * indent + flat(reach)
    if interrupted(words) or not cost:
        return wrapped(words, indent)
    return [line + " " * (column - width(line)) + flat(cost)]


def in_columns(words: Words, indent: int, widths: Sequence[int]) -> list[str]:
    """A digital item: its first parts are filled up to these widths; broken where it is too long.

    What else there is (a name, a redemption item, a currency) follows as it comes.
    """
    own = part_widths(words)
    if not own:
        return wrapped(words, indent)
    texts = [flat(part) for part in _parts(words, Role.CLAUSE)]
    for index, (width_, most) in enumerate(zip(own, widths, strict=True)):
        texts[index] += " " * (most - width_)
    line = (" " * indent + (" " * GUTTER).join(texts)).rstrip(" ")
    return [line] if width(line) <= MAX_WIDTH else wrapped(words, indent)


def part_widths(words: Words) -> list[int]:
    """Columns of the parts of a digital item that stand in columns; none where it is broken."""
    if interrupted(words) or width(flat(words)) > MAX_WIDTH:
        return []
    return [width(flat(part)) for part in _parts(words, Role.CLAUSE)[:_ALIGNED_PARTS]]


def reach_width(words: Words) -> int:
    """Columns of a tier up to its cost per point."""
    return width(flat(_parts(words, Role.CLAUSE)[0]))


def _parts(words: Words, role: Role) -> list[Words]:
    """The words cut before each of a role that stands in no parentheses."""
    cuts, depth = [0], 0
    for index, word in enumerate(words):
        if word.role is role and index and not depth:
            cuts.append(index)
        elif word.role is Role.OPEN:
            depth += 1
        elif word.role is Role.CLOSE:
            depth -= 1
    return _cut(words, cuts)


def _items(words: Words) -> list[Words]:
    """The items of a list, each with the comma behind it; no item has a comma in parentheses."""
    cuts = [index + 1 for index, word in enumerate(words) if word.role is Role.COMMA]
    return _cut(words, [0, *cuts])


def _cut(words: Words, starts: list[int]) -> list[Words]:
    ends = [*starts[1:], len(words)]
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def _chain(words: Words) -> list[Words]:
    """A condition cut before each `or`, or else before each `and`."""
    parts = _parts(words, Role.OR)
    return parts if len(parts) > 1 else _parts(words, Role.AND)


def _clauses(lines: Lines, words: Words, first: int, further: int) -> None:
    """A statement's words: the first part goes on at `first`, each clause at `further`."""
    if lines.fits(words, first):
        lines.put(words, first)
        return
    head, *clauses = _parts(words, Role.CLAUSE)
    _clause(lines, head, first)
    for clause in clauses:
        lines.break_(further)
        _clause(lines, clause, further)


def _clause(lines: Lines, words: Words, indent: int) -> None:
    """A clause; a list goes on under its first item, all else further in than the clause."""
    count = next((i for i, word in enumerate(words) if word.role not in _HEADS), len(words))
    head, rest = words[:count], words[count:]
    lines.put(head, indent)
    if not head or not rest:
        _together(lines, rest, indent)
    elif _is_list(rest):
        _list(lines, rest, lines.next_column(indent + STEP))
    elif head[-1].after:
        _together(lines, rest, indent + STEP)
    else:
        _together(lines, rest, indent, further=STEP)


def _together(lines: Lines, words: Words, indent: int, further: int = 0) -> None:
    """Words that belong together, on one line if they fit, else broken in one way.

    Lines go on at `indent`, those that begin with `and` or `or` so many columns `further` in.
    """
    if lines.fits(words, indent):
        lines.put(words, indent)
        return
    chain = _chain(words)
    if len(chain) > 1:
        _conditions(lines, chain, indent + further)
    elif words[-1].role is Role.CLOSE:
        _in_parentheses(lines, words, indent)
    elif _is_list(words):
        _list(lines, words, indent)
    else:
        lines.put(words, indent)


def _conditions(lines: Lines, chain: list[Words], indent: int) -> None:
    first, *others = chain
    _together(lines, first, indent, further=STEP)
    for joiner, *condition in others:
        lines.break_(indent)
        lines.put([joiner], indent)
        _together(lines, condition, indent, further=STEP)


def _in_parentheses(lines: Lines, words: Words, indent: int) -> None:
    """`not (` on a line, what is in the parentheses further in, `)` on a line."""
    opening = next(i for i, word in enumerate(words) if word.role is Role.OPEN)
    lines.put(words[: opening + 1], indent)
    lines.break_(indent + STEP)
    _together(lines, words[opening + 1 : -1], indent + STEP)
    closing = lines.put_remarks(words[-1], indent + STEP)
    lines.break_(indent)
    lines.put([closing], indent)


def _is_list(words: Words) -> bool:
    roles = {word.role for word in words}
    return Role.COMMA in roles and Role.OPEN not in roles


def _list(lines: Lines, words: Words, indent: int) -> None:
    for index, item in enumerate(_items(words)):
        if index and not lines.fits(item, indent):
            lines.break_(indent)
        lines.put(item, indent)
