"""What people type to see only some rows: `reason=INSUFFICIENT_BALANCE credit>50 !rule~override`.

Every term must hold: a comparison of a column, or a text that stands in any of them. `!` before a
term turns it round. A comparison with a value that a row does not have does not hold; `rule=` with
nothing behind it finds the rows without one.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from pointsman.engine.exact import Exact, NotPlainError
from pointsman.engine.nearest import nearest
from pointsman.tui.model.log.block import NUMBERS, WORDS
from pointsman.tui.model.log.terms import Contains, NumberTerm, Term, TextTerm

FIELDS: Final = ("row", "id", *WORDS, *NUMBERS, "error")
"""What can be compared: columns, and `error` for what is wrong with a broken row."""

_AMONG_NUMBERS: Final = ("row", *NUMBERS)
_TERM: Final = re.compile(
    r"""(?P<not>!)?
    (?: (?P<field>[A-Za-z_]+) (?P<gap>\s+)? (?P<op>!=|!~|>=|<=|=|~|>|<) (?(gap)\s*) )?
    (?P<value> (?: "[^"]*" | [^\s"] )* )""",
    re.VERBOSE,
)
_STRAY: Final = re.compile(r"!?(!=|!~|>=|<=|=|~|>|<)")


@frozen
class BadFilter:
    """Why a filter cannot be used; `start` and `end` are the place in it."""

    message: str
    start: int
    end: int
    help: str | None = None

    def __str__(self) -> str:
        return f"{self.message} ({self.help})" if self.help else self.message


@frozen
class Filter:
    """Terms that must all hold; without any, every row passes."""

    text: str
    terms: tuple[Term, ...] = ()


def parse_filter(text: str) -> Filter | BadFilter:
    """A filter as it was typed, or the first thing that is wrong with it."""
    terms: list[Term] = []
    for match in _terms(text):
        if isinstance(match, BadFilter):
            return match
        term = _term(match)
        if isinstance(term, BadFilter):
            return term
        terms.append(term)
    return Filter(text, tuple(terms))


def sought_by(text: str) -> Filter | None:
    """What finds a text in any column, or with `#` before it a row by its number; None: nothing."""
    digits = text.removeprefix("#").replace(",", "")
    if text.startswith("#") and digits.isdecimal() and digits.isascii() and len(digits) <= 18:
        return Filter(text, (NumberTerm("row", "=", Exact(int(digits)), inverted=False),))
    return Filter(text, (Contains(text.casefold(), inverted=False),)) if text else None


def _terms(text: str) -> Iterator[re.Match[str] | BadFilter]:
    at = len(text) - len(text.lstrip())
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or match.end() == at or text[match.end() : match.end() + 1] == '"':
            yield BadFilter('a `"` is never closed', text.index('"', at), len(text))
            return
        yield match
        at = match.end()
        at += len(text[at:]) - len(text[at:].lstrip())


def _term(match: re.Match[str]) -> Term | BadFilter:
    value = match["value"].replace('"', "")
    if match["field"] is None:
        return _text_term(match, value)
    field = match["field"].lower()
    if field not in FIELDS:
        near = nearest(field, FIELDS)
        told = f"did you mean `{near}`?" if near else f"there are {', '.join(FIELDS)}"
        message = f"there is no column `{match['field']}`"
        return BadFilter(message, match.start("field"), match.end("field"), told)
    inverted = match["not"] is not None
    if field in _AMONG_NUMBERS and not match["op"].endswith("~"):
        return _number_term(match, field, value, inverted=inverted)
    if match["op"] in {"<", ">", "<=", ">="}:
        message = f"`{field}` is a text: `{match['op']}` compares numbers"
        return BadFilter(message, match.start("op"), match.end("op"), "use `=`, `!=`, `~` or `!~`")
    return TextTerm(field, match["op"], value.casefold(), inverted)


def _text_term(match: re.Match[str], value: str) -> Term | BadFilter:
    if _STRAY.match(match[0]):
        message = f"`{match[0]}` compares nothing"
        return BadFilter(message, *match.span(), "put a column before it, as in `credit>50`")
    if not value:
        return BadFilter("`!` turns nothing round", *match.span(), "put a term behind it")
    return Contains(value.casefold(), inverted=match["not"] is not None)


def _number_term(
    match: re.Match[str], field: str, value: str, *, inverted: bool
) -> Term | BadFilter:
    op = match["op"]
    if not value and op in {"=", "!="}:
        return NumberTerm(field, op, None, inverted)
    try:
        number = Exact.parse(value.replace(",", ""))
    except NotPlainError as error:
        given = f"`{value}` is no number" if value else f"no number stands after `{op}`"
        return BadFilter(given, match.start(), match.end(), str(error))
    return NumberTerm(field, op, number, inverted)
