"""Diagnostics on their way out: in the form asked for, to the stream where they belong."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field

from pointsman.cli.output import Color, has_color, write_data, write_error

if TYPE_CHECKING:
    from pointsman.dsl.diagnostics import Diagnostic


@define
class Report:
    """The diagnostics of one run of a command, of all its files.

    `style` is one of `DIAGNOSTIC_FORMATS`; `json` is a result and goes to standard output.
    """

    style: str
    color: Color
    diagnostics: "list[Diagnostic]" = field(factory=list)

    def add(self, diagnostics: "Sequence[Diagnostic]") -> None:
        """Show the diagnostics of one more file (JSON waits for the last)."""
        if not diagnostics:
            return
        from pointsman.dsl.rendering import render_concise, render_terminal

        again = bool(self.diagnostics)
        self.diagnostics.extend(diagnostics)
        if self.style == "concise":
            write_error(render_concise(diagnostics))
        elif self.style == "full":
            text = render_terminal(diagnostics, color=has_color(self.color, sys.stderr))
            write_error(f"\n{text}" if again else text)

    def finish(self) -> None:
        """Close the report: the JSON list, or how many diagnostics there were."""
        from pointsman.dsl.rendering import render_json, summary

        if self.style == "json":
            write_data(render_json(self.diagnostics))
        elif self.style == "full" and self.diagnostics:
            write_error(f"\n{summary(self.diagnostics)}\n")


def diagnostics_json(diagnostics: "Sequence[Diagnostic]") -> list[dict[str, Any]]:
    """Diagnostics as objects, for a command whose JSON holds more than them."""
    from pointsman.dsl.rendering import diagnostic_json

    return [diagnostic_json(diagnostic) for diagnostic in diagnostics]
