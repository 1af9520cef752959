"""One row of a log in full: what the log says, and why."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

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
    """The explanation of a row, or all that the row holds."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", markup=False)

    def show(self, opened: Opened, *, record: bool) -> None:
        """Show the explanation of a row, or with `record` what stands in the files."""
        self.border_title = Content(f"{'values' if record else 'explanation'} · {opened.origin}")
        lines = list(_record_lines(opened) if record else _lines(opened))
        self.query_one(Static).update(Content("\n").join(lines))
        line = None if record else _deciding(opened, len(lines))
        self.call_after_refresh(self._show_line, line)

    def _show_line(self, line: int | None) -> None:
        """Scroll so that a line is in sight, a third from the top; without one to the top."""
        height = self.scrollable_content_region.height
        wanted = 0 if line is None or line < height else line - height // 3
        self.scroll_to(0, wanted, animate=False)


def _deciding(opened: Opened, lines: int) -> int | None:
    """The line of the step that decided: the explanation is the last of so many lines."""
    if opened.explanation is None:
        return None
    line = deciding_line(opened.explanation)
    return None if line is None else lines - len(opened.explanation.to_text().split("\n")) + line


def _lines(opened: Opened) -> Iterator[Content]:
    for note in opened.notes:
        yield Content.styled(f"· {printable(note)}", "$text-muted")
    for each in opened.differences:
        told = f"✗ `{each.key}`: the log says {each.logged}, decided again it is {each.now}"
        yield Content.styled(printable(told), "$text-warning")
    if opened.problem is not None:
        yield Content.styled(f"✗ {printable(opened.problem)}", "$text-error")
    if opened.explanation is not None:
        if opened.notes or opened.differences:
            yield Content("")
        yield from map(_explained, opened.explanation.to_text().split("\n"))
    elif opened.logged is not None:
        yield Content("")
        yield from _record_lines(opened)


def _record_lines(opened: Opened) -> Iterator[Content]:
    text = record_text(opened)
    if not text and opened.problem is not None:
        yield Content.styled(f"✗ {printable(opened.problem)}", "$text-error")
    yield from (Content(printable(line)) for line in text.splitlines())


def _explained(line: str) -> Content:
    """A line of the explanation, its glyph coloured."""
    at = len(line) - len(line.lstrip())
    colour = _BY_GLYPH.get(line[at : at + 1])
    content = Content(line)
    return content if colour is None or not at else content.stylize(colour, at, at + 1)
