"""One question with named buttons; the safe answer has the focus, and `esc` gives it too."""

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Button, Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen


@frozen
class Choice:
    """One answer: what comes back, what its button says, and the letter that presses it."""

    id: str
    label: str
    key: str
    safe: bool = False
    """Loses nothing: the answer of `esc`, and of `enter` pressed too soon."""
    destructive: bool = False


class ConfirmScreen(QuestionScreen[str]):
    """Asks; gives back the id of the choice. Name the object in the question."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "safe", "Back", show=False),
        Binding("left,up", "app.focus_previous", "Previous answer", show=False),
        Binding("right,down", "app.focus_next", "Next answer", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], more: str = "") -> None:
        super().__init__()
        self.question = printable(question)
        self.more = "\n".join(printable(line) for line in more.splitlines())
        self.choices = tuple(choices)

    @property
    def safe(self) -> Choice:
        """The choice that loses nothing: the one marked so, else the last."""
        return next((choice for choice in self.choices if choice.safe), self.choices[-1])

    def compose(self) -> ComposeResult:
        """The question, what there is to know about it, and a button for each answer."""
        with Vertical(id="confirm"):
            yield Static(self.question, id="confirm-question", markup=False)
            if self.more:
                yield Static(self.more, id="confirm-more", markup=False)
            with Horizontal(id="confirm-answers"):
                for choice in self.choices:
                    yield _button(choice)

    def on_mount(self) -> None:
        """Nothing is lost by an enter that was meant for something else."""
        self.query_one(f"#answer-{self.safe.id}", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button gives its answer."""
        event.stop()
        self.dismiss((event.button.id or "").removeprefix("answer-"))

    def on_key(self, event: Key) -> None:
        """The letter of an answer gives it."""
        for choice in self.choices:
            if event.character is not None and event.character.lower() == choice.key:
                event.stop()
                self.dismiss(choice.id)
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Quitting waits for the answer: it could ask a second question on top of this one."""
        return action != "quit" and super().check_action(action, parameters)

    def action_safe(self) -> None:
        """Close without doing anything that loses something."""
        self.dismiss(self.safe.id)


def _button(choice: Choice) -> Button:
    label = Content.assemble(choice.label, "  ", (choice.key, "underline"))
    return Button(
        label,
        variant="error" if choice.destructive else "default",
        id=f"answer-{choice.id}",
        compact=True,
    )
