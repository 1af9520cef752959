"""Problems with facts as diagnostics: the same mistakes, shown at their place in a file."""

from collections.abc import Iterable

from pointsman.dsl.diagnostics import Diagnostic, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.places import Span, nearest
from pointsman.engine.problems import Problem


def diagnostics_of(located: Located, problems: Iterable[Problem]) -> list[Diagnostic]:
    """One diagnostic for each problem, in the order of the file."""
    return in_order(
        [
            Diagnostic(
                code=problem.code,
                message=problem.message,
                source=located.source,
                span=_span(located, problem),
                help=problem.help,
            )
            for problem in problems
        ]
    )


def _span(located: Located, problem: Problem) -> Span:
    place = nearest(located.places, problem.pointer)
    if place is None:
        return Span(0, 0)
    exact = problem.pointer in located.places
    if exact and problem.code == "unknown-key" and place.key is not None:
        return place.key
    # What is missing is shown at the name of what it is missing from.
    return place.value if exact or place.key is None else place.key
