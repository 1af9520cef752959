"""What the pane of the facts shows, and how it follows the text."""

from typing import TYPE_CHECKING, Final, Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import nearest
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.facts_draft import FactsDraft
from pointsman.tui.model.forms import FieldSpec, Subject
from pointsman.tui.model.forms.problem_places import Told, refused_by_pointer, told_with_help
from pointsman.tui.model.question import Question
from pointsman.tui.widgets.facts.facts_bar import FORM, YAML, FactsBar
from pointsman.tui.widgets.facts.facts_form import FactsForm
from pointsman.tui.widgets.facts.facts_text import FactsText
from pointsman.tui.widgets.facts.said import Said

if TYPE_CHECKING:
    from pointsman.engine.program import Program

_NARROW: Final = 44
"""Below this width labels are short."""


class FactsViews(Vertical):
    """The bar, the form and the text, all of one draft; what changes it is the pane's affair."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.bar = FactsBar()
        self.notice = Said("facts-notice")
        self.form = FactsForm(id=FORM)
        self.raw = FactsText(id=YAML)
        self.about = Said("facts-about")
        self.draft = FactsDraft()
        self.field: FieldSpec | None = None
        """The field that had the focus last."""
        self._diagnostics: tuple[Diagnostic, ...] = ()
        self._refused: Told = {}
        self._opened = False

    def compose(self) -> ComposeResult:
        """The bar, what keeps the text from being read, form or text, the field in words."""
        yield self.bar
        yield self.notice
        with ContentSwitcher(initial=FORM):
            yield self.form
            yield self.raw
        yield self.about

    # What the workbench asks for.

    @property
    def text(self) -> str:
        """The facts as they stand."""
        return self.raw.text

    @property
    def subject(self) -> Subject:
        """What they ask."""
        return self.draft.subject

    def show(self, question: Question, program: "Program | None", *, goes_on: bool = False) -> None:
        """Show other facts; those before them are an undo away if they were a file of that name.

        `goes_on`: those right before were shown for the same reason, and go together with these.
        """
        same_file = self._opened and question.name == self.draft.name
        self._opened = True
        self.draft.program = program
        self._diagnostics, self._refused = (), {}
        self.form.kept.clear()
        if same_file:
            self.raw.checkpoint()
            self.draft.read(question.text, question.name)
            self.raw.become(question.text, goes_on=goes_on)
            self.raw.checkpoint()
        else:
            self.draft.texts.clear()
            self.draft.read(question.text, question.name)
            self.raw.show_form_of(question.name)
            self.raw.load_source(question.text)
        self.follow()

    def set_program(self, program: "Program | None") -> None:
        """The program has changed: its own facts, and what its rules name, may be others."""
        if program is not self.draft.program:
            self.draft.program = program
            self.follow()

    def show_problems(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Show what is wrong with the facts, each below its field and underlined in the text."""
        if any(len(each.source.text) != len(self.draft.text) for each in diagnostics):
            return
        self._diagnostics, self._refused = diagnostics, {}
        self._show_problems()

    def show_decided(self, decided: Decided) -> None:
        """There is an answer; where it refuses a request, say so at the fields that it names."""
        if decided.question.located.source.text == self.draft.text:
            self._diagnostics, self._refused = (), refused_by_pointer(decided.answer)
            self._show_problems()

    def focus(self, scroll_visible: bool = True) -> Self:
        """The focus of the pane is that of its text, or of the field last in use."""
        self._home().focus(scroll_visible)
        return self

    def go_to_field(self, pointer: str) -> bool:
        """Go to a fact by its pointer: its field, or its place in the text; whether it is there."""
        if self.in_text:
            return self._go_to_place(pointer)
        self.form.kept.add(pointer)
        self.follow()
        row = self.form.row_of(pointer)
        if row is not None:
            self.call_after_refresh(row.editor.focus)
        return row is not None

    def _go_to_place(self, pointer: str) -> bool:
        place = nearest(self.draft.located.places, pointer)
        if place is None:
            return False
        self.raw.place_cursor(*self.draft.located.source.line_column(place.value.start))
        self.raw.focus()
        return pointer in self.draft.located.places

    # Showing.

    @property
    def in_text(self) -> bool:
        """Whether the text is shown, and not the form."""
        return self.query_one(ContentSwitcher).current == YAML

    def _home(self) -> Widget:
        """What takes the focus when the pane gets it."""
        if self.in_text:
            return self.raw
        row = self.form.row_of(self.field.pointer) if self.field else None
        rows = self.form.field_rows()
        if row is None and not rows:
            return self.bar.subject
        return (row or rows[0]).editor

    def follow(self) -> None:
        """Bring everything in step with the text; a form that is not seen waits."""
        draft = self.draft
        self.bar.subject.chosen = draft.subject.value
        self.form.set_class(not draft.readable, "-unread")
        self._show_notice()
        if not self.in_text:
            self.form.show(draft.form, draft.data)
        self._show_problems()
        self.show_about()

    def _show_notice(self) -> None:
        """Why the form shows earlier facts than the text."""
        wrong = self.draft.located.diagnostics
        why = "facts are an object, `name: value` on each line"
        if wrong:
            why = f"line {wrong[0].line}: {told_with_help(wrong[0])}"
        self.notice.say("" if self.draft.readable else f"✗ not read, {why}")

    def _show_problems(self) -> None:
        draft = self.draft
        if not draft.readable:
            self.raw.show_problems(tuple(draft.located.diagnostics))
            return
        self.raw.show_problems(self._diagnostics)
        self.form.show_problems({**draft.problems(self._diagnostics), **self._refused})

    def show_about(self) -> None:
        """The field with the focus, or that of the text's cursor, in words."""
        field = self.field
        if self.in_text:
            offset = self.raw.source.offset_of(self.raw.cursor_location)
            field = self.draft.field_at(offset)
        parts = (field.source, field.help) if field else ()
        self.about.say(" · ".join(part for part in parts if part))

    def on_resize(self, event: events.Resize) -> None:
        """Short labels where there is little room."""
        self.set_class(event.size.width < _NARROW, "-narrow")
