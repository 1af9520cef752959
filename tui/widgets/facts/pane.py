"""The pane of the facts: what is asked, as a form or as text; either changes the other."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.widgets import ContentSwitcher, Input, TextArea

from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import BadFactsError
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import FactsEdited
from pointsman.tui.model.facts_text import CannotWriteError, Edited
from pointsman.tui.model.forms import Subject
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.facts.choice_field import ChoiceField
from pointsman.tui.widgets.facts.choice_menu import ChoiceMenu
from pointsman.tui.widgets.facts.entry_row import EntryRow
from pointsman.tui.widgets.facts.facts_bar import FORM, YAML, FactsBar
from pointsman.tui.widgets.facts.facts_form import FactsForm
from pointsman.tui.widgets.facts.field_row import FieldRow
from pointsman.tui.widgets.facts.text_button import TextButton
from pointsman.tui.widgets.facts.views import FactsViews

_NARROW: Final = 44
"""Below this width labels are short."""

_REWRITTEN: Final = "the facts are written anew: there was no place in their layout for this"


class FactsPane(FactsViews):
    """Form and text of the facts. The text, with its history, is the one truth of both."""

    SCOPE: ClassVar[Scope] = Scope.FACTS
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.FACTS)]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cleared: str | None = None
        self._told_rewriting = False

    # Changes.

    def _change(self, make: Callable[[], Edited | None]) -> None:
        """Make a change of the text, if it can be made, and tell of it."""
        try:
            edited = make()
        except CannotWriteError:
            self._say("first correct the YAML: it cannot be read", "warning")
            self.follow()
            return
        except BadFactsError as error:
            self._say(str(error.problems[0]), "warning")
            return
        if edited is None or edited.text == self.text:
            return
        if edited.rewritten and not self._told_rewriting:
            self._told_rewriting = True
            self._say(_REWRITTEN)
        self.draft.take(edited.located)
        self._changed()

    def _change_whole(self, text: str) -> None:
        """Another text altogether, as one step to undo."""
        self.raw.checkpoint()
        self.draft.read(text, self.draft.name)
        self._changed()
        self.raw.checkpoint()

    def _changed(self) -> None:
        """The draft has another text: so has the editor, and everybody is told."""
        self.raw.become(self.draft.text)
        self.follow()
        self.post_message(FactsEdited(self.draft.text))

    def _say(self, message: str, severity: str = "information") -> None:
        warning = severity == "warning"
        self.notify(
            printable(message), severity="warning" if warning else "information", markup=False
        )

    # What the parts tell.

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        """The text was typed into, or an edit was taken back."""
        event.stop()
        if self.text != self.draft.text:
            self.draft.read(self.text, self.draft.name)
            self.follow()
            self.post_message(FactsEdited(self.text))

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        if self.in_text:
            self.show_about()

    @on(FieldRow.Edited)
    def _field_edited(self, event: FieldRow.Edited) -> None:
        event.stop()
        self.form.accept(event.field.pointer, event.text)
        self._cleared = None if event.text else event.field.pointer
        self._change(lambda: self.draft.with_field(event.field, event.text))

    @on(FieldRow.Entered)
    def _field_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.field = event.field
        self.raw.checkpoint()
        self.show_about()

    @on(FieldRow.Left)
    def _field_left(self, event: FieldRow.Left) -> None:
        """A field that was emptied is taken out when it is left, not while it is typed into."""
        event.stop()
        if self._cleared == event.field.pointer:
            self._cleared = None
            self._change(lambda: self.draft.tidied(event.field.pointer))

    @on(FactsForm.EntryWanted)
    def _entry_wanted(self, event: FactsForm.EntryWanted) -> None:
        event.stop()
        self._change(lambda: self.draft.with_entry(event.pointer))

    @on(EntryRow.RemoveWanted)
    def _removal_wanted(self, event: EntryRow.RemoveWanted) -> None:
        event.stop()
        self._change(lambda: self.draft.without_entry(event.pointer))

    @on(FactsForm.MoreWanted)
    def _more_wanted(self, event: FactsForm.MoreWanted) -> None:
        event.stop()
        self.action_toggle_fields()

    @on(FactsBar.ViewWanted)
    def _view_wanted(self, event: FactsBar.ViewWanted) -> None:
        event.stop()
        if (event.view == YAML) is not self.in_text:
            self.action_toggle_view()

    @on(ChoiceField.Changed)
    def _subject_chosen(self, event: ChoiceField.Changed) -> None:
        """The choice in the bar; those of fields do not come this far."""
        event.stop()
        self._ask(Subject(event.value))

    @on(ChoiceField.MenuWanted)
    def _menu_wanted(self, event: ChoiceField.MenuWanted) -> None:
        event.stop()
        field = event.field
        row = next((each for each in field.ancestors if isinstance(each, FieldRow)), None)
        title = row.field.label if row is not None else "question"

        def chosen(value: str | None) -> None:
            if value is not None:
                field.choose(value)

        self.app.push_screen(ChoiceMenu(title, field.choices, field.chosen), chosen)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_field()

    # Actions.

    def action_toggle_view(self) -> None:
        """The form, or the text."""
        view = FORM if self.in_text else YAML
        self.query_one(ContentSwitcher).current = view
        self.bar.mark(view)
        self.follow()
        self.call_after_refresh(self.focus)

    def action_toggle_fields(self) -> None:
        """Every field, or only those that matter."""
        self.form.everything = not self.form.everything
        self.follow()

    def action_next_field(self) -> None:
        """The focus to the next field or button."""
        self._move_focus(1)

    def action_previous_field(self) -> None:
        """The focus to the field or button before."""
        self._move_focus(-1)

    def _move_focus(self, by: int) -> None:
        stops = [stop for stop in self.screen.focus_chain if self in stop.ancestors]
        focused = self.screen.focused
        if focused in stops:
            stops[min(max(stops.index(focused) + by, 0), len(stops) - 1)].focus()

    def action_next_choice(self) -> None:
        """The next value of the choice."""
        self._step(1)

    def action_previous_choice(self) -> None:
        """The value before it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        focused = self.screen.focused
        if isinstance(focused, ChoiceField):
            focused.step(by)

    def action_open(self) -> None:
        """All values of the choice, or what the button is for."""
        focused = self.screen.focused
        if isinstance(focused, ChoiceField):
            focused.want_menu()
        elif isinstance(focused, TextButton):
            focused.press()

    def action_leave_out(self) -> None:
        """Take the fact of the field out of the facts."""
        if self.field is not None:
            pointer = self.field.pointer
            self._change(lambda: self.draft.without(pointer))

    def action_add_entry(self) -> None:
        """One more entry in the list of the field, or in the first list of the form."""
        pointer = self.draft.list_around(self.field.pointer if self.field else "")
        if pointer is None:
            self._say("these facts have no list")
        else:
            self._change(lambda: self.draft.with_entry(pointer))

    def action_remove_entry(self) -> None:
        """Take the entry that the field belongs to out of its list."""
        pointer = self.draft.entry_around(self.field.pointer if self.field else "")
        if pointer is None:
            self._say("the field belongs to no entry of a list")
        else:
            self._change(lambda: self.draft.without_entry(pointer))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.raw.undo()

    def action_redo(self) -> None:
        """Make a change again that was taken back."""
        self.raw.redo()

    def action_ask_purchase(self) -> None:
        """Ask about a purchase."""
        self._ask(Subject.PURCHASE)

    def action_ask_post_purchase(self) -> None:
        """Ask about a later request for a purchase."""
        self._ask(Subject.POST_PURCHASE)

    def action_ask_redemption(self) -> None:
        """Ask about a digital redemption request."""
        self._ask(Subject.REDEMPTION)

    def action_ask_reversal(self) -> None:
        """Ask about a reversal."""
        self._ask(Subject.REVERSAL)

    def _ask(self, subject: Subject) -> None:
        if subject is not self.draft.subject or not self.draft.readable:
            self._change_whole(self.draft.asking(subject))

    def action_to_native(self) -> None:
        """The facts in the form that can be filled in."""
        if not self.draft.readable:
            self._say("first correct the YAML: it cannot be read", "warning")
        elif self.draft.is_native:
            self._say("the facts are in the native form")
        else:
            self._change(self.draft.as_native)
