"""Which field a problem belongs under: from its place in the text back to a pointer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place
from pointsman.tui.model.data_paths import MISSING, keys_of, value_at
from pointsman.tui.model.forms.field_spec import Form

if TYPE_CHECKING:
    from pointsman.programs.questions import Answer

Told = dict[str, tuple[str, ...]]
"""What is wrong, by the pointer of the value that it is about."""


def problems_by_pointer(located: Located, form: Form, diagnostics: Iterable[Diagnostic]) -> Told:
    """The messages, each with its help, by pointer; empty pointer: the facts as a whole."""
    told: Told = {}
    for diagnostic in diagnostics:
        pointer = _pointer_of(located, diagnostic)
        if diagnostic.code == "missing-fact":
            pointer = _missing_in(located, form, pointer, diagnostic.message)
        told[pointer] = (*told.get(pointer, ()), told_with_help(diagnostic))
    return told


def refused_by_pointer(answer: "Answer") -> Told:
    """Why a request or a reversal is refused, by the pointer of the value that it is about."""
    from pointsman.engine.decision import Decision  # noqa: PLC0415 - first paint
    from pointsman.engine.redemptions import RedemptionDecision  # noqa: PLC0415 - first paint

    if isinstance(answer, Decision):
        return {}
    around = "/request" if isinstance(answer, RedemptionDecision) else ""
    told: Told = {}
    for error in answer.errors:
        pointer = around + error.path
        told[pointer] = (*told.get(pointer, ()), f"{error.reason}: {error.description}")
    return told


def pointer_at(located: Located, offset: int) -> str:
    """The value that stands at an offset, or whose key does; the smallest one of several."""
    return _smallest_around(located, offset, offset)


def told_with_help(diagnostic: Diagnostic) -> str:
    """The message, and what to write instead in parentheses."""
    return f"{diagnostic.message} ({diagnostic.help})" if diagnostic.help else diagnostic.message


def _pointer_of(located: Located, diagnostic: Diagnostic) -> str:
    """The value at the very place of a problem, else the smallest one around it."""
    return _smallest_around(located, diagnostic.span.start, diagnostic.span.end)


def _smallest_around(located: Located, start: int, end: int) -> str:
    best, width = "", len(located.source.text) + 2
    for pointer, place in located.places.items():
        for span in _spans(place):
            if span[0] <= start and end <= span[1] and span[1] - span[0] <= width:
                best, width = pointer, span[1] - span[0]
    return best


def _spans(place: Place) -> list[tuple[int, int]]:
    spans = [(place.value.start, place.value.end)]
    return spans if place.key is None else [*spans, (place.key.start, place.key.end)]


def _missing_in(located: Located, form: Form, around: str, message: str) -> str:
    """The needed field that a message calls missing: the problem stands at what is around it."""
    for key in form.order_of(around):
        pointer = f"{around}/{key}"
        absent = value_at(located.document, keys_of(pointer)) in (MISSING, None)
        if absent and f"`{key}`" in message:
            return pointer
    return around
