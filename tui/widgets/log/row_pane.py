"""One row of a log in full: what the log says, and why."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pointsman.engine.explanation.model import Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.deciding import deciding_line
from pointsman.tui.model.log.opened import Opened, record_text
from pointsman.tui.styles import styles_beside

_COLOURS = {
    Verdict.PASSED: "$text-success",
    Verdict.FAILED: "$text-error",
    Verdict.UNKNOWN: "$text-warning",
    Verdict.APPLIED: "$text-accent",
    Verdict.NOT_APPLIED: "$text-muted",
    Verdict.NOT_REACHED: "$text-muted",
}
_BY_GLYPH = {GLYPHS[verdict]: colour for verdict, colour in _COLOURS.items()}


class RowPane(VerticalScroll):
    """The explanation of a row, or all that the row holds; what it comes to stays at the top."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def compose(self) -> ComposeResult:
        """What it comes to, and why."""
        yield Static("", id="log-row-head", markup=False)
        yield Static("", id="log-row-body", markup=False)

    def show(self, opened: Opened, *, record: bool) -> None:
        """Show the explanation of a row, or with `record` what stands in the files."""
        self.border_title = Content(f"{'values' if record else 'explanation'} · {opened.origin}")
        explanation = None if record else opened.explanation
        values = record_text(opened) if explanation is None else ""
        head = [] if record and values else [*_notes(opened), *_summary(opened)]
        body = _values(values) if explanation is None else _steps(explanation)
        self._fill("#log-row-head", head)
        self._fill("#log-row-body", list(body))
        line = None if explanation is None else _deciding(explanation)
        self.call_after_refresh(self._show_line, line)

    def _fill(self, part: str, lines: list[Content]) -> None:
        shown = self.query_one(part, Static)
        shown.display = bool(lines)
        shown.update(Content("\n").join(lines))

    def _show_line(self, line: int | None) -> None:
        """Scroll so that a line is in sight, a third from the top; without one to the top."""
        height = self.container_size.height - self.query_one("#log-row-head").outer_size.height
        wanted = 0 if line is None or line < height else line - height // 3
        self.scroll_to(0, wanted, animate=False)


def _deciding(explanation: Explanation) -> int | None:
    """The line of the step that decided, counted from the first stage."""
    line = deciding_line(explanation)
    return None if line is None else line - len(_split(explanation)[0]) - 1


def _split(explanation: Explanation) -> tuple[list[str], list[str]]:
    """The lines above the blank one, and those of the stages below it."""
    lines = explanation.to_text().split("\n")
    blank = lines.index("")
    return lines[:blank], lines[blank + 1 :]


def _notes(opened: Opened) -> Iterator[Content]:
    for note in opened.notes:
        yield Content.styled(f"· {printable(note)}", "$text-muted")
    for each in opened.differences:
        told = f"✗ `{each.key}`: the log says {each.logged}, decided again it is {each.now}"
        yield Content.styled(printable(told), "$text-warning")
    if opened.problem is not None:
        yield Content.styled(f"✗ {printable(opened.problem)}", "$text-error")


def _summary(opened: Opened) -> Iterator[Content]:
    if opened.explanation is not None:
        yield from map(Content, _split(opened.explanation)[0])


def _steps(explanation: Explanation) -> Iterator[Content]:
    yield from map(_explained, _split(explanation)[1])


def _values(text: str) -> Iterator[Content]:
    yield from (Content(printable(line)) for line in text.splitlines())


def _explained(line: str) -> Content:
    """A line of the explanation, its glyph coloured."""
    at = len(line) - len(line.lstrip())
    colour = _BY_GLYPH.get(line[at : at + 1])
    content = Content(line)
    return content if colour is None or not at else content.stylize(colour, at, at + 1)
