"""A question for the name of a new case, with what the case will expect in sight."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from pointsman.engine.explanation.printable import printable
from pointsman.programs.questions import Answer
from pointsman.tui.model.case_expectation import expected_of
from pointsman.tui.model.case_writing import name_problem
from pointsman.tui.model.compact_yaml import compact_yaml
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen

_WIDTH = 60


class SaveCase(QuestionScreen[str | None]):
    """Gives the name of the new case back, or None. A name that is taken is refused in place."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="save-case.back"),
    ]

    def __init__(self, answer: Answer, taken: Sequence[str], file: str) -> None:
        super().__init__()
        self.expected = compact_yaml(expected_of(answer), _WIDTH, opened=1)
        self.taken = tuple(taken)
        self.file = printable(file)

    def compose(self) -> ComposeResult:
        """The name, what is wrong with it, what the case will expect, the two ways out."""
        with Vertical(id="save-case"):
            yield Static(f"A new case in {self.file}", id="save-case-heading", markup=False)
            yield Input(placeholder="what the case is about", id="case-name", compact=True)
            yield Static("", id="save-case-wrong", markup=False)
            yield Static("The present facts must then come to", id="save-case-then", markup=False)
            with VerticalScroll(id="save-case-expected", can_focus=True):
                yield Static(_lines_shown(self.expected), markup=False)
            with Horizontal(id="save-case-answers"):
                yield Button("Save  enter", id="save", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()

    @on(Input.Changed, "#case-name")
    def _typed(self, event: Input.Changed) -> None:
        """A name that is taken is told while it is typed; an empty one not before it is given."""
        event.stop()
        name = event.value.strip()
        self._say((name and name_problem(name, self.taken)) or "")

    @on(Input.Submitted, "#case-name")
    @on(Button.Pressed, "#save")
    def _submitted(self, event: Input.Submitted | Button.Pressed) -> None:
        event.stop()
        name = self.query_one(Input).value.strip()
        wrong = name_problem(name, self.taken)
        if wrong is None:
            self.dismiss(name)
        else:
            self._say(wrong)

    @on(Button.Pressed, "#back")
    def _left(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(None)

    def action_back(self) -> None:
        """Close without a case."""
        self.dismiss(None)

    def _say(self, wrong: str) -> None:
        told = self.query_one("#save-case-wrong", Static)
        told.update(f"✗ {wrong}" if wrong else "")


def _lines_shown(text: str) -> str:
    return "\n".join(map(printable, text.rstrip("\n").split("\n")))
