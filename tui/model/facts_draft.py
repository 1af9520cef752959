"""The facts as they are being worked on: their text, what it says, and the form that fits them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import define, field

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source
from pointsman.tui.model.data_paths import keys_of, value_at
from pointsman.tui.model.facts_text import (
    Edited,
    emptied_around,
    facts_in,
    put,
    rewritten,
    take_out,
)
from pointsman.tui.model.forms import Form, Subject, form_of, is_native_form, subject_of
from pointsman.tui.model.forms.field_spec import FieldSpec
from pointsman.tui.model.forms.problem_places import Told, pointer_at, problems_by_pointer
from pointsman.tui.model.question import Question, read_question

if TYPE_CHECKING:
    from pointsman.engine.program import Program

_POST_PURCHASE = "/post_purchase"


@define
class FactsDraft:
    """Answers each change with the text that it makes; only `read` and `take` keep one.

    `located` is the present text as read, `data` the last that could be: they differ while the
    text cannot be read. `texts` has the last text of each kind of question.
    """

    program: "Program | None" = None
    located: Located = field(factory=lambda: Located(Source(Question("").name, ""), None))
    data: dict[str, object] = field(factory=dict)
    readable: bool = True
    texts: dict[Subject, str] = field(factory=dict)
    _form: Form = field(factory=lambda: Form(()))
    _form_of: tuple[object, ...] = ()

    @property
    def text(self) -> str:
        """The present text."""
        return self.located.source.text

    @property
    def name(self) -> str:
        """The name of the file that the text would stand in, which tells how it is written."""
        return self.located.source.name

    @property
    def subject(self) -> Subject:
        """What the facts ask, as far as they could be read."""
        return subject_of(self.data)

    @property
    def form(self) -> Form:
        """The form that fits the facts; the same one as long as it does."""
        asked = value_at(self.data, ("request", "redemptionType"))
        kind = asked if isinstance(asked, str) else None
        key = (self.program, self.subject, kind, self.is_native)
        if not self._form_of or self._form_of[0] is not key[0] or self._form_of[1:] != key[1:]:
            self._form = form_of(self.subject, self.program, self.data)
            self._form_of = key
        return self._form

    def read(self, text: str, name: str) -> None:
        """Another text; one that cannot be read leaves the last facts that could be."""
        self.take(read_question(Question(text, name)).located)

    def take(self, located: Located) -> None:
        """A text that has been read."""
        self.located = located
        found = facts_in(located)
        self.readable = found is not None
        if found is not None:
            self.data = found
            self.texts[self.subject] = located.source.text

    # What a change makes of the text.

    def with_field(self, spec: FieldSpec, text: str) -> Edited:
        """A field with another value; without any it stands there empty, with its comment.

        Raises:
            CannotWriteError: the present text cannot be read.
        """
        value = spec.editor.as_value(text) if text else None
        return put(self.located, spec.pointer, value, self.form.order_of)

    def without(self, pointer: str) -> Edited:
        """The facts without a value, and without the objects that only it filled.

        Raises:
            CannotWriteError: the present text cannot be read.
        """
        return take_out(self.located, emptied_around(self.data, pointer))

    def tidied(self, pointer: str) -> Edited | None:
        """Without a field that was left empty; None where there is nothing to tidy.

        A comment beside it is the user's, and keeps its line.
        """
        if not self.readable or value_at(self.data, keys_of(pointer)) is not None:
            return None
        return None if self._has_comment(pointer) else self.without(pointer)

    def with_entry(self, pointer: str) -> Edited:
        """One more entry at the end of a list.

        Raises:
            CannotWriteError: the present text cannot be read.
        """
        from pointsman.tui.model.starters import entry_of  # noqa: PLC0415 - first paint

        entries = value_at(self.data, keys_of(pointer))
        count = len(entries) if isinstance(entries, list) else 0
        new = entry_of(pointer, self.program, count)
        if not isinstance(entries, list):
            return put(self.located, pointer, [new], self.form.order_of)
        return put(self.located, f"{pointer}/{count}", new, self.form.order_of)

    def without_entry(self, pointer: str) -> Edited:
        """The list without one of its entries.

        Raises:
            CannotWriteError: the present text cannot be read.
        """
        return take_out(self.located, pointer)

    @property
    def is_native(self) -> bool:
        """Whether the facts are in the form that can be filled in."""
        return is_native_form(self.data)

    def as_native(self) -> Edited:
        """The facts in the native form.

        Raises:
            BadFactsError: they cannot be read.
            CannotWriteError: they cannot be written.
        """
        from pointsman.feeds import native  # noqa: PLC0415 - first paint

        return rewritten(self.located, _plain(native(self.data)))

    def asking(self, subject: Subject) -> str:
        """The text of another kind of question: its last one, or one to begin with."""
        kept = self.texts.get(subject)
        if kept is not None:
            return kept
        if self.readable and subject is Subject.POST_PURCHASE and self.subject is Subject.PURCHASE:
            return self._with_request()
        if self.readable and subject is Subject.PURCHASE and self.subject is Subject.POST_PURCHASE:
            return take_out(self.located, _POST_PURCHASE).text
        return _starter(subject, self.program)

    def list_around(self, pointer: str) -> str | None:
        """The list that a field stands in, or the first of the form; None where it has none."""
        lists = [group.pointer for group in self.form.groups]
        around = (each for each in lists if pointer.startswith(f"{each}/"))
        return next(around, next(iter(lists), None))

    def entry_around(self, pointer: str) -> str | None:
        """The entry of a list that a field stands in."""
        for group in self.form.groups:
            if pointer.startswith(f"{group.pointer}/"):
                index = pointer[len(group.pointer) + 1 :].partition("/")[0]
                return f"{group.pointer}/{index}"
        return None

    def problems(self, diagnostics: Iterable[Diagnostic]) -> Told:
        """Problems with the present facts, by the field that they are about."""
        return problems_by_pointer(self.located, self.form, diagnostics)

    def field_at(self, offset: int) -> FieldSpec | None:
        """The field whose value, or whose key, stands at an offset of the text."""
        return self.form.field(pointer_at(self.located, offset)) if self.readable else None

    def _with_request(self) -> str:
        """The purchase as it stands, and the request for it beside it."""
        begun = read_question(Question(_starter(Subject.POST_PURCHASE, self.program))).located
        request = value_at(begun.document, keys_of(_POST_PURCHASE))
        return put(self.located, _POST_PURCHASE, request).text

    def _has_comment(self, pointer: str) -> bool:
        place = self.located.places.get(pointer)
        if place is None:
            return False
        rest = self.text[place.value.end :].partition("\n")[0]
        return "#" in rest


def _starter(subject: Subject, program: "Program | None") -> str:
    from pointsman.tui.model.starters import starter  # noqa: PLC0415 - first paint

    return starter(subject, program)


def _plain(data: object) -> object:
    """Data of any mapping and sequence types as objects and lists."""
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    return [_plain(each) for each in data] if isinstance(data, list | tuple) else data
