"""What can be wrong with a JSON text, in words: one function for each thing that was expected.

JSON has no trailing commas, single quotes, comments or NaN. Whoever writes one of those knows
what it means, so each gets its own sentence instead of "expected a value".
"""

import re
from typing import Final

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.document_builder import clipped
from pointsman.dsl.places import Source, Span

_WORD: Final = re.compile(r"[\w.+-]+")
_NUMBER_LIKE: Final = re.compile(r"[+-]?(?:[0-9]|\.[0-9])[\w.+-]*")
_NOT_FINITE: Final = frozenset({"nan", "infinity", "inf"})
_CONSTANTS: Final = {"true": "true", "false": "false", "null": "null", "none": "null"}
_DOUBLE_QUOTES: Final = 'write it in double quotes: "…"'


@frozen
class Mistake:
    """One mistake in a JSON text: a sentence, its place, and what to write instead."""

    message: str
    span: Span
    help: str
    mark: Mark | None = None

    def diagnostic(self, source: Source) -> Diagnostic:
        """The mistake as a diagnostic of the source."""
        return Diagnostic(
            "json-syntax",
            self.message,
            source,
            self.span,
            help=self.help,
            marks=() if self.mark is None else (self.mark,),
        )


def not_a_value(text: str, at: int) -> Mistake:
    """Something else stands where a value has to begin."""
    char = text[at : at + 1]
    span = Span(at, at + 1)
    if char in {"]", "}", ","}:
        return _trailing_comma(text, at) or Mistake(
            f"a value is missing before `{char}`", span, "write a value, or leave the place out"
        )
    word = _WORD.match(text, at)
    return _anywhere(text, at) or (
        Mistake(f"{clipped(char)} does not begin a value", span, _DOUBLE_QUOTES)
        if word is None
        else _bad_word(word[0], Span(*word.span()))
    )


def not_a_key(text: str, at: int) -> Mistake:
    """Something else stands where the name of a pair has to begin."""
    char = text[at : at + 1]
    if char == "}" and (trailing := _trailing_comma(text, at)):
        return trailing
    if common := _anywhere(text, at):
        return common
    word = _WORD.match(text, at)
    if word is not None:
        span = Span(*word.span())
        message = f"the name {clipped(word[0])} is not in double quotes"
        return Mistake(message, span, f'write "{word[0][:60]}"')
    return Mistake(
        f"a name in double quotes is expected, not {clipped(char)}",
        Span(at, at + 1),
        'write `"name": value`',
    )


def no_colon(text: str, at: int, key: Span) -> Mistake:
    """There is no colon between a name and its value."""
    name = clipped(text[key.start : key.end])
    return Mistake(f"there is no `:` after {name}", Span(at, at + 1), "write `: ` before the value")


def after_value(text: str, at: int, opened: int | None) -> Mistake:
    """What follows a value neither continues nor closes what was opened (None: nothing was)."""
    char = text[at : at + 1]
    span = Span(at, at + 1)
    if opened is None:
        return _comment(text, at) or Mistake(
            "there is more text after the end of the JSON value", span, "leave out the rest"
        )
    bracket = text[opened]
    closing = "}" if bracket == "{" else "]"
    if not char:
        message = f"this `{bracket}` is never closed"
        return Mistake(message, Span(opened, opened + 1), f"write `{closing}` at its end")
    if char in {"]", "}"}:
        mark = Mark(Span(opened, opened + 1), "opened here")
        return Mistake(f"`{char}` cannot close `{bracket}`", span, f"write `{closing}`", mark)
    return _comment(text, at) or Mistake(
        f"there is no `,` or `{closing}` after the value before this",
        span,
        "write `,` between two values",
    )


def broken_text(text: str, start: int, at: int) -> Mistake:
    """A text in double quotes that began at `start` cannot go on at `at`."""
    if text[at : at + 1] in {"", "\n", "\r"}:
        message = "this text has no closing quote on its line"
        return Mistake(message, Span(start, at), 'close it with `"`')
    return Mistake("a text cannot hold a tab", Span(at, at + 1), "write `\\t` or a space")


def no_escape(text: str, at: int) -> Mistake:
    r"""A backslash at `at` that begins none of the escapes."""
    if text.startswith("\\u", at):
        message = "`\\u` is followed by four hexadecimal digits"
        return Mistake(message, Span(at, at + 2), "write four digits, such as `\\u00e9`")
    found = text[at : at + 2]
    return Mistake(
        f"`{found}` is not an escape of JSON" if len(found) > 1 else "the text ends in a backslash",
        Span(at, at + len(found)),
        'write `\\\\` for a backslash and `\\"` for a quote',
    )


def half_a_pair(text: str, at: int) -> Mistake:
    """A `\\u` escape that is one half of a surrogate pair without the other."""
    return Mistake(
        f"`{text[at : at + 6]}` is half of a pair and no character by itself",
        Span(at, at + 6),
        "write both halves, or the character itself",
    )


def _anywhere(text: str, at: int) -> Mistake | None:
    """What is a mistake wherever a value or a name has to begin."""
    if not text[at : at + 1]:
        message = "the text ends before the JSON is complete"
        return Mistake(message, Span(at, at), "complete the file")
    if text[at] == "'":
        message = "text stands in double quotes, not in single quotes"
        return Mistake(message, Span(at, at + 1), "write `\"` instead of `'`")
    return _comment(text, at)


def _comment(text: str, at: int) -> Mistake | None:
    if not text.startswith(("//", "/*", "#"), at):
        return None
    end = text.find("\n", at)
    span = Span(at, len(text) if end < 0 else end)
    return Mistake("JSON has no comments", span, "leave the comment out, or write YAML")


def _trailing_comma(text: str, at: int) -> Mistake | None:
    """The comma before a closing bracket, if there is one."""
    before = len(text[:at].rstrip(" \t\r\n")) - 1
    if before < 0 or text[before] != "," or text[at] == ",":
        return None
    message = f"nothing follows this comma before `{text[at]}`"
    return Mistake(message, Span(before, before + 1), "leave out the comma")


def _bad_word(word: str, span: Span) -> Mistake:
    lowered = word.lower().lstrip("+-")
    if lowered in _NOT_FINITE:
        return Mistake("NaN and infinity are not numbers here", span, "write plain digits")
    if lowered in _CONSTANTS:
        right = _CONSTANTS[lowered]
        return Mistake(f"`{word}` is written `{right}` in JSON", span, f"write `{right}`")
    if _NUMBER_LIKE.match(word):
        return Mistake(
            f"{clipped(word)} is not a number in JSON",
            span,
            "write plain digits without leading zeros, or a text in double quotes",
        )
    return Mistake(f"the text {clipped(word)} is not in double quotes", span, _DOUBLE_QUOTES)
