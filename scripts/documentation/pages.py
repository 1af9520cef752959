"""A page of the documentation: its fenced blocks, its headings, and its generated parts."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(
    r'^```(?P<language>[a-z]*)(?: title="(?P<title>[^"\n]+)")?\n(?P<text>(?:.*\n)*?)```$',
    re.MULTILINE,
)
_ANY_FENCE = re.compile(r"^\s*(```|~~~)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_GENERATED = re.compile(
    r"^<!-- generated: (?P<name>[a-z ]+) -->\n(?P<text>(?:.*\n)*?)<!-- end -->$", re.MULTILINE
)


class PageError(ValueError):
    """A page holds something that would not be checked."""


@frozen
class Block:
    """One fenced block. `start` and `end` are the offsets of its text, `line` is its first line."""

    language: str
    title: str | None
    text: str
    start: int
    end: int
    line: int


@frozen
class Section:
    """A heading of level 2 or 3, the heading of level 2 that it stands under, and its text."""

    title: str
    part: str
    level: int
    start: int
    end: int


def blocks_of(page: str) -> list[Block]:
    """Every fenced block of a page.

    Raises:
        PageError: a fence stands indented, is never closed, or says more than it may.
    """
    blocks = [
        Block(
            match["language"],
            match["title"],
            match["text"],
            match.start("text"),
            match.end("text"),
            page.count("\n", 0, match.start()) + 1,
        )
        for match in _FENCE.finditer(page)
    ]
    if len(_ANY_FENCE.findall(page)) != 2 * len(blocks):
        raise PageError("a fence is indented, is not closed, or has an unknown option")
    return blocks


def sections_of(page: str) -> list[Section]:
    """The parts of a page under its headings of level 2 and 3 (headings in blocks are text)."""
    fenced = [range(block.start, block.end) for block in blocks_of(page)]
    headings = [
        match
        for match in _HEADING.finditer(page)
        if not any(match.start() in inside for inside in fenced)
    ]
    ends = [*(match.start() for match in headings), len(page)][1:]
    sections: list[Section] = []
    part = ""
    for match, end in zip(headings, ends, strict=True):
        level = len(match[1])
        part = match[2] if level <= 2 else part
        sections.append(Section(match[2], part, level, match.end(), end))
    return sections


def with_blocks(page: str, texts: Sequence[tuple[Block, str]]) -> str:
    """The page with other texts in some of its blocks."""
    for block, text in sorted(texts, key=lambda pair: pair[0].start, reverse=True):
        page = page[: block.start] + text + page[block.end :]
    return page


def with_generated(page: str, texts: Mapping[str, str]) -> str:
    """The page with its generated parts as they should be.

    Raises:
        PageError: the page asks for a part that nothing generates.
    """

    def renew(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in texts:
            raise PageError(f"nothing generates `{name}`")
        return f"<!-- generated: {name} -->\n\n{texts[name].strip()}\n\n<!-- end -->"

    return _GENERATED.sub(renew, page)


def generated_parts(page: str) -> list[str]:
    """The names of the generated parts of a page."""
    return [match["name"] for match in _GENERATED.finditer(page)]
