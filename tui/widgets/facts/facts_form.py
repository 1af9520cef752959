"""The form itself: rows that are put in and taken out where they are, never built anew."""

from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.data_paths import keys_of, value_at
from pointsman.tui.model.forms.field_spec import Form
from pointsman.tui.model.forms.problem_places import Told
from pointsman.tui.model.forms.rows import Row, RowKind, rows_of, shown_text
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.facts.entry_row import EntryRow
from pointsman.tui.widgets.facts.field_row import FieldRow
from pointsman.tui.widgets.facts.text_button import TextButton

Name = tuple[str, str]

_PROBLEM: Final = "problem"


class FactsForm(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Shows facts by a form. It changes nothing itself: it says what the user wants changed."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class EntryWanted(Message):
        """One more entry is wanted in the list at a pointer."""

        def __init__(self, pointer: str) -> None:
            super().__init__()
            self.pointer = pointer

    class MoreWanted(Message):
        """More fields are wanted, or fewer."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.everything = False
        self.kept: set[str] = set()
        """Pointers of fields that stay to be seen, for they have been in use."""
        self._form = Form(())
        self._data: object = None
        self._told: Told = {}
        self._shown: dict[Name, Widget] = {}

    def show(self, form: Form, data: object) -> None:
        """Show facts: values in their places, rows put in and taken out where that is needed."""
        self._form, self._data = form, data
        self._lay_out()

    def show_problems(self, told: Mapping[str, tuple[str, ...]]) -> None:
        """Put what is wrong below its field; what no field is about stands at the top."""
        if dict(told) != self._told:
            self._told = dict(told)
            self._lay_out()

    def accept(self, pointer: str, text: str) -> None:
        """The user has given a field this text: its row stays, and what is typed on is kept."""
        self.kept.add(pointer)
        row = self.row_of(pointer)
        if row is not None:
            row.accept(text)

    def field_rows(self) -> list[FieldRow]:
        """The rows of fields in their order."""
        return [child for child in self.children if isinstance(child, FieldRow)]

    def row_of(self, pointer: str) -> FieldRow | None:
        """The row of a field, where it is shown."""
        row = self._shown.get((RowKind.FIELD.value, pointer))
        return row if isinstance(row, FieldRow) else None

    def _lay_out(self) -> None:
        rows = rows_of(
            self._form,
            self._data,
            everything=self.everything,
            kept=self.kept | set(self._told),
        )
        wanted = dict(self._with_problems(rows))
        for name in [name for name in self._shown if not self._fits(name, wanted.get(name))]:
            self._shown.pop(name).remove()
        self._put_in_order(list(wanted))
        missing: list[Widget] = []
        last: Widget | None = None
        for name, row in wanted.items():
            if name in self._shown:
                last = self._mounted(missing, last)
                self._renew(self._shown[name], row)
                last = self._shown[name]
            else:
                self._shown[name] = self._made(row)
                missing.append(self._shown[name])
        self._mounted(missing, last)
        self._shown = {name: self._shown[name] for name in wanted}

    def _put_in_order(self, wanted: list[Name]) -> None:
        """Move the rows that stay, where another type of request has them in another order."""
        staying = [name for name in wanted if name in self._shown]
        if staying != list(self._shown):
            for before, after in pairwise(staying):
                self.move_child(self._shown[after], after=self._shown[before])

    def _fits(self, name: Name, row: Row | str | None) -> bool:
        """Whether what is shown under a name can show a row; another way to edit needs another."""
        shown = self._shown[name]
        if isinstance(shown, FieldRow) and isinstance(row, Row) and row.field is not None:
            return shown.field.editor is row.field.editor
        return row is not None

    def _mounted(self, missing: list[Widget], last: Widget | None) -> Widget | None:
        """Put widgets behind another one, and say which is now the last."""
        if not missing:
            return last
        if last is None:
            self.mount(*missing, before=0 if self.children else None)
        else:
            self.mount(*missing, after=last)
        last = missing[-1]
        missing.clear()
        return last

    def _with_problems(self, rows: tuple[Row, ...]) -> list[tuple[Name, Row | str]]:
        """The rows, with what is wrong at the top or below the field that it is about."""
        placed: list[tuple[Name, Row | str]] = []
        about = {row.pointer for row in rows if row.kind in (RowKind.FIELD, RowKind.ENTRY)}
        if self._form.note:
            placed.append(((_PROBLEM, "note"), f"· {self._form.note}"))
        for pointer, told in self._told.items():
            if pointer not in about:
                placed += [((_PROBLEM, f"{pointer} {text}"), f"✗ {text}") for text in told]
        for row in rows:
            placed.append((row.name, row))
            if row.kind in (RowKind.FIELD, RowKind.ENTRY):
                told = self._told.get(row.pointer, ())
                placed += [((_PROBLEM, f"{row.pointer} {text}"), f"✗ {text}") for text in told]
        return placed

    def _made(self, row: Row | str) -> Widget:
        if isinstance(row, str):
            return Static(Content(printable(row)), classes="facts-problem")
        if row.field is not None:
            made = FieldRow(row.field, self._text_at(row.pointer))
            made.mark_wrong(row.pointer in self._told)
            return made
        match row.kind:
            case RowKind.ENTRY:
                return EntryRow(row.pointer, row.text)
            case RowKind.ADD | RowKind.MORE:
                return TextButton(row.text, about=row.pointer, classes=f"facts-{row.kind.value}")
            case _:
                return Static(Content(row.text), classes=f"facts-{row.kind.value}")

    def _renew(self, widget: Widget, row: Row | str) -> None:
        """Show what has changed on a row that is there already."""
        if isinstance(row, str):
            return
        if isinstance(widget, FieldRow) and row.field is not None:
            widget.show(row.field, self._text_at(row.pointer))
            widget.mark_wrong(row.pointer in self._told)
        elif isinstance(widget, TextButton):
            widget.show(row.text)

    def _text_at(self, pointer: str) -> str | None:
        return shown_text(value_at(self._data, keys_of(pointer)))

    def on_text_button_pressed(self, event: TextButton.Pressed) -> None:
        """A button of the form itself."""
        event.stop()
        if event.button.has_class("facts-more"):
            self.post_message(self.MoreWanted())
        else:
            self.post_message(self.EntryWanted(event.button.about))
