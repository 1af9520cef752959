"""The head of the explanation: which purchase, what came of it, and whether it still holds."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.outcome_shown import Tone, outcome_shown
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.changing_text import ChangingText


class ExplanationHeading(Vertical):
    """Two lines, and a third while the explanation is stale."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def compose(self) -> ComposeResult:
        """What was asked, what came of it, and why that may no longer hold."""
        yield ChangingText("explanation-asked")
        yield ChangingText("explanation-outcome")
        yield ChangingText("explanation-stale")

    def show(self, decided: Decided) -> None:
        """Say what was asked and what came of it."""
        outcome = outcome_shown(decided.answer)
        summary = printable(decided.explanation.summary)
        told = summary if summary.startswith(outcome.word) else f"{outcome.word}  {summary}"
        asked = Content(printable(decided.explanation.heading))
        self.query_one("#explanation-asked", ChangingText).tell(asked, layout=False)
        shown = self.query_one("#explanation-outcome", ChangingText)
        shown.tell(Content(f"{outcome.glyph} {told}"))
        shown.update_classes({tone: tone is outcome.tone for tone in Tone})

    def show_stale(self, reason: str) -> None:
        """Say that this is the last good answer, and why there is no newer one; empty: it is."""
        stale = self.query_one("#explanation-stale", ChangingText)
        stale.display = bool(reason)
        stale.tell(Content(f"stale: {printable(reason)}; this is the last answer"))
