"""The step under the cursor in full, and the values known when it was taken."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import Row
from pointsman.tui.model.step_facts import step_facts
from pointsman.tui.model.stepping import Known
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.changing_text import ChangingText

_MUTED = "$foreground 60%"
_COLOURS = {
    Verdict.PASSED: "$success",
    Verdict.FAILED: "$error",
    Verdict.UNKNOWN: "$warning",
    Verdict.APPLIED: "$accent",
    Verdict.NOT_APPLIED: _MUTED,
    Verdict.NOT_REACHED: _MUTED,
}
_NAMES = len("observed") + 2


class _Told(VerticalScroll, can_focus=False):
    """A text that scrolls under the mouse."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def compose(self) -> ComposeResult:
        """One text."""
        yield ChangingText()

    def tell(self, lines: Iterable[Content]) -> None:
        """Show lines, from the first; the same lines stay where they are."""
        if self.query_one(ChangingText).tell(Content("\n").join(lines)):
            self.scroll_home(animate=False)


class StepDetail(_Told):
    """What the step says and what it was made from, uncut."""

    def show(self, row: Row | None, decided: bool) -> None:
        """Show a row, or nothing."""
        self.tell([] if row is None else _lines(row, decided))


class KnownValues(_Told):
    """The values known so far, the latest first."""

    def show(self, known: Iterable[Known]) -> None:
        """Show the values known at a step."""
        lines = [_known(each) for each in known]
        if lines:
            lines.insert(0, Content.styled("known so far", _MUTED))
        self.tell(lines)


def _lines(row: Row, decided: bool) -> list[Content]:
    facts = step_facts(row)
    head = Content.styled(f"{row.glyph} {facts.title}".lstrip(), "bold")
    if facts.verdict:
        head += Content.styled(f"  {facts.verdict}", _colour(row.step))
    if decided:
        head += Content.styled("  → decided", "$accent")
    pieces = [
        Content.styled(name.ljust(_NAMES), _MUTED) + Content(text) for name, text in facts.pieces
    ]
    return [head, Content(facts.says), *pieces]


def _colour(step: ExplainedStep | None) -> str:
    return "" if step is None else _COLOURS[step.verdict]


def _known(known: Known) -> Content:
    title = Content.styled(f"{known.title}  ", _MUTED)
    return title + Content(f"observed {known.value}" if known.seen else known.value)
