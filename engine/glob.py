"""The language's patterns: `*` is any run of characters, `?` is one; there is nothing else.

A pattern matches a whole text without its outer spaces, and disregards case by Unicode case
folding of both (`?` stands for one character of the folded text). `\\*`, `\\?` and `\\\\` stand
for themselves. Matching takes at most time proportional to pattern × text.
"""

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from pointsman.engine.record import Record


class BadGlobError(ValueError):
    """A pattern with a backslash that escapes nothing."""


class _Wild(Enum):
    ANY = "*"
    ONE = "?"


_Token = str | _Wild


@frozen(repr=False)
class Glob(Record):
    """A pattern, read once. `pattern` is the text as written."""

    pattern: str
    _tokens: tuple[_Token, ...] = field(repr=False, eq=False)
    _between: tuple[str, ...] | None = field(repr=False, eq=False)
    """The texts before, between and after its stars; None for a pattern with `?`."""

    def matches(self, text: str) -> bool:
        """Whether the whole text, without its outer spaces, matches."""
        return self.matches_folded(folded(text))

    def matches_folded(self, text: str) -> bool:
        """The same for a text that is `folded` already."""
        if self._between is None:
            return _matches(self._tokens, text)
        return _has_in_order(self._between, text)


def folded(text: str) -> str:
    """A text as patterns see it: without its outer spaces, and in no case."""
    return text.strip().casefold()


def compile_glob(pattern: str) -> Glob:
    """Read a pattern.

    Raises:
        BadGlobError: a backslash that does not stand before `*`, `?` or another backslash.
    """
    tokens: list[_Token] = []
    chars = iter(pattern)
    for char in chars:
        if char == "\\":
            tokens.append(_escaped(next(chars, "")))
        elif char in "*?":
            tokens.append(_Wild(char))
        else:
            tokens.extend(char.casefold())
    return Glob(pattern, tuple(tokens), _between_stars(tokens))


def _between_stars(tokens: Iterable[_Token]) -> tuple[str, ...] | None:
    texts = [""]
    for token in tokens:
        if token is _Wild.ONE:
            return None
        if token is _Wild.ANY:
            texts.append("")
        else:
            texts[-1] += token
    return tuple(texts)


def _escaped(char: str) -> str:
    if char not in {"*", "?", "\\"}:
        shown = f"`\\{char}`" if char else "a backslash at the end"
        raise BadGlobError(f"{shown} escapes nothing")
    return char


def _has_in_order(between: tuple[str, ...], text: str) -> bool:
    """The first text begins it, the last ends it, the others follow each other as they are found.

    Where one is found first leaves the most room for those after it.
    """
    if len(between) == 1:
        return text == between[0]
    first, *middle, last = between
    at, end = len(first), len(text) - len(last)
    if at > end or not text.startswith(first) or not text.endswith(last):
        return False
    for part in middle:
        at = text.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True


def _matches(tokens: tuple[_Token, ...], text: str) -> bool:
    """Greedy, with one place to come back to: the last `*` and the text it had reached."""
    at, token, star, reached = 0, 0, -1, 0
    while at < len(text):
        here = tokens[token] if token < len(tokens) else None
        if here is _Wild.ANY:
            star, reached = token, at
            token += 1
        elif here is _Wild.ONE or here == text[at]:
            at, token = at + 1, token + 1
        elif star >= 0:
            reached += 1
            at, token = reached, star + 1
        else:
            return False
    return all(each is _Wild.ANY for each in tokens[token:])
