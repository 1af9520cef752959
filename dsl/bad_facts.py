"""Problems with facts as diagnostics: the same mistakes, shown at their place in a file."""

import re
from collections.abc import Iterable
from typing import Final

from attrs import evolve

from pointsman.dsl.diagnostics import Diagnostic, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, Span, nearest
from pointsman.engine.problems import Problem

_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")


def diagnostics_of(
    located: Located, problems: Iterable[Problem], secret: Iterable[str] = ()
) -> list[Diagnostic]:
    """One diagnostic for each problem, in the order of the file.

    `secret` has the JSON pointers of values that may hold card numbers: they are not shown.
    """
    source = _without(located, secret)
    return in_order(
        [
            Diagnostic(
                code=problem.code,
                message=problem.message,
                source=source,
                span=_span(located, problem),
                help=problem.help,
            )
            for problem in problems
        ]
    )


def _without(located: Located, secret: Iterable[str]) -> Source:
    """The source with a `*` for every letter and digit of some of its values."""
    text = located.source.text
    for pointer in secret:
        place = located.places.get(pointer)
        if place is not None:
            start, end = place.value.start, place.value.end
            text = text[:start] + _LETTER_OR_DIGIT.sub("*", text[start:end]) + text[end:]
    return evolve(located.source, text=text)


def _span(located: Located, problem: Problem) -> Span:
    place = nearest(located.places, problem.pointer)
    if place is None:
        return Span(0, 0)
    exact = problem.pointer in located.places
    if exact and problem.code == "unknown-key" and place.key is not None:
        return place.key
    # What is missing is shown at the name of what it is missing from.
    return place.value if exact or place.key is None else place.key
