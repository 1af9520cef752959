"""One statement as lines: one where it fits, else broken where it reads best.

A statement is broken before its clauses (`for`, `when`, `else`, `at`) first; then a condition
before each `or`, or else before each `and`; a list after commas, with as many items on a line as
fit; what stands in parentheses is set off by two columns. A comment ends its line.
"""

from collections.abc import Callable
from typing import Final

from pointsman.dsl.formatter.lines import MAX_WIDTH, Lines, Words, flat, interrupted
from pointsman.dsl.formatter.pieces import Role, Word
from pointsman.dsl.formatter.widths import width

STEP: Final = 2
"""Columns of one level of indentation."""

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
    reach, *costs = _parts(words, _begins_clause)
    cost = [word for words in costs for word in words]
    line = " " * indent + flat(reach)
    if interrupted(words) or not cost:
        return wrapped(words, indent)
    return [line + " " * (column - width(line)) + flat(cost)]


def reach_width(words: Words) -> int:
    """Columns of a tier up to its cost per point."""
    return width(flat(_parts(words, _begins_clause)[0]))


def _begins_clause(word: Word) -> bool:
    return word.role is Role.CLAUSE


def _parts(words: Words, begins: Callable[[Word], bool]) -> list[Words]:
    """The words cut before each that begins a part and stands in no parentheses."""
    cuts, depth = [0], 0
    for index, word in enumerate(words):
        depth += (word.role is Role.OPEN) - (word.role is Role.CLOSE)
        if index and not depth and begins(word):
            cuts.append(index)
    return [words[start:end] for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def _items(words: Words) -> list[Words]:
    """The items of a list, each with the comma behind it; no item has a comma in parentheses."""
    cuts = [0, *(index + 1 for index, word in enumerate(words) if word.role is Role.COMMA)]
    return [words[start:end] for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def _chain(words: Words) -> list[Words]:
    """A condition cut before each `or`, or else before each `and`."""
    for role in (Role.OR, Role.AND):
        parts = _parts(words, lambda word, role=role: word.role is role)  # type: ignore[misc]
        if len(parts) > 1:
            return parts
    return [words]


def _clauses(lines: Lines, words: Words, first: int, further: int) -> None:
    """A statement's words: the first part goes on at `first`, each clause at `further`."""
    if lines.fits(words, first):
        lines.put(words, first)
        return
    head, *clauses = _parts(words, _begins_clause)
    _clause(lines, head, first)
    for clause in clauses:
        lines.break_(further)
        _clause(lines, clause, further)


def _clause(lines: Lines, words: Words, indent: int) -> None:
    count = next((i for i, word in enumerate(words) if word.role not in _HEADS), len(words))
    head, rest = words[:count], words[count:]
    lines.put(head, indent)
    if not rest:
        return
    if len(_chain(rest)) > 1:
        _broken(lines, rest, indent + STEP if head else indent)
    elif _is_list(rest):
        _list(lines, rest, lines.next_column(indent + STEP) if head else indent)
    else:
        _broken(lines, rest, indent)


def _is_list(words: Words) -> bool:
    roles = [word.role for word in words]
    return Role.COMMA in roles and Role.OPEN not in roles


def _broken(lines: Lines, words: Words, indent: int) -> None:
    """Words that belong together, on one line where they fit; lines go on at `indent`."""
    chain = _chain(words)
    if lines.fits(words, indent):
        lines.put(words, indent)
    elif len(chain) > 1:
        _conditions(lines, chain, indent)
    elif _is_list(words):
        _list(lines, words, indent)
    elif any(word.role is Role.OPEN for word in words):
        _in_parentheses(lines, words, indent)
    else:
        lines.put(words, indent)


def _conditions(lines: Lines, chain: list[Words], indent: int) -> None:
    for index, part in enumerate(chain):
        rest = part
        if index:
            lines.break_(indent)
            lines.put(part[:1], indent)
            rest = part[1:]
        _broken(lines, rest, indent + STEP if len(_chain(rest)) > 1 else indent)


def _list(lines: Lines, words: Words, indent: int) -> None:
    for index, item in enumerate(_items(words)):
        if index and not lines.fits(item, indent):
            lines.break_(indent)
        lines.put(item, indent)


def _in_parentheses(lines: Lines, words: Words, indent: int) -> None:
    opening = next(i for i, word in enumerate(words) if word.role is Role.OPEN)
    closing = max(i for i, word in enumerate(words) if word.role is Role.CLOSE)
    lines.put(words[: opening + 1], indent)
    lines.break_(indent + STEP)
    _broken(lines, words[opening + 1 : closing], indent + STEP)
    sign = lines.put_remarks(words[closing], indent + STEP)
    lines.break_(indent)
    lines.put([sign, *words[closing + 1 :]], indent)
