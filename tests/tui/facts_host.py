"""A small program around the pane of the facts: it decides, and gives the problems back."""

from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Footer

from pointsman.tui.messages import FactsEdited
from pointsman.tui.model.decided import Undecided, decide
from pointsman.tui.model.forms import Subject
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.model.starters import starter
from pointsman.tui.widgets.facts.field_row import FieldRow
from pointsman.tui.widgets.facts.pane import FactsPane

RULES = """\
program "Spring" {
  version 1
  effective 2026-01-01
  currency USD
  points "Points" whole
  fact segment in (gold, silver)
  filters { mcc except 7995 }
  preferences { offer next, all cardholder minimum }
  conversion { base at 0.01 }
  redemption { full }
}
"""


class FactsHost(App[None]):
    """Shows one question; `edited` has every text that the pane has told of."""

    def __init__(
        self, text: str | None = None, name: str = "facts.yaml", rules: str = RULES
    ) -> None:
        super().__init__()
        self.read = read_rules(RulesText(rules))
        self.question = Question(
            starter(Subject.PURCHASE, self.read.program) if text is None else text, name
        )
        self.edited: list[str] = []

    def compose(self) -> ComposeResult:
        """The pane and the keys."""
        yield FactsPane(id="facts")
        yield Footer()

    def on_mount(self) -> None:
        """Show the question, the focus in the pane."""
        self.pane.show(self.question, self.read.program)
        self.pane.focus()

    @property
    def pane(self) -> FactsPane:
        """The pane."""
        return self.query_one(FactsPane)

    def on_facts_edited(self, message: FactsEdited) -> None:
        """Decide, as the workbench does."""
        self.edited.append(message.text)
        self.decide(message.text)

    def decide(self, text: str) -> None:
        """Show what is wrong with these facts."""
        decided = decide(self.read, read_question(Question(text, self.question.name)))
        if isinstance(decided, Undecided):
            self.pane.show_problems(decided.of_facts)
        else:
            self.pane.show_decided(decided)


def row(app: FactsHost, pointer: str) -> FieldRow:
    """The row of a field, which must be there."""
    found = app.pane.form.row_of(pointer)
    assert found is not None, pointer
    return found


def shown(app: FactsHost, pointer: str) -> str:
    """What a field shows."""
    editor: Any = row(app, pointer).editor
    return str(editor.value if hasattr(editor, "value") else editor.chosen)
