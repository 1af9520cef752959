"""What to tell an author about text that is no program: found, expected, and how to write it."""

import re
from typing import Final

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.found import Found, FoundKind
from pointsman.dsl.lexicon import (
    FORMS,
    MERCHANT,
    SEVERAL_WORDS,
    STATEMENT_NAMES,
    either,
    form_of,
    homes_of,
    names_of,
    word_of,
)
from pointsman.dsl.places import Source, Span
from pointsman.dsl.recovery import FILE, Block
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.engine.nearest import nearest

PLAIN_NUMBERS: Final = "numbers are plain decimals, without exponent or sign"

_IN_JSON: Final = (
    "a file in JSON has a name that ends in `.json`; "
    'a text begins with `program "World Elite" { … }`'
)

_DATE_LIKE = re.compile(r"[0-9]+-[0-9]+(-[0-9]+)?")
_CODES_LIKE = re.compile(r"([0-9]{4})-([0-9]{4})")
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9.]+([eE][+-]?[0-9.]*)?")
_WITH_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")

_RANGE_IN_LIST: Final = "a range stands in a list, as in `amount in (20.00..50.00)`"
_COMPARED: Final = {
    "is": "equal is written `=`",
    "equals": "equal is written `=`",
    "between": _RANGE_IN_LIST,
}
_DOUBLE_QUOTES: Final = 'a text stands in double quotes: `"…"`'
_ROUND: Final = "a list stands in round parentheses: `(gold, silver)`"
_NO_SIGN: Final = "money is a plain number, in the currency of the program"
_CURRENCY_SIGNS: Final = "$€£¥"
_COMMENT: Final = "a comment begins with `#`"
_INSTEAD: Final = {
    "==": "equal is written `=`",
    "=>": "at least is written `>=`",
    "=<": "at most is written `<=`",
    "<>": "different is written `!=`",
    "!": "write `not`",
    "&&": "write `and`",
    "&": "write `and`",
    "||": "write `or`",
    "|": "write `or`",
    ";": "a statement ends without a sign",
    ":": "a word and its value stand side by side, without `:`",
    "...": "a range is written `3000..3299`",
    "…": "a range is written `3000..3299`",
    "//": _COMMENT,
    "/*": _COMMENT,
    "-": PLAIN_NUMBERS,
    "+": PLAIN_NUMBERS,
    "%": "a cost per point is a plain decimal: `0.01`",
    "[": _ROUND,
    "]": _ROUND,
    **dict.fromkeys("'`‘’“”„«»＂＇", _DOUBLE_QUOTES),
    **dict.fromkeys(_CURRENCY_SIGNS, _NO_SIGN),
}


@frozen
class Situation:
    """Where reading stopped.

    `blocks` are those open, innermost first; `statement` is the first word of the statement at
    hand; `accepted` the terminals that could stand here; `fresh` whether a statement of its own
    would begin here, rather than the one at hand go on; `last` is the text read before it.
    """

    source: Source
    blocks: list[Block]
    statement: str | None
    accepted: frozenset[str]
    fresh: bool
    last: Span | None = None

    @property
    def block(self) -> Block:
        """The innermost open block."""
        return self.blocks[0]

    @property
    def complete(self) -> bool:
        """Whether the next statement could begin here."""
        return self.accepted >= self.block.statements

    @property
    def expected(self) -> str:
        """What could stand here, in words."""
        if not self.complete:
            return either(names_of(self.accepted, self.statement))
        names = names_of(self.accepted - self.block.statements - {"RBRACE", "$END"}, self.statement)
        return either([*names, self._what_follows()])

    def _what_follows(self) -> str:
        if self.block.name == FILE:
            return "`program`" if self.statement is None else "the end of the file"
        return "the next statement" if self.statement else "a statement"

    @property
    def form(self) -> str | None:
        """How the statement at hand, or else the program, is written."""
        if self.statement is None:
            return form_of(FILE, "program") if self.block.name == FILE else None
        return form_of(self.block.name, self.statement)

    def near(self, found: Found) -> str | None:
        """The word that could stand here and that the found one is a slip of."""
        if found.kind is not FoundKind.WORD or found.text in (self.form or "").split():
            return None
        terminals = self.accepted if self.fresh else self.accepted - self.block.statements
        spaced = found.text.replace("_", " ")
        if spaced in SEVERAL_WORDS and spaced.split()[0].upper() in terminals:
            return spaced
        return nearest(found.text, sorted(filter(None, map(word_of, terminals))))


def describe(found: Found, situation: Situation) -> Diagnostic:
    """The diagnostic for what stands where reading stopped."""
    match found.kind:
        case FoundKind.UNCLOSED:
            return _unterminated(found, situation)
        case FoundKind.BAD_NUMBER:
            return _bad_number(found, situation)
        case FoundKind.FOREIGN:
            return _bad_character(found, situation)
    if situation.complete:
        if found.kind is FoundKind.END or _belongs_outside(found, situation):
            return missing_brace(found, situation.source, situation.block)
        if found.kind is FoundKind.WORD and situation.fresh and situation.block.name != FILE:
            return _unknown_statement(found, situation)
        if found.text == "}":
            return _unmatched_brace(found, situation)
    return _general(found, situation)


def unfinished(found: Found, situation: Situation) -> Diagnostic:
    """A statement whose next line was read as part of it, as after a comma at its end."""
    return Diagnostic(
        "syntax-error",
        f"found {found.named}, which begins a statement, expected the rest of "
        f"`{situation.statement}`",
        situation.source,
        found.span,
        help=_written(situation, None),
    )


def codes_of_merchants(situation: Situation) -> Diagnostic:
    """`mcc`, read last, where groups and merchants are listed."""
    return Diagnostic(
        "syntax-error",
        f"found `mcc`, expected {MERCHANT}",
        situation.source,
        situation.last or Span(0, 0),
        help="list codes after `mcc` itself, or in a group: `group casinos { mcc 7995 }`",
    )


def too_many(source: Source, offset: int) -> Diagnostic:
    """More mistakes than anybody wants to read: reading was given up at `offset`."""
    return Diagnostic(
        "too-many-errors",
        f"found more than {MAX_REPORTED} mistakes in the writing, and the rest was not read",
        source,
        Span(offset, offset),
        help="correct those above and check again",
    )


def _general(found: Found, situation: Situation) -> Diagnostic:
    return Diagnostic(
        "syntax-error",
        f"found {found.named}, expected {situation.expected}",
        situation.source,
        found.span,
        help=_how_to_go_on(found, situation),
        marks=_left_unfinished(found, situation),
    )


def _how_to_go_on(found: Found, situation: Situation) -> str | None:
    if situation.block.name == FILE and situation.statement is None and found.text in {"{", "["}:
        return _IN_JSON
    if "EQUAL" in situation.accepted and found.text in _COMPARED:
        return _COMPARED[found.text]
    if found.text == ".." and "AND" in situation.accepted:
        return _RANGE_IN_LIST
    if "CROSS_BORDER" in situation.accepted and found.kind in {FoundKind.NUMBER, FoundKind.STRING}:
        return "a condition begins with a fact, as in `amount >= 100.00`"
    return (
        without_commas(found, situation)
        or _written(situation, situation.near(found))
        or (_has(situation.block) if situation.block.name != FILE else None)
    )


def without_commas(found: Found, situation: Situation) -> str | None:
    """What is meant by `5,000.00` or `20,00`, where a number cannot be followed by a comma."""
    if found.text != "," or situation.last is None or situation.last.end != found.span.start:
        return None
    match = _WITH_COMMAS.match(situation.source.text, situation.last.start)
    if match is None:
        return None
    if _THOUSANDS.fullmatch(match[0]):
        return f"a number has no commas between its thousands: write `{match[0].replace(',', '')}`"
    return f"decimals stand after a point: write `{match[0].replace(',', '.')}`"


def _left_unfinished(found: Found, situation: Situation) -> tuple[Mark, ...]:
    """Where an unfinished statement stops, when what was found stands on another line."""
    last = situation.last
    if last is None or situation.complete or situation.statement is None:
        return ()
    if "\n" not in situation.source.text[last.end : found.span.start]:
        return ()
    return (Mark(last, f"`{situation.statement}` goes on after this"),)


def _written(situation: Situation, near: str | None) -> str | None:
    form = situation.form
    if near:
        return f"did you mean `{near}`" + (f", as in {form}?" if near in (form or "") else "?")
    return f"write it as {form}" if form else None


def _unterminated(found: Found, situation: Situation) -> Diagnostic:
    return Diagnostic(
        "unterminated-string",
        'found a text without its end, expected a closing `"` on the same line',
        situation.source,
        Span(found.span.start, found.span.start + 1),
        label="begins here",
        help='close it with `"`; a quote inside a text is written `\\"`',
    )


def _bad_number(found: Found, situation: Situation) -> Diagnostic:
    code, advice = "bad-number", _instead_of_number(found.text, situation)
    codes = _CODES_LIKE.fullmatch(found.text)
    if codes is not None and "DATE" not in situation.accepted:
        code, advice = "bad-range", f"a range is written `{codes[1]}..{codes[2]}`"
    elif _DATE_LIKE.fullmatch(found.text):
        code, advice = "bad-date", "a date is written `2026-01-31`"
    elif not _NUMBER_LIKE.fullmatch(found.text) and "STRING" in situation.accepted:
        advice = f'a code that begins with a digit is written as a text: `"{found.text}"`'
    return Diagnostic(
        code,
        f"found {found.named}, expected {situation.expected}",
        situation.source,
        found.span,
        help=advice,
    )


def _instead_of_number(text: str, situation: Situation) -> str:
    """What is meant by `.50`, `5.`, `+5` or `5_000`; else what is wrong with a number."""
    meant = text.removeprefix("+").replace("_", "").removesuffix(".")
    meant = f"0{meant}" if meant.startswith(".") else meant
    if _PLAIN_NUMBER.fullmatch(meant) and (meant.isdigit() or "whole" not in situation.expected):
        return f"write `{meant}`"
    signed = not text[0].isdigit() or "e" in text.lower()
    return PLAIN_NUMBERS if signed else _written(situation, None) or PLAIN_NUMBERS


def _bad_character(found: Found, situation: Situation) -> Diagnostic:
    return Diagnostic(
        "bad-character",
        f"found {found.named}, expected {situation.expected}",
        situation.source,
        found.span,
        help=_instead_of_character(found.text, situation),
    )


def _instead_of_character(text: str, situation: Situation) -> str | None:
    if text in _CURRENCY_SIGNS and "STRING" in situation.accepted:
        return _written(situation, None)
    if text == ":" and situation.last is not None and situation.accepted >= {"AND"}:
        return _written(situation, None)
    if text == "*" and "STRING" in situation.accepted:
        return _DOUBLE_QUOTES
    if text.isdigit():
        return "numbers are written with the digits 0 to 9"
    if text.isspace():
        return "write an ordinary space"
    return _INSTEAD.get(text) or _letters(text)


def _letters(text: str) -> str:
    if text.isidentifier():
        return "words are ASCII letters, digits and `_`; anything else stands in double quotes"
    return "take it away; in a text, it stands in double quotes"


def _belongs_outside(found: Found, situation: Situation) -> bool:
    return situation.fresh and any(
        found.text.upper() in block.statements and found.text.islower()
        for block in situation.blocks[1:]
    )


def missing_brace(found: Found, source: Source, block: Block) -> Diagnostic:
    """A block that is still open where something stands that is no part of it."""
    return Diagnostic(
        "missing-brace",
        f"found {found.named}, expected `}}` to close `{block.name}`",
        source,
        Span(block.start, block.start + 1),
        label="never closed",
        help=f"write `}}` after the last statement of `{block.name}`",
        marks=(Mark(found.span, f"expected `}}` before {found.named}"),),
    )


def _unmatched_brace(found: Found, situation: Situation) -> Diagnostic:
    return Diagnostic(
        "unmatched-brace",
        f"found `}}`, expected {situation.expected}",
        situation.source,
        found.span,
        help="take it away, or write the `{` that it closes",
    )


def _unknown_statement(found: Found, situation: Situation) -> Diagnostic:
    block = situation.block
    return Diagnostic(
        "unknown-statement",
        f"found {found.named}, expected a statement of `{block.name}`",
        situation.source,
        found.span,
        help=_instead_of(found, situation),
    )


def _instead_of(found: Found, situation: Situation) -> str:
    if near := situation.near(found):
        return f"did you mean `{near}`?"
    if homes := homes_of(found.text):
        return f"`{found.text}` belongs in {either([f'`{home}`' for home in homes])}"
    return _has(situation.block)


def _has(block: Block) -> str:
    words = [f"`{STATEMENT_NAMES.get(word, word)}`" for word in FORMS[block.name]]
    return f"`{block.name}` has {', '.join(words[:-1])} and {words[-1]}"
