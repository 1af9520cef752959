"""The page of errors as it really is: every example tried, what is told about it written down.

A section is a heading with the code, something that gives it (a piece of a program, facts, a line,
a file of cases, or Python that makes what cannot be shown), what is told, and something better.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.reading import read_program
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.feeds import native
from pointsman.feeds.ndjson import read_lines
from pointsman.programs import ProgramError, load_text
from pointsman.programs.case_reading import read_cases
from pointsman.programs.questions import answer
from scripts.documentation.commands import Folder, session
from scripts.documentation.frames import PROGRAM, found_in
from scripts.documentation.pages import (
    Block,
    PageError,
    Section,
    blocks_of,
    sections_of,
    with_blocks,
)
from scripts.documentation.running import facts_of

_CODE = re.compile(r"`([a-z0-9-]+)`")
_ROW = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)

Told = Diagnostic | Problem


@frozen
class Example:
    """What one section shows."""

    code: str
    part: str
    bad: Block
    told: Block
    good: Block | None = None


def examples_of(page: str) -> list[Example]:
    """Every section of the page.

    Raises:
        PageError: a section is not built like the others.
    """
    blocks = blocks_of(page)
    return [
        _example(section, [b for b in blocks if section.start < b.start < section.end])
        for section in sections_of(page)
        if section.level == 3
    ]


def codes_of(page: str) -> set[str]:
    """Every code that has a section or a row."""
    return {example.code for example in examples_of(page)} | set(_ROW.findall(page))


def renewed_errors(page: str, scratch: Path) -> str:
    """The page with what is really told about each example; commands run in an empty folder.

    Raises:
        PageError: an example does not give its code, or what should be better does.
    """
    texts = list(_sessions(page, Folder(scratch)))
    for example in examples_of(page):
        texts.append((example.told, _written(_told(example))))
        if example.good is not None and not _is_well(example, example.good):
            raise PageError(f"{example.code}, line {example.good.line}: this is no better")
    return with_blocks(page, texts)


def _sessions(page: str, folder: Folder) -> Iterator[tuple[Block, str]]:
    """The commands of the page, which stand outside of its sections of level 3."""
    sections = [section for section in sections_of(page) if section.level == 3]
    for block in blocks_of(page):
        if not any(section.start < block.start < section.end for section in sections):
            if block.language != "console":
                raise PageError(f"line {block.line}: only commands stand outside of the examples")
            yield block, session(folder, block.text)


def _example(section: Section, blocks: list[Block]) -> Example:
    code = _CODE.fullmatch(section.title)
    if code is None or not 2 <= len(blocks) <= 3 or blocks[1].language != "text":
        raise PageError(f"`{section.title}` needs an example, a text, and perhaps a better one")
    bad, told, *better = blocks
    return Example(code[1], section.part, bad, told, *better)


def _told(example: Example) -> tuple[Told, ...]:
    for told in _tried(example, example.bad):
        if told and {str(each.code) for each in told} == {example.code}:
            return told
    found = {each.code for told in _tried(example, example.bad) for each in told}
    raise PageError(f"`{example.code}`, line {example.bad.line}: found {sorted(found)}")


def _is_well(example: Example, block: Block) -> bool:
    return any(not told for told in _tried(example, block))


def _tried(example: Example, block: Block) -> Iterator[tuple[Told, ...]]:
    if block.language == "python":
        yield _python(block.text)
    elif example.part in _READERS:
        yield tuple(_READERS[example.part](block.text))
    else:
        yield from found_in(block.text, block.language)


def _python(source: str) -> tuple[Told, ...]:
    told: list[Told] = []
    names = {
        "PROGRAM": PROGRAM,
        "load_text": load_text,
        "program": load_text(PROGRAM),
        "check": lambda data: told.extend(read_program(data, "example.points").diagnostics),
        "lines": lambda data: told.extend(_lines(data)),
    }
    try:
        exec(compile(source, "<page>", "exec"), names)  # noqa: S102 - our own page
    except ProgramError as error:
        told.extend(error.diagnostics)
    except BadFactsError as error:
        told.extend(error.problems)
    # Of hundreds of mistakes, the last says that there are more.
    return tuple(told[-1:]) if len(told) >= 100 else tuple(told)


def _facts(text: str) -> tuple[Told, ...]:
    try:
        answer(load_text(PROGRAM), facts_of(text), native)
    except BadFactsError as error:
        return error.problems
    return ()


def _lines(data: bytes | str) -> Iterator[Told]:
    raw = data if isinstance(data, bytes) else data.encode()
    for line in read_lines(io.BytesIO(raw)):
        if line.problem is not None:
            yield line.problem


def _cases(text: str) -> tuple[Told, ...]:
    return read_cases(text.encode(), "example.cases.yaml").diagnostics


_READERS: dict[str, Callable[[str], Iterator[Told] | tuple[Told, ...]]] = {
    "Facts": _facts,
    "Lines of facts": _lines,
    "Cases": _cases,
}


def _written(told: tuple[Told, ...]) -> str:
    lines = []
    for each in told:
        severity = str(each.severity) if isinstance(each, Diagnostic) else "error"
        lines.append(f"{severity}[{each.code}]: {each.message}")
        if each.help:
            lines.append(f"help: {each.help}")
    return "\n".join(lines) + "\n"
