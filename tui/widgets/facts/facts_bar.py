"""The line above the facts: form or text, and the kind of question."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from pointsman.tui.model.forms import Subject
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.facts.choice_field import ChoiceField
from pointsman.tui.widgets.facts.text_button import TextButton

FORM: Final = "facts-form"
YAML: Final = "facts-yaml"


class FactsBar(Horizontal):
    """Two words to click, of which one is chosen, and a choice."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class ViewWanted(Message):
        """A view was clicked: `FORM` or `YAML`."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self._views = {
            FORM: TextButton("Form", about=FORM, by_mouse_alone=True),
            YAML: TextButton("YAML", about=YAML, by_mouse_alone=True),
        }
        subjects = tuple(str(each) for each in Subject)
        self.subject = ChoiceField(subjects, str(Subject.PURCHASE), optional=False)

    def compose(self) -> ComposeResult:
        """The views and the kind of question."""
        yield from self._views.values()
        yield self.subject

    def on_mount(self) -> None:
        """The form is what is seen first."""
        self.mark(FORM)

    def mark(self, view: str) -> None:
        """Say which view is shown: in brackets, so that it does not take colour to see."""
        for name, word in ((FORM, "Form"), (YAML, "YAML")):
            button = self._views[name]
            button.set_class(name == view, "-active")
            button.show(f"[{word}]" if name == view else f" {word} ")

    def on_text_button_pressed(self, event: TextButton.Pressed) -> None:
        """A view was clicked."""
        event.stop()
        self.post_message(self.ViewWanted(event.button.about))
