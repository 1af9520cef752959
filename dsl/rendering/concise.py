"""The concise form: one line a diagnostic, `file:line:column: error[code]: message`."""

from collections.abc import Iterable

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.rendering.cells import short, visible


def render_concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each, which editors can jump to; no text when there are none."""
    return "".join(_line(diagnostic) + "\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    line, column = diagnostic.source.line_column(diagnostic.span.start)
    place = f"{visible(diagnostic.source.name)}:{line}:{column}"
    return f"{place}: {diagnostic.severity}[{diagnostic.code}]: {short(diagnostic.message)}"
