"""What is wrong with the rules, as a list to walk through."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic, Severity

GLYPHS = {Severity.ERROR: "✗", Severity.WARNING: "!"}
"""How a severity is drawn beside its word."""


@frozen
class Problem:
    """One error or warning and where it stands, line and column from 1."""

    severity: Severity
    line: int
    column: int
    code: str
    message: str
    help: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def at(self) -> tuple[int, int]:
        """The line and the column."""
        return self.line, self.column


def problems_of(diagnostics: Iterable[Diagnostic]) -> tuple[Problem, ...]:
    """The problems by place; at one place the errors come first."""
    found = [_problem(diagnostic) for diagnostic in diagnostics]
    return tuple(sorted(found, key=lambda p: (p.at, p.severity is Severity.WARNING, p.code)))


def problem_after(problems: Sequence[Problem], line: int, column: int) -> int | None:
    """The index of the next problem after a position, or of the first; None: there are none."""
    if not problems:
        return None
    behind = (at for at, problem in enumerate(problems) if problem.at > (line, column))
    return next(behind, 0)


def problem_before(problems: Sequence[Problem], line: int, column: int) -> int | None:
    """The index of the last problem before a position, or of the last; None: there are none."""
    if not problems:
        return None
    ahead = (at for at in reversed(range(len(problems))) if problems[at].at < (line, column))
    return next(ahead, len(problems) - 1)


def counted(problems: Sequence[Problem]) -> str:
    """How many there are of each kind: `2 errors, 1 warning`."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    kinds = ((errors, "error"), (len(problems) - errors, "warning"))
    return ", ".join(f"{n} {word}{'s' if n > 1 else ''}" for n, word in kinds if n)


def _problem(diagnostic: Diagnostic) -> Problem:
    line, column = diagnostic.source.line_column(diagnostic.span.start)
    return Problem(
        diagnostic.severity,
        line,
        column,
        diagnostic.code,
        diagnostic.message,
        diagnostic.help,
        diagnostic.notes,
    )
