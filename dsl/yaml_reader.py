"""YAML read with the place of every value, and without the surprises of YAML 1.1.

PyYAML's parser gives events; the document is put together here, so that `NO` stays text, `012`
stays `012`, aliases cannot explode, a key cannot stand twice, and nothing recurses.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.document_builder import DocumentBuilder, Part, StopReading, empty_document
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span
from pointsman.dsl.source_limits import check_source
from pointsman.dsl.yaml_mistakes import (
    Position,
    another_document,
    key_not_text,
    merge_key,
    recursive_alias,
    syntax_mistake,
    tag_directive,
    tag_found,
    unknown_anchor,
)
from pointsman.engine.exact import Written

LOADERS: Final = (
    (yaml.SafeLoader, yaml.CSafeLoader) if yaml.__with_libyaml__ else (yaml.SafeLoader,)
)
"""The parsers that can be used, the fastest last."""

_NUMBER: Final = re.compile(
    r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?0(?:x[0-9a-fA-F]+|o[0-7]+)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_CONSTANTS: Final[dict[str, bool | None]] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}
_TEXT_TAGS: Final = frozenset({"!", "tag:yaml.org,2002:str"})
_TAG_DIRECTIVE: Final = re.compile(r"^%TAG\b.*", re.MULTILINE)

_PROPERTIES: Final = re.compile(r"(?:(?:&[\w-]+|!<[^>\s]*>|![^\s,\[\]{}]*)[ \t]*)+")
"""The anchor and the tag before a value."""

_Tagged = yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
Loader = type[yaml.SafeLoader] | type[yaml.CSafeLoader]


def read_yaml(source: Source, loader: Loader = LOADERS[-1]) -> Located:
    """Read one YAML document. Plain numbers are `Written`; nothing is raised for what it says.

    Plain scalars are typed by YAML 1.2's core schema: only true, false and null (or nothing) are
    no text. After a mistake in the YAML itself there is no document; tags, merge keys, keys that
    are no text and keys that stand twice are reported, and the rest is read.
    """
    flaws = check_source(source) or _tag_directives(source)
    if flaws:
        return Located(source, None, {}, flaws)
    reader = _Reader(source)
    try:
        reader.read(yaml.parse(source.text, Loader=loader))
    except StopReading:
        return reader.build.unreadable()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The parser in Python lets an escape beyond Unicode fail in `chr`.
        reader.build.diagnostics.append(syntax_mistake(source, error))
        return reader.build.unreadable()
    return reader.build.located()


class _Reader:
    """What has been read so far, and the anchors that an alias may name."""

    def __init__(self, source: Source) -> None:
        self.build = DocumentBuilder(source)
        self._source = source
        self._documents = 0
        self._anchors: dict[str, Part | None] = {}
        self._opened: list[str | None] = []

    def read(self, events: Iterator[yaml.Event]) -> None:
        """Put the document together.

        Raises:
            StopReading: after a mistake that leaves nothing to read.
            yaml.YAMLError: what is read is not YAML.
        """
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._open(event)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._close(event)
                case yaml.AliasEvent():
                    self._alias(event)
                case yaml.DocumentStartEvent():
                    self._document(event)
        if self.build.document is None and not self.build.diagnostics:
            self.build.fail(empty_document(self._source))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self.build.fail(another_document(self._source, _offset(event.start_mark)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        value = self._typed(event, span)
        if self.build.awaits_key:
            self._key(event, value, span)
            return
        self.build.scalar(value, span)
        if event.anchor is not None:
            self._anchors[event.anchor] = Part(value)

    def _typed(self, event: yaml.ScalarEvent, span: Span) -> str | bool | None:
        text: str = event.value
        self._check_tag(event)
        if event.style or event.tag is not None:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        return Written(text) if _NUMBER.fullmatch(text) else text

    def _key(self, event: yaml.ScalarEvent, value: str | bool | None, span: Span) -> None:
        plain = not event.style and event.tag is None
        if plain and value == "<<":
            self.build.note(merge_key(self._source, span))
            self.build.drop_key(span)
        elif isinstance(value, str) and not isinstance(value, Written):
            self.build.key(value, span)
            if event.anchor is not None:
                self._anchors[event.anchor] = Part(value)
        else:
            self._no_text_key(span)
            self.build.drop_key(span)

    def _open(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        start = _offset(event.start_mark)
        if self.build.awaits_key:
            self._no_text_key(Span(start, start + 1))
            raise StopReading
        self._check_tag(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._opened.append(event.anchor)
        self.build.open([] if isinstance(event, yaml.SequenceStartEvent) else {}, start)

    def _close(self, event: yaml.SequenceEndEvent | yaml.MappingEndEvent) -> None:
        # A block ends where the next token begins; its own end is that of its last value.
        end = _offset(event.end_mark)
        part = self.build.close(end if end > _offset(event.start_mark) else None)
        anchor = self._opened.pop()
        if anchor is not None:
            self._anchors[anchor] = part

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        if self.build.awaits_key:
            self._no_text_key(span)
            self.build.drop_key(span)
        elif event.anchor not in self._anchors:
            self.build.fail(unknown_anchor(self._source, span, self._anchors))
        elif (part := self._anchors[event.anchor]) is None:
            self.build.fail(recursive_alias(self._source, span))
        else:
            self.build.again(part, span)

    def _span(self, event: yaml.Event) -> Span:
        """Where a value itself stands: without its anchor and tag, and the blank lines after it."""
        start, end = _offset(event.start_mark), _offset(event.end_mark)
        if isinstance(event, yaml.ScalarEvent) and (event.anchor or event.tag):
            properties = _PROPERTIES.match(self._source.text, start, end)
            start = properties.end() if properties is not None else start
        value = self._source.text[start:end].rstrip()
        return Span(start, start + len(value))

    def _check_tag(self, event: _Tagged) -> None:
        if event.tag is None or (event.tag in _TEXT_TAGS and isinstance(event, yaml.ScalarEvent)):
            return
        self.build.note(tag_found(self._source, _offset(event.start_mark)))

    def _no_text_key(self, span: Span) -> None:
        self.build.note(key_not_text(self._source, span))


def _offset(mark: Position | None) -> int:
    """Characters before a mark; both parsers give every event its marks."""
    return 0 if mark is None else mark.index


def _tag_directives(source: Source) -> list[Diagnostic]:
    """Tag directives, found before the parser sees them: it takes quadratic time over many."""
    match = _TAG_DIRECTIVE.search(source.text)
    if match is None:
        return []
    return [tag_directive(source, Span(*match.span()))]
