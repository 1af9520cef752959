"""Diagnostics at a value of a document: from a JSON pointer to the place in the author's text."""

from typing import TypedDict, Unpack

from attrs import evolve

from pointsman.dsl.diagnostics import Diagnostic, Mark, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Span, nearest


class Parts(TypedDict, total=False):
    """The parts of a diagnostic that it may do without; see `Diagnostic`."""

    severity: Severity
    label: str | None
    help: str | None


def diagnostic_at(
    located: Located,
    code: str,
    pointer: str,
    message: str,
    *,
    first: str | None = None,
    at_key: bool = False,
    **parts: Unpack[Parts],
) -> Diagnostic:
    """A diagnostic at the value of `pointer`, or at its key or keyword.

    `first` is the pointer of an earlier value that this one repeats; it is marked too.
    """
    marks = () if first is None else (Mark(_span(located, first, at_key), "first written here"),)
    return Diagnostic(
        code=code,
        message=message,
        source=located.source,
        span=_span(located, pointer, at_key),
        marks=marks,
        **parts,
    )


def also_at(
    located: Located, diagnostic: Diagnostic, pointer: str, label: str, *, at_key: bool = False
) -> Diagnostic:
    """The diagnostic with one more place that matters, and what is there."""
    mark = Mark(_span(located, pointer, at_key), label)
    return evolve(diagnostic, marks=(*diagnostic.marks, mark))


def _span(located: Located, pointer: str, at_key: bool) -> Span:
    place = nearest(located.places, pointer) or Place(Span(0, 0))
    return place.key if at_key and place.key is not None else place.value
