"""What can be wrong with a YAML text, in words.

The parser says "did not find expected <block end>"; whoever wrote `op: >=` or `name: *ATM*` needs
to hear about quotes. The words of libyaml and of PyYAML's own parser are both known here.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.document_builder import clipped
from pointsman.dsl.places import Source, Span
from pointsman.engine.nearest import nearest

_TAG: Final = re.compile(r"!<[^>\n]*>|![^\s,\[\]{}]*")
_ESCAPE: Final = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)?")
_WORD: Final = re.compile(r"[^\s,\[\]{}:]+|.")
_FLOW: Final = {"[": ("list", "]"), "{": ("block", "}")}
_INDENT: Final = "begin what belongs together in the same column, and indent with spaces"


class Position(Protocol):
    """What both parsers' marks have: how many characters stand before a place."""

    index: int


def another_document(source: Source, at: int) -> Diagnostic:
    """A second document begins at `at`."""
    return _mistake(
        "several-documents",
        "a second document begins here, and a file holds one",
        source,
        Span(at, min(at + 3, len(source.text))),
        "leave out the `---`, or write two files",
    )


def merge_key(source: Source, span: Span) -> Diagnostic:
    """The key `<<`."""
    return _mistake(
        "yaml-merge-key",
        "the merge key `<<` is not supported",
        source,
        span,
        "write out the keys that are meant, or use an alias for a whole value",
    )


def key_not_text(source: Source, span: Span) -> Diagnostic:
    """A number, `true`, nothing, a list, a block or an alias where a key has to be."""
    found = source.text[span.start : span.end]
    if not found:
        return _mistake(
            "key-not-text", "a key is missing before `:`", source, span, "write `key: value`"
        )
    first = found.partition("\n")[0].rstrip()
    simple = first == found and first[0] not in "[{*?" and first != "-"
    return _mistake(
        "key-not-text",
        f"found the key {clipped(first)}, expected a text",
        source,
        span,
        f'put it in quotes: `"{first}"`' if simple and len(first) <= 60 else "write `key: value`",
    )


def tag_found(source: Source, start: int) -> Diagnostic:
    """The tag of the value that begins at `start`, perhaps with an anchor before the tag."""
    at = source.text.find("!", start)
    match = _TAG.match(source.text, max(at, start))
    span = Span(*match.span()) if match else Span(start, start + 1)
    found = source.text[span.start : span.end]
    return _mistake(
        "yaml-tag",
        f"found the tag {clipped(found)}, and tags are not supported",
        source,
        span,
        "leave out the tag, or put a text that begins with `!` in quotes",
    )


def tag_directive(source: Source, span: Span) -> Diagnostic:
    """A `%TAG` line."""
    message = "directives that begin with `%` are not supported"
    return _mistake("yaml-syntax", message, source, span, "leave out the line")


def recursive_alias(source: Source, span: Span) -> Diagnostic:
    """An alias inside of the value that it stands for."""
    return _mistake(
        "yaml-alias",
        f"the alias {_quoted(source, span)} stands inside of the value it stands for",
        source,
        span,
        "write out what is meant",
    )


def unknown_anchor(source: Source, span: Span, anchors: Iterable[str]) -> Diagnostic:
    """An alias without its anchor."""
    name = source.text[span.start + 1 : span.end]
    near = nearest(name, anchors)
    quotes = f'put a text that begins with `*` in quotes: `"*{name[:60]}"`'
    return _mistake(
        "yaml-alias",
        f"there is no anchor {clipped('&' + name)} before this alias",
        source,
        span,
        f"did you mean `*{near}`?" if near else quotes,
    )


def syntax_mistake(source: Source, error: Exception) -> Diagnostic:
    """What the YAML parser could not read, in our words."""
    fault = _fault(source, error)
    for words, describe in _DESCRIBED:
        if re.search(words, fault.words):
            return describe(fault)
    return _syntax(fault, "this cannot be read as YAML", fault.token, _INDENT)


@frozen
class _Fault:
    """An error of the parser: its words, where it is, and where what it was reading began."""

    source: Source
    words: str
    at: int
    begun: int | None

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def char(self) -> str:
        """The character at the fault; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def ended(self) -> bool:
        """Whether nothing but space follows."""
        return not self.text[self.at :].strip()

    @property
    def token(self) -> Span:
        """The word at the fault."""
        match = _WORD.match(self.text, self.at)
        return Span(*match.span()) if match else Span(self.at, self.at)

    @property
    def found(self) -> str:
        """The word at the fault as messages name it."""
        return "the end of the file" if self.ended else _quoted(self.source, self.token)

    def rest_of_line(self, start: int) -> Span:
        """From an offset to the end of its line, without space at the end."""
        line = self.text[start:].partition("\n")[0].rstrip()
        return Span(start, start + len(line))


def _fault(source: Source, error: Exception) -> _Fault:
    begun = _index(source, getattr(error, "context_mark", None))
    at = _index(source, getattr(error, "problem_mark", None))
    # The parser in Python lets an escape beyond Unicode fail in `chr`, without a place.
    words = "unplaced escape" if isinstance(error, ValueError | OverflowError) else ""
    if hasattr(error, "problem"):
        words = f"{getattr(error, 'context', None) or ''}: {error.problem or ''}"
    return _Fault(source, words, (begun or 0) if at is None else at, begun)


def _index(source: Source, mark: Position | None) -> int | None:
    return None if mark is None else min(mark.index, len(source.text))


def _cannot_start(fault: _Fault) -> Diagnostic:
    if fault.char == "\t":
        message = "a tab stands where only spaces may"
        span = Span(fault.at, fault.at + 1)
        return _syntax(fault, message, span, "indent with spaces")
    return _syntax(
        fault,
        f"a text without quotes cannot begin with {clipped(fault.char)}",
        Span(fault.at, fault.at + 1),
        "put the text in double quotes",
    )


def _second_colon(fault: _Fault) -> Diagnostic:
    line, column = fault.source.line_column(fault.at)
    before = fault.source.line_text(line)[: column - 1]
    span = Span(fault.at, fault.at + 1)
    if re.search(r":\s", before):
        message = "found a second `:` on this line, expected one value"
        return _syntax(fault, message, span, "put a text with `: ` in it in double quotes")
    message = "found a key, but the line before it already has a value"
    start = fault.at - len(before.lstrip(" -"))
    return _syntax(fault, message, Span(start, fault.at), _INDENT)


def _list_item(fault: _Fault) -> Diagnostic:
    return _syntax(
        fault,
        "found `-`, but a list cannot begin here",
        Span(fault.at, fault.at + 1),
        "begin each `- item` on a line of its own, all of them in the same column",
    )


def _question(fault: _Fault) -> Diagnostic:
    span = Span(fault.at, fault.at + 1)
    return _syntax(fault, "found `?`, but a key cannot begin here", span, "write `key: value`")


def _open_quote(fault: _Fault) -> Diagnostic:
    start = fault.at if fault.begun is None else fault.begun
    quote = fault.text[start : start + 1]
    message = "this text has no closing quote"
    return _syntax(fault, message, fault.rest_of_line(start), f"close it with `{quote}`")


def _escape(fault: _Fault) -> Diagnostic:
    at = fault.text.rfind("\\", 0, fault.at + 1)
    match = _ESCAPE.match(fault.text, max(at, 0))
    span = Span(*match.span()) if match else Span(fault.at, fault.at + 1)
    return _syntax(
        fault,
        f"{_quoted(fault.source, span)} is not an escape of YAML",
        span,
        "write `\\\\` for a backslash, or put the text in single quotes",
    )


def _no_character(fault: _Fault) -> Diagnostic:
    at = max(fault.text.rfind("\\", 0, fault.at + 1), 0)
    match = _ESCAPE.match(fault.text, at)
    span = Span(*match.span()) if match else Span(at, at)
    message = "an escape stands for no character of Unicode"
    return _syntax(fault, message, span, "write the character itself")


def _flow(fault: _Fault) -> Diagnostic:
    start = fault.at if fault.begun is None else fault.begun
    name, closing = _FLOW.get(fault.text[start : start + 1], ("list", "]"))
    opened = Span(start, start + 1)
    if fault.ended:
        bracket = _quoted(fault.source, opened)
        return _syntax(
            fault, f"this {bracket} is never closed", opened, f"close it with `{closing}`"
        )
    return _syntax(
        fault,
        f"found {fault.found}, expected `,` or `{closing}`",
        fault.token,
        f"separate what stands in the {name} with `,` and close it with `{closing}`",
        Mark(opened, "opened here"),
    )


def _flow_value(fault: _Fault) -> Diagnostic:
    if fault.ended:
        message = "the file ends inside of a list or block"
        return _syntax(
            fault, message, _last(fault), "close every `[` with `]` and every `{` with `}`"
        )
    message = f"found {fault.found}, expected a value"
    return _syntax(fault, message, fault.token, "write a value, or leave out the `,` before it")


def _no_key(fault: _Fault) -> Diagnostic:
    start = fault.at if fault.begun is None else fault.begun
    span = fault.rest_of_line(start)
    message = f"found {_quoted(fault.source, span)}, expected `key: value`"
    return _syntax(fault, message, span, "write `: ` after the key, and indent what goes on a text")


def _next_key(fault: _Fault) -> Diagnostic:
    message = f"found {fault.found}, expected the next `key: value`"
    help_ = "indent all keys of a block alike, and put a text with quotes inside in single quotes"
    return _syntax(fault, message, fault.token, help_)


def _next_item(fault: _Fault) -> Diagnostic:
    message = f"found {fault.found}, expected the next `- item`"
    return _syntax(fault, message, fault.token, "begin all items of a list in the same column")


def _after_document(fault: _Fault) -> Diagnostic:
    message = f"found {fault.found} after the end of the document"
    return _syntax(fault, message, fault.token, "leave it out, or put the whole text in quotes")


def _directive(fault: _Fault) -> Diagnostic:
    start = fault.text.rfind("\n", 0, fault.at) + 1
    message = "directives that begin with `%` are not supported"
    return _syntax(fault, message, fault.rest_of_line(start), "leave out the line")


def _no_name(fault: _Fault) -> Diagnostic:
    start = fault.at if fault.begun is None else fault.begun
    sign = fault.text[start : start + 1]
    name = "an alias" if sign == "*" else "an anchor"
    message = f"`{sign}` begins {name}, but what follows is not a name"
    span = fault.rest_of_line(start)
    return _syntax(fault, message, span, f"put a text that begins with `{sign}` in double quotes")


def _block_text(fault: _Fault) -> Diagnostic:
    if fault.char == "\t":
        return _cannot_start(fault)
    start = fault.at if fault.begun is None else fault.begun
    sign = fault.text[start : start + 1]
    message = f"`{sign}` begins a text on the lines below, but more follows on its own line"
    span = fault.rest_of_line(start)
    return _syntax(fault, message, span, f"put a text that begins with `{sign}` in double quotes")


def _tag(fault: _Fault) -> Diagnostic:
    return tag_found(fault.source, fault.at if fault.begun is None else fault.begun)


_DESCRIBED: Final[tuple[tuple[str, Callable[[_Fault], Diagnostic]], ...]] = (
    ("unplaced escape|Unicode character", _no_character),
    ("directive|%YAML|%TAG|incompatible YAML|unsupported version|version numbers", _directive),
    ("scanning an? (alias|anchor)", _no_name),
    ("(scanning|parsing) a tag|tag handle", _tag),
    ("scanning a block scalar", _block_text),
    ("cannot start any token|tab character", _cannot_start),
    ("mapping values are not allowed", _second_colon),
    ("sequence entries are not allowed", _list_item),
    ("mapping keys are not allowed", _question),
    ("escape|hexdecimal", _escape),
    ("quoted scalar", _open_quote),
    ("expected ',' or", _flow),
    ("expected (the )?node content", _flow_value),
    ("expected ':'", _no_key),
    ("parsing a block mapping", _next_key),
    ("parsing a block (collection|sequence)", _next_item),
    ("<document start>", _after_document),
)
"""How the parsers begin to say it, and our words; the first that fits is taken."""


def _last(fault: _Fault) -> Span:
    end = len(fault.text.rstrip())
    return Span(max(end - 1, 0), end)


def _quoted(source: Source, span: Span) -> str:
    return clipped(source.text[span.start : span.end])


def _syntax(
    fault: _Fault, message: str, span: Span, help_: str, mark: Mark | None = None
) -> Diagnostic:
    return _mistake("yaml-syntax", message, fault.source, span, help_, mark)


def _mistake(
    code: str, message: str, source: Source, span: Span, help_: str, mark: Mark | None = None
) -> Diagnostic:
    marks = () if mark is None else (mark,)
    return Diagnostic(code, message, source, span, help=help_, marks=marks)
