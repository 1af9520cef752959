"""The forms of the four kinds of question: what may be filled in, and what belongs there."""

from typing import TYPE_CHECKING

from pointsman.feeds.native_form import ISO8583
from pointsman.tui.model.data_paths import value_at
from pointsman.tui.model.forms.field_spec import Editor, FieldSpec, Form, Group, Section
from pointsman.tui.model.forms.subject import Subject, subject_of

if TYPE_CHECKING:
    from pointsman.engine.program import Program

__all__ = [
    "Editor",
    "FieldSpec",
    "Form",
    "Group",
    "Section",
    "Subject",
    "form_of",
    "is_native_form",
    "subject_of",
]


def form_of(subject: Subject, program: "Program | None", data: object = None) -> Form:
    """The form of a kind of question, with the program's own facts.

    `data` are the facts that are to stand in it: a redemption's type tells its fields, and what is
    not in the native form cannot be filled in.
    """
    match subject:
        case Subject.REDEMPTION:
            from pointsman.tui.model.forms.redemption_form import redemption_form  # noqa: PLC0415 - first paint

            return redemption_form(program, value_at(data, ("request", "redemptionType")))
        case Subject.REVERSAL:
            from pointsman.tui.model.forms.reversal_form import REVERSAL_FORM  # noqa: PLC0415 - first paint

            return REVERSAL_FORM
        case _:
            from pointsman.tui.model.forms.purchase_form import purchase_form  # noqa: PLC0415 - first paint

            request = subject is Subject.POST_PURCHASE
            return purchase_form(program, request=request, native=is_native_form(data))


def is_native_form(data: object) -> bool:
    """Whether the purchase in facts, if there is one, stands there in the native form."""
    from pointsman.feeds.api import detect  # noqa: PLC0415 - most facts never need it

    return not isinstance(data, dict) or (ISO8583 not in data and not detect(data))
