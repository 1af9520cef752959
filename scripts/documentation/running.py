"""A page as it really is: every command and every block of Python run, every piece read.

`renewed` gives the page with the output that there really is. A page that is right comes back
unchanged; the tests compare, and `python -m scripts.write_reference` writes.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from attrs import define, field

from pointsman.dsl.diagnostics import Severity
from pointsman.dsl.formatter import format_text
from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_document
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from pointsman.programs import load_text
from pointsman.programs.questions import Kind, answer, kind_of
from scripts.documentation.commands import Folder, session
from scripts.documentation.frames import PROGRAM, found_in
from scripts.documentation.pages import Block, PageError, blocks_of, with_blocks
from scripts.documentation.snippets import run

_DECISION_KEYS = {"outcome", "reason", "stage"}
ONLY_SHOWN = frozenset({"sh"})
"""What a reader runs once, on a machine of their own: installing, a shell's start-up files."""


def renewed(page: str, scratch: Path) -> str:
    """The page with everything in it run again, in an empty folder.

    Raises:
        PageError: a block is wrong, or is of a kind that would not be checked.
    """
    run_ = _Run(Folder(scratch))
    blocks = blocks_of(page)
    for block in blocks:
        run_.take(block)
    run_.end()
    return with_blocks(page, run_.texts)


@define
class _Run:
    """The blocks of one page, one after the other."""

    folder: Folder
    names: dict[str, Any] = field(factory=lambda: {"__name__": "page"})
    texts: list[tuple[Block, str]] = field(factory=list)
    _unshown: str = ""
    _last: str = ""

    def take(self, block: Block) -> None:
        """Run or check one block."""
        kind = "text" if block.language == "text" else "file" if block.title else block.language
        if kind != "text":
            self.end()
        handler = _HANDLERS.get(kind)
        if handler is not None:
            handler(self, block)
        elif kind not in ONLY_SHOWN:
            raise PageError(f"line {block.line}: nothing checks a block of `{kind}`")
        self._last = kind

    def end(self) -> None:
        """Whatever Python printed must be shown."""
        if self._unshown:
            raise PageError(f"the page does not show what is printed: {self._unshown[:200]!r}")

    def file(self, block: Block) -> None:
        """A file with a name: commands below find it. A draft keeps its own style."""
        name = block.title or ""
        text = block.text
        if block.language == "points" and not name.startswith("draft"):
            text = _styled(text)
            self.texts.append((block, text))
        self.folder.write(name, text)

    def console(self, block: Block) -> None:
        """Commands and their output."""
        self.texts.append((block, session(self.folder, block.text)))

    def python(self, block: Block) -> None:
        """Python: comments after `print` are its output, the rest is in the block that follows."""
        printed = run(block.text, self.names, self.folder.path)
        self.texts.append((block, printed.commented()))
        self._unshown = printed.rest()

    def text(self, block: Block) -> None:
        """What the block of Python before it printed."""
        if self._last != "python":
            raise PageError(f"line {block.line}: a text follows the Python that prints it")
        self.texts.append((block, self._unshown))
        self._unshown = ""

    def points(self, block: Block) -> None:
        """A piece of a program: it has no errors somewhere in a program."""
        found = [[d for d in each if d.severity is Severity.ERROR] for each in _found(block)]
        if all(found):
            told = min(found, key=len)[0]
            raise PageError(f"line {block.line}: {told.message} (`{told.code}`)")
        if block.language == "points":
            self.texts.append((block, _styled(block.text)))

    def data(self, block: Block) -> None:
        """A program, facts or a decision as YAML or JSON."""
        parsed = yaml.safe_load(block.text)
        if not isinstance(parsed, dict):
            raise PageError(f"line {block.line}: this is no document")
        if parsed.keys() >= _DECISION_KEYS:
            json.loads(block.text)
        elif "program" not in parsed and parsed.keys() & {
            "authorization",
            "iso8583",
            "account",
            "post_purchase",
        }:
            _check_facts(block)
        else:
            self.points(block)


_HANDLERS: dict[str, Callable[[_Run, Block], None]] = {
    "file": _Run.file,
    "console": _Run.console,
    "python": _Run.python,
    "text": _Run.text,
    "points": _Run.points,
    "yaml": _Run.data,
    "json": _Run.data,
}


def _found(block: Block) -> list[tuple[Any, ...]]:
    return list(found_in(block.text, block.language))


def _styled(text: str) -> str:
    """A program in the one style; a piece of a block, which cannot be formatted alone, as it is."""
    formatted = format_text(Source("page.points", text))
    return text if formatted.text is None or formatted.diagnostics else formatted.text


def facts_of(text: str) -> dict[str, object]:
    """Facts from YAML or JSON, what they must have and leave out put beside them."""
    located = read_document(text, "facts.yaml")
    if located.diagnostics or not isinstance(located.document, dict):
        raise PageError(located.diagnostics[0].message if located.diagnostics else "no facts")
    facts = dict(located.document)
    purchase = kind_of(facts) is Kind.PURCHASE
    if purchase and "iso8583" not in facts and "authorization" not in facts:
        facts["authorization"] = {"amount": "100.00", "currency": "USD"}
    return facts


def _check_facts(block: Block) -> None:
    try:
        answer(load_text(PROGRAM), facts_of(block.text), native)
    except BadFactsError as error:
        raise PageError(f"line {block.line}: {error}") from error
