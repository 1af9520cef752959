"""What stands at a place of a program's text, as its author would call it.

The lexer only knows what may stand there. An error has to say what does, also when it is no
token of the language at all: `1e5`, `==`, a quote that is never closed.
"""

import re
from enum import Enum
from typing import Final

from attrs import frozen

from pointsman.dsl.places import Span


class FoundKind(Enum):
    """What was found: a token of the language, or a common slip."""

    WORD = "a word"
    NUMBER = "a number"
    DATE = "a date"
    STRING = "a text"
    SIGN = "a sign of the language"
    UNCLOSED = "a text without its closing quote"
    BAD_NUMBER = "something like a number or a date"
    FOREIGN = "a character or operator of other languages"
    END = "the end of the file"


@frozen
class Found:
    """What stands at a place."""

    kind: FoundKind
    text: str
    span: Span

    @property
    def named(self) -> str:
        """The found text in backticks, shortened when long, with nothing invisible in it."""
        if self.kind is FoundKind.END:
            return "the end of the file"
        text = self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"
        return f"`{''.join(map(_visible, text))}`"


_SHOWN: Final = 40
_END_OF_NUMBER = r"(?![A-Za-z0-9_]|\.(?!\.)|-[0-9])"
_KINDS: Final = (
    (FoundKind.STRING, r'"(?:\\.|[^"\\\n])*"'),
    (FoundKind.UNCLOSED, r'"[^\n]*'),
    (FoundKind.DATE, r"[0-9]{4}-[0-9]{2}-[0-9]{2}" + _END_OF_NUMBER),
    (FoundKind.NUMBER, r"[0-9]+(?:\.[0-9]+)?" + _END_OF_NUMBER),
    (FoundKind.BAD_NUMBER, r"[+-]?\.?[0-9](?:[0-9A-Za-z_+-]|\.(?!\.))*"),
    (FoundKind.WORD, r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"),
    (FoundKind.FOREIGN, r"\.\.\.|//|/\*|==|=>|=<|<>|&&|\|\|"),
    (FoundKind.SIGN, r"\.\.|!=|<=|>=|[<>={}(),]"),
    (FoundKind.FOREIGN, r"[^\n]"),
)
_ANYTHING = re.compile("|".join(f"({pattern})" for _, pattern in _KINDS))


def _visible(char: str) -> str:
    return char if char.isprintable() else f"U+{ord(char):04X}"


def found_at(text: str, offset: int) -> Found:
    """What stands at an offset that is not within white space or a comment."""
    match = _ANYTHING.match(text, offset)
    if match is None or match.lastindex is None:
        return Found(FoundKind.END, "", Span(offset, offset))
    kind = _KINDS[match.lastindex - 1][0]
    if kind is FoundKind.WORD and not match[0].isascii():
        kind = FoundKind.FOREIGN
    return Found(kind, match[0], Span(match.start(), match.end()))
