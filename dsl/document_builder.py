"""Puts a document together value by value, with the place of each, and holds it to the limits.

The YAML and the JSON reader hand over what they meet; neither recurses, nor does this, so that
nesting costs an entry of a list and never a stack frame.
"""

from typing import Final, NoReturn

from attrs import define, field, frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Places, Source, Span
from pointsman.dsl.source_limits import (
    MAX_DEPTH,
    MAX_LIST_VALUES,
    MAX_REPORTED,
    MAX_VALUES,
    too_deep,
    too_large_written_out,
    too_many_values,
)
from pointsman.engine.problems import escape

_CLIPPED: Final = 60
_LONGEST_POINTER: Final = 400
"""Characters of a pointer that is kept; what stands deeper has the place of what holds it."""


class StopReading(Exception):  # noqa: N818 - it ends the reading, the error is in the diagnostics
    """The rest of the source cannot be read; what is wrong has been noted."""


@frozen
class Part:
    """A finished value, with what it counts for where it is used again."""

    value: object
    values: int = 1
    listed: int = 0
    height: int = 0


@define
class _Open:
    """A block or list that is being filled."""

    holds: dict[str, object] | list[object]
    pointer: str | None
    start: int
    key: Span | None
    values_before: int
    listed_before: int
    end: int
    keys: dict[str, Span] = field(factory=dict)
    next_key: str | None = None
    next_span: Span | None = None
    height: int = 1


class DocumentBuilder:
    """The document so far. A value goes where the last `key` or the open list says."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places: Places = {}
        self.diagnostics: list[Diagnostic] = []
        self.document: object | None = None
        self._open: list[_Open] = []
        self._values = 0
        self._listed = 0

    @property
    def depth(self) -> int:
        """How many blocks and lists are open."""
        return len(self._open)

    @property
    def in_block(self) -> bool:
        """Whether the innermost open one is a block, so that keys are expected."""
        return bool(self._open) and isinstance(self._open[-1].holds, dict)

    @property
    def awaits_key(self) -> bool:
        """Whether the next thing must be a key."""
        return self.in_block and self._open[-1].next_span is None

    def key(self, text: str, span: Span) -> None:
        """The key of the value that comes next; a second one of the same name is an error."""
        block = self._open[-1]
        block.next_span = span
        block.end = span.end
        first = block.keys.setdefault(text, span)
        block.next_key = text if first is span else None
        if first is not span:
            self.note(_twice(self.source, text, first, span))

    def drop_key(self, span: Span) -> None:
        """The next value stands under something that is no key: it is read and left out."""
        self._open[-1].next_key = None
        self._open[-1].next_span = span

    def scalar(self, value: object, span: Span) -> None:
        """A text, number, yes or no, or nothing."""
        pointer, key = self._put(value, span.start)
        self._count(1, 0, span.start)
        self._set_end(span.end)
        if pointer is not None:
            self.places[pointer] = Place(span, key)

    def again(self, part: Part, span: Span) -> None:
        """A value that was read before, used once more at `span`."""
        if len(self._open) + part.height > MAX_DEPTH:
            self.fail(too_deep(self.source, span))
        pointer, key = self._put(part.value, span.start)
        self._count(part.values, part.listed, span.start)
        self._set_end(span.end)
        if self._open:
            self._open[-1].height = max(self._open[-1].height, part.height + 1)
        if pointer is not None:
            self.places[pointer] = Place(span, key)

    def open(self, holds: dict[str, object] | list[object], start: int) -> None:
        """An empty block or list that the next values go into."""
        if len(self._open) >= MAX_DEPTH:
            self.fail(too_deep(self.source, Span(start, start + 1)))
        pointer, key = self._put(holds, start)
        before = self._values, self._listed
        self._count(1, 0, start)
        self._open.append(_Open(holds, pointer, start, key, *before, end=start))

    def close(self, end: int | None = None) -> Part:
        """The innermost block or list is complete; without an `end` it ends with its last value."""
        done = self._open.pop()
        if end is None:
            end = done.end
        if done.pointer is not None:
            self.places[done.pointer] = Place(Span(done.start, end), done.key)
        if self._open:
            self._set_end(end)
            self._open[-1].height = max(self._open[-1].height, done.height + 1)
        values, listed = self._values - done.values_before, self._listed - done.listed_before
        return Part(done.holds, values, listed, done.height)

    def note(self, diagnostic: Diagnostic) -> None:
        """Keep a mistake and go on, unless there have been too many."""
        self.diagnostics.append(diagnostic)
        if len(self.diagnostics) >= MAX_REPORTED:
            raise StopReading

    def fail(self, diagnostic: Diagnostic) -> NoReturn:
        """Keep a mistake after which nothing more can be read.

        Raises:
            StopReading: always.
        """
        self.diagnostics.append(diagnostic)
        raise StopReading

    def located(self) -> Located:
        """The whole document."""
        return Located(self.source, self.document, self.places, self.diagnostics)

    def unreadable(self) -> Located:
        """No document, only what is wrong."""
        return Located(self.source, None, {}, self.diagnostics)

    def _put(self, value: object, start: int) -> tuple[str | None, Span | None]:
        """Put a value where it belongs: its pointer (None: left out) and the span of its key."""
        if not self._open:
            self.document = value
            return "", None
        parent = self._open[-1]
        if isinstance(parent.holds, list):
            parent.holds.append(value)
            self._count(0, 1, start)
            return _within(parent.pointer, str(len(parent.holds) - 1)), None
        key, span = parent.next_key, parent.next_span
        parent.next_key = parent.next_span = None
        if key is None:
            return None, None
        parent.holds[key] = value
        return _within(parent.pointer, key), span

    def _count(self, values: int, listed: int, start: int) -> None:
        self._values += values
        self._listed += listed
        if self._listed > MAX_LIST_VALUES:
            self.fail(too_many_values(self.source, Span(start, start + 1)))
        if self._values > MAX_VALUES:
            self.fail(too_large_written_out(self.source, Span(start, start + 1)))

    def _set_end(self, end: int) -> None:
        if self._open:
            self._open[-1].end = end


def clipped(text: str) -> str:
    """A text in backticks as messages quote it, its end left out where it is long."""
    shown = text if len(text) <= _CLIPPED else f"{text[:_CLIPPED]}…"
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def empty_document(source: Source) -> Diagnostic:
    """The diagnostic for a file without a document: nothing, comments only, or `null`."""
    return Diagnostic(
        "empty-document",
        "there is nothing in this file",
        source,
        Span(0, 0),
        help="write a document",
    )


def _within(pointer: str | None, key: str) -> str | None:
    """The pointer of what stands under `key`; None where none is kept."""
    if pointer is None or len(pointer) + len(key) > _LONGEST_POINTER:
        return None
    return f"{pointer}/{escape(key)}"


def _twice(source: Source, key: str, first: Span, second: Span) -> Diagnostic:
    return Diagnostic(
        "duplicate-statement",
        f"{clipped(key)} is written twice",
        source,
        second,
        label="written again here",
        help="keep one of the two",
        marks=(Mark(first, "first written here"),),
    )
