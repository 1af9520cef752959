"""What a file may hold at most, so that no file can hang or exhaust a process (design section 2).

The limits come before the expensive steps: bytes and characters before anything is parsed,
nesting and list values while a file is read, and once more over the finished document.
Characters that a reader cannot see, or that turn text around, are refused everywhere, comments
included: a program has to mean what it looks like.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span, nearest
from pointsman.engine.exact import MAX_DIGITS
from pointsman.engine.problems import pointer

MAX_BYTES: Final = 1_048_576
MAX_DEPTH: Final = 64
MAX_LIST_VALUES: Final = 100_000
MAX_VALUES: Final = 250_000
MAX_RATE_PLACES: Final = 9
MAX_TEXT: Final = 10_000
MAX_STATEMENT: Final = 22
MAX_REPORTED: Final = 100


@frozen
class Limit:
    """One limit: its name, its number, and a sentence for the documentation."""

    name: str
    most: int
    sentence: str


LIMITS: Final = (
    Limit("bytes", MAX_BYTES, "A file has at most 1 MiB."),
    Limit("depth", MAX_DEPTH, "Blocks, lists and parentheses stand in each other 64 deep at most."),
    Limit("list values", MAX_LIST_VALUES, "All lists of a file together have 100,000 values."),
    Limit("values", MAX_VALUES, "With its aliases written out, a YAML file has 250,000 values."),
    Limit("digits", MAX_DIGITS, "A number has 18 digits, those after the point included."),
    Limit("rate decimals", MAX_RATE_PLACES, "A cost per point has 9 decimals."),
    Limit("text", MAX_TEXT, "A text has 10,000 characters."),
    Limit("statement", MAX_STATEMENT, "The text on a statement has 22 characters."),
    Limit("reported", MAX_REPORTED, "One check reports 100 mistakes of one file, the first ones."),
)
"""Every limit, in the order in which the documentation lists them."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17)
)
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Listed by number: the category "format" of Unicode grows from one Python to the next.
_UNSEEN = (
    "\u00ad\u180e\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_REFUSED = _CONTROL + _TURNING + _UNSEEN + "\ud800-\udfff" + _NONCHARACTERS
_IN_SOURCE = re.compile(rf"[{_REFUSED}]|\r(?!\n)")
_IN_VALUE = re.compile(rf"[{_REFUSED}\n\r]")
_IS_TURNING = re.compile(f"[{_TURNING}]")
_IS_UNSEEN = re.compile(f"[{_UNSEEN}]")

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> tuple[Source, list[Diagnostic]]:
    """The text of a file, and what keeps it from being read as a program at all.

    Hand in one byte more than `MAX_BYTES` if the file has it; the rest need not be read. With
    errors the text is only good for showing them: bytes that are not UTF-8 are replaced in it.
    """
    try:
        source = Source(name, data[:MAX_BYTES].decode("utf-8"))
    except UnicodeDecodeError as error:
        source = Source(name, data[:MAX_BYTES].decode("utf-8", errors="replace"))
        if len(data) <= MAX_BYTES:
            return source, [_not_utf8(source, data, error.start)]
    if len(data) > MAX_BYTES:
        return source, [_too_large(source)]
    return source, check_characters(source)


def check_source(source: Source) -> list[Diagnostic]:
    """The same checks for a text that never was bytes: its size and its characters."""
    if len(source.text.encode("utf-8", errors="surrogatepass")) > MAX_BYTES:
        return [_too_large(source)]
    return check_characters(source)


def check_characters(source: Source) -> list[Diagnostic]:
    """Every character of a source that no program may have (the first `MAX_REPORTED`)."""
    found = islice(_IN_SOURCE.finditer(source.text), MAX_REPORTED)
    return [_refused(source, match) for match in found]


def check_document_limits(located: Located) -> list[Diagnostic]:
    """Whatever of a document is over a limit: nesting, list values, and its texts.

    The document may share parts of itself (YAML aliases), but must be without cycles.
    """
    flaws: list[Diagnostic] = []
    listed = 0
    for path, value, depth in _walk(located.document):
        if depth > MAX_DEPTH:
            return [*flaws, too_deep(located.source, _span(located, path))]
        if isinstance(value, list):
            listed += len(value)
            if listed > MAX_LIST_VALUES:
                return [*flaws, too_many_values(located.source, _span(located, path))]
        elif isinstance(value, dict):
            flaws.extend(_bad_keys(located, path, value))
        elif isinstance(value, str):
            flaws.extend(_bad_text(located, path, value))
        if len(flaws) >= MAX_REPORTED:
            break
    return flaws


@frozen
class _Path:
    """Where a value stands: a key in what holds it. Its pointer is only written when needed."""

    key: str | int
    holder: "_Path | None"


def _walk(document: object) -> Iterator[tuple[_Path | None, object, int]]:
    """Every value of a document and its depth (a block or list in none: 1, a scalar: 0).

    A value comes after the one that holds it and before what it holds, in the order written.
    """
    stack: list[tuple[_Path | None, object, int]] = [(None, document, 1)]
    while stack:
        path, value, depth = stack.pop()
        if isinstance(value, dict):
            inside = [(_Path(key, path), held, depth + 1) for key, held in value.items()]
        elif isinstance(value, list):
            inside = [(_Path(index, path), held, depth + 1) for index, held in enumerate(value)]
        else:
            inside, depth = [], 0
        yield path, value, depth
        stack.extend(reversed(inside))


def too_deep(source: Source, span: Span) -> Diagnostic:
    """The diagnostic for what stands more than `MAX_DEPTH` levels deep."""
    return Diagnostic(
        "too-deep",
        f"this is nested more than {MAX_DEPTH} levels deep",
        source,
        Span(span.start, min(span.end, span.start + 1)),
        help=f"nest blocks, lists and conditions at most {MAX_DEPTH} deep",
    )


def too_many_values(source: Source, span: Span) -> Diagnostic:
    """The diagnostic for the value that is one too many, or for the list that holds it."""
    return Diagnostic(
        "too-many-values",
        f"the lists of this file have more than {MAX_LIST_VALUES:,} values together",
        source,
        Span(span.start, min(span.end, span.start + 1)),
        help="write ranges instead of single codes, or split the program",
    )


def too_large_written_out(source: Source, span: Span) -> Diagnostic:
    """The diagnostic for the alias with which a file stands for more than `MAX_VALUES` values."""
    return Diagnostic(
        "too-many-values",
        f"with its aliases written out, this file has more than {MAX_VALUES:,} values",
        source,
        span,
        help="write out what is needed instead of using aliases of aliases",
    )


def too_many_mistakes(source: Source, span: Span) -> Diagnostic:
    """The diagnostic that stands for all mistakes after the first `MAX_REPORTED`."""
    return Diagnostic(
        "too-many-errors",
        f"found more than {MAX_REPORTED} mistakes, and the rest is not shown",
        source,
        Span(span.start, span.start),
        help="correct those above and check again",
    )


def text_too_long(source: Source, span: Span, text: str, most: int) -> Diagnostic:
    """The diagnostic for a text of more than `most` characters."""
    return Diagnostic(
        "text-too-long",
        f"this text has {len(text):,} characters, and at most {most:,} are allowed",
        source,
        span,
        help=f"leave out {len(text) - most:,} of them",
    )


def _bad_keys(
    located: Located, path: _Path | None, block: dict[str, object]
) -> Iterator[Diagnostic]:
    for key in block:
        if len(key) > MAX_TEXT or _IN_VALUE.search(key):
            place = nearest(located.places, _pointer(_Path(key, path)))
            span = Span(0, 0) if place is None else place.key or place.value
            yield from _bad_words(located.source, span, key)


def _bad_text(located: Located, path: _Path | None, text: str) -> Iterator[Diagnostic]:
    if len(text) > MAX_TEXT or _IN_VALUE.search(text):
        yield from _bad_words(located.source, _span(located, path), text)


def _bad_words(source: Source, span: Span, text: str) -> Iterator[Diagnostic]:
    if len(text) > MAX_TEXT:
        yield text_too_long(source, span, text, MAX_TEXT)
    elif match := _IN_VALUE.search(text):
        yield _about_character(source, span, match[0])


def _span(located: Located, path: _Path | None) -> Span:
    place = nearest(located.places, _pointer(path))
    return place.value if place else Span(0, 0)


def _pointer(path: _Path | None) -> str:
    keys: list[str | int] = []
    while path is not None:
        keys.append(path.key)
        path = path.holder
    return pointer(reversed(keys))


def _too_large(source: Source) -> Diagnostic:
    return Diagnostic(
        "file-too-large",
        f"this file is larger than 1 MiB ({MAX_BYTES:,} bytes)",
        source,
        Span(0, 0),
        help="write ranges instead of single codes, or split the program",
    )


def _not_utf8(source: Source, data: bytes, at: int) -> Diagnostic:
    help_ = "save the file as UTF-8"
    if data.startswith(_UTF_16):
        message = "this file is UTF-16, and only UTF-8 is read"
        return Diagnostic("not-utf8", message, source, Span(0, 1), help=help_)
    start = len(data[:at].decode("utf-8"))
    message = f"the byte {data[at]:#04x} does not belong to UTF-8 text"
    return Diagnostic("not-utf8", message, source, Span(start, start + 1), help=help_)


def _refused(source: Source, match: re.Match[str]) -> Diagnostic:
    if match[0] == "\ufeff" and match.start() == 0:
        return Diagnostic(
            "byte-order-mark",
            "this file begins with a byte order mark (U+FEFF)",
            source,
            Span(*match.span()),
            help="save the file as UTF-8 without a byte order mark",
        )
    return _about_character(source, Span(*match.span()), match[0])


def _about_character(source: Source, span: Span, char: str) -> Diagnostic:
    code, message, help_ = _words(char)
    return Diagnostic(code, message, source, span, help=help_)


def _words(char: str) -> tuple[str, str, str]:
    number = f"U+{ord(char):04X}"
    named = f"{number}, {unicodedata.name(char, 'nameless').lower()}"
    remove = "remove the character; type the text again where it was copied from elsewhere"
    if char in "\r\n":
        return (
            "control-character",
            f"a line break ({number}) stands where none may stand",
            "write a text on one line, and end lines with LF or CR LF",
        )
    if _IS_TURNING.match(char):
        message = f"a character that turns the direction of text ({named}) is not allowed"
        return "direction-control", message, remove
    if _IS_UNSEEN.match(char):
        message = f"a character that cannot be seen ({named}) is not allowed"
        return "invisible-character", message, remove
    if unicodedata.category(char) == "Cc":
        return "control-character", f"the control character {number} is not allowed", remove
    return "not-a-character", f"{number} is not a character of Unicode", remove
