"""JSON (RFC 8259) read with the place of every value, and with numbers as they were written.

The standard library's reader keeps no places, turns numbers into floats, lets the last of two
equal keys win and recurses. This one does none of that: it is a loop over a text.
"""

import re
from collections.abc import Callable
from typing import Final, NoReturn

from pointsman.dsl import json_mistakes as mistakes
from pointsman.dsl.document_builder import DocumentBuilder, StopReading, empty_document
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span
from pointsman.dsl.source_limits import check_source
from pointsman.engine.exact import Written

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD: Final = re.compile(r"[\w.+-]+")
_PLAIN_TEXT: Final = re.compile(r'"([^"\\\x00-\x1f]*)"')
_RUN: Final = re.compile(r'[^"\\\x00-\x1f]*')
_UNIT: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPES: Final = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}


def read_json(source: Source) -> Located:
    """Read a JSON text. Numbers are `Written`; nothing is ever raised for what the text says.

    After a mistake in the JSON itself there is no document; a key that stands twice is reported
    and the first of the two is kept.
    """
    flaws = check_source(source)
    if not flaws and not source.text.strip():
        flaws = [empty_document(source)]
    if flaws:
        return Located(source, None, {}, flaws)
    reader = _Reader(source)
    try:
        reader.read()
    except StopReading:
        return reader.build.unreadable()
    return reader.build.located()


class _Reader:
    """One pass over the text: `_at` is where it is, `_step` what may come next."""

    def __init__(self, source: Source) -> None:
        self.build = DocumentBuilder(source)
        self._source = source
        self._text = source.text
        self._at = 0
        self._opened: list[int] = []
        self._last_key = Span(0, 0)
        self._step: Callable[[], None] | None = self._value

    def read(self) -> None:
        """Read the whole text.

        Raises:
            StopReading: at the first mistake after which nothing can be read.
        """
        while self._step is not None:
            self._skip_space()
            self._step()
        if self.build.document is None:
            self.build.fail(empty_document(self._source))

    def _skip_space(self) -> None:
        space = _SPACE.match(self._text, self._at)
        if space is not None:
            self._at = space.end()

    def _value(self) -> None:
        char = self._text[self._at : self._at + 1]
        if char == '"':
            start = self._at
            text = self._string()
            self.build.scalar(text, Span(start, self._at))
            self._step = self._after_value
        elif char in {"{", "["}:
            self._begin(char)
        elif char and char in "-0123456789":
            self._number()
        else:
            self._constant()

    def _begin(self, char: str) -> None:
        self.build.open({} if char == "{" else [], self._at)
        self._opened.append(self._at)
        self._at += 1
        self._step = self._first_key if char == "{" else self._first_value

    def _finish(self) -> None:
        self._at += 1
        self._opened.pop()
        self.build.close(self._at)
        self._step = self._after_value

    def _first_value(self) -> None:
        if self._text.startswith("]", self._at):
            self._finish()
        else:
            self._value()

    def _first_key(self) -> None:
        if self._text.startswith("}", self._at):
            self._finish()
        else:
            self._key()

    def _key(self) -> None:
        if not self._text.startswith('"', self._at):
            self._fail(mistakes.not_a_key(self._text, self._at))
        start = self._at
        text = self._string()
        self._last_key = Span(start, self._at)
        self.build.key(text, self._last_key)
        self._step = self._colon

    def _colon(self) -> None:
        if not self._text.startswith(":", self._at):
            self._fail(mistakes.no_colon(self._text, self._at, self._last_key))
        self._at += 1
        self._step = self._value

    def _after_value(self) -> None:
        char = self._text[self._at : self._at + 1]
        closing = self._closing()
        if not char and not closing:
            self._step = None
        elif char == "," and closing:
            self._at += 1
            self._step = self._key if closing == "}" else self._value
        elif char and char == closing:
            self._finish()
        else:
            opened = self._opened[-1] if self._opened else None
            self._fail(mistakes.after_value(self._text, self._at, opened))

    def _closing(self) -> str:
        if not self._opened:
            return ""
        return "}" if self.build.in_block else "]"

    def _number(self) -> None:
        number = _NUMBER.match(self._text, self._at)
        word = _WORD.match(self._text, self._at)
        if number is None or word is None or number.end() != word.end():
            self._fail(mistakes.not_a_value(self._text, self._at))
        self.build.scalar(Written(number[0]), Span(*number.span()))
        self._at = number.end()
        self._step = self._after_value

    def _constant(self) -> None:
        word = _WORD.match(self._text, self._at)
        if word is None or word[0] not in _CONSTANTS:
            self._fail(mistakes.not_a_value(self._text, self._at))
        self.build.scalar(_CONSTANTS[word[0]], Span(*word.span()))
        self._at = word.end()
        self._step = self._after_value

    def _string(self) -> str:
        """The text that begins at the quote here; stands behind its last quote afterwards."""
        plain = _PLAIN_TEXT.match(self._text, self._at)
        if plain is not None:
            self._at = plain.end()
            return plain[1]
        return self._string_with_escapes()

    def _string_with_escapes(self) -> str:
        start = self._at
        pieces: list[str] = []
        self._at += 1
        while True:
            run = _RUN.match(self._text, self._at)
            if run is not None:
                pieces.append(run[0])
                self._at = run.end()
            char = self._text[self._at : self._at + 1]
            if char == '"':
                self._at += 1
                return "".join(pieces)
            if char != "\\":
                self._fail(mistakes.broken_text(self._text, start, self._at))
            pieces.append(self._escape())

    def _escape(self) -> str:
        unit = self._unit()
        if unit is None:
            char = _ESCAPES.get(self._text[self._at + 1 : self._at + 2])
            if char is None:
                self._fail(mistakes.no_escape(self._text, self._at))
            self._at += 2
            return char
        if 0xD800 <= unit < 0xDC00:
            start = self._at
            self._at += 6
            low = self._unit()
            if low is None or not 0xDC00 <= low < 0xE000:
                self._fail(mistakes.half_a_pair(self._text, start))
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        elif 0xDC00 <= unit < 0xE000:
            self._fail(mistakes.half_a_pair(self._text, self._at))
        self._at += 6
        return chr(unit)

    def _unit(self) -> int | None:
        unit = _UNIT.match(self._text, self._at)
        return None if unit is None else int(unit[1], 16)

    def _fail(self, mistake: mistakes.Mistake) -> NoReturn:
        self.build.fail(mistake.diagnostic(self._source))
