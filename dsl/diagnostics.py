"""Diagnostics: whatever is wrong with a program, as values that any renderer can show.

Wording (docs/errors.md): one sentence, lower-case start, no final stop; it says what was found
and what was expected, with the user's text in backticks. `label` stands under the marked text,
`help` is an instruction or a correct spelling.
"""

from enum import StrEnum

from attrs import frozen

from pointsman.dsl.places import Source, Span


class Severity(StrEnum):
    """An error keeps a program from loading, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Mark:
    """A second place that matters, with what is there."""

    span: Span
    label: str


@frozen
class Diagnostic:
    """One thing to tell the author of a source."""

    code: str
    message: str
    source: Source
    span: Span
    severity: Severity = Severity.ERROR
    label: str | None = None
    help: str | None = None
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line on which the marked text begins, from 1."""
        return self.source.line_column(self.span.start)[0]

    @property
    def column(self) -> int:
        """The column at which the marked text begins, from 1."""
        return self.source.line_column(self.span.start)[1]


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, then code, each once; otherwise in the order in which they were found."""
    unique = {(d.span.start, d.span.end, d.code, d.message): d for d in diagnostics}
    return [unique[key] for key in sorted(unique, key=lambda key: key[:3])]
