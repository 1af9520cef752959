"""One row of the form: the name of a fact and the place where it is filled in."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.forms.field_spec import Editor, FieldSpec
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.facts.choice_field import ChoiceField
from pointsman.tui.widgets.facts.field_input import FieldInput


class FieldRow(Horizontal):
    """A label and an editor. What is wrong with the value stands below, on rows of its own."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class Edited(Message):
        """The user has given the field another value; an empty text leaves it out."""

        def __init__(self, field: FieldSpec, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    class Entered(Message):
        """The focus is on the field."""

        def __init__(self, field: FieldSpec) -> None:
            super().__init__()
            self.field = field

    class Left(Message):
        """The focus has left the field."""

        def __init__(self, field: FieldSpec) -> None:
            super().__init__()
            self.field = field

    def __init__(self, field: FieldSpec, text: str | None) -> None:
        super().__init__()
        self.field = field
        self._text = text
        self.label = Static(Content(_named(field)), classes="field-label")
        self.editor: ChoiceField | FieldInput = (
            ChoiceField(field.choices, text or "")
            if field.editor is Editor.CHOICE
            else FieldInput(field.hint, text)
        )

    def compose(self) -> ComposeResult:
        """The label and the editor."""
        yield self.label
        yield self.editor

    def show(self, field: FieldSpec, text: str | None) -> None:
        """Show another value, and what the program now says of the field."""
        if field != self.field:
            self.field = field
            self.label.update(Content(_named(field)))
            if isinstance(self.editor, ChoiceField):
                self.editor.offer(field.choices)
        if text != self._text:
            self.accept(text)
            self._put(text)

    def accept(self, text: str | None) -> None:
        """Take note of what the facts say: the editor may be ahead of it, and is left alone."""
        self._text = text

    def _put(self, text: str | None) -> None:
        if isinstance(self.editor, ChoiceField):
            self.editor.chosen = text or ""
        else:
            self.editor.show(text)

    def mark_wrong(self, wrong: bool) -> None:
        """Say by the label, too, that the value is wrong."""
        if wrong is not self.has_class("-wrong"):
            self.set_class(wrong, "-wrong")
            self.label.update(Content(("✗ " if wrong else "") + _named(self.field)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.post_message(self.Edited(self.field, event.value))

    def on_choice_field_changed(self, event: ChoiceField.Changed) -> None:
        """Something was chosen."""
        event.stop()
        self.post_message(self.Edited(self.field, event.value))

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The focus has come."""
        self.post_message(self.Entered(self.field))

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        """The focus has gone."""
        self.post_message(self.Left(self.field))


def _named(field: FieldSpec) -> str:
    return printable(field.label)
