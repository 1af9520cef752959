"""The problems of the rules below their text, one entry each; nothing where there are none."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pointsman.dsl.diagnostics import Severity
from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.list_moves import LIST_MOVES
from pointsman.tui.model.problems import GLYPHS, Problem
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.option_rows import OptionRows

_MUTED = "$foreground 60%"
_STYLES = {Severity.ERROR: "bold $error", Severity.WARNING: "bold $warning"}


class ProblemsList(OptionRows, inherit_bindings=False):
    """Where each problem stands, what is wrong, and what to write instead."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_MOVES,
        Binding("enter", "select", "Go there", show=False),
    ]

    class Wanted(Message):
        """Go to a problem."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is listed."""
        return self._problems

    @property
    def marked(self) -> Problem | None:
        """The problem that the cursor of the list stands on."""
        return None if self.highlighted is None else self._problems[self.highlighted]

    def show(self, problems: Sequence[Problem]) -> None:
        """List these; the cursor stays where it is if there is still something there."""
        if tuple(problems) == self._problems:
            return
        at = self.highlighted
        self.highlighted = None
        self._problems = tuple(problems)
        self.set_options(Option(_entry(problem)) for problem in problems)
        if at is not None and problems:
            self.highlighted = min(at, len(problems) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: go there."""
        event.stop()
        self.post_message(self.Wanted(self._problems[event.option_index]))


def _entry(problem: Problem) -> Content:
    glyph = f"{GLYPHS[problem.severity]} {problem.severity.value}"
    parts: list[Content | tuple[str, str]] = [
        (glyph.ljust(len("! warning") + 1), _STYLES[problem.severity]),
        (f"{problem.line}:{problem.column}".rjust(7), "$foreground"),
        Content(f"  {printable(problem.message)} "),
        (problem.code, _MUTED),
    ]
    more = ([f"help: {problem.help}"] if problem.help else []) + list(problem.notes)
    parts.extend((f"\n{printable(line)}", _MUTED) for line in more)
    return Content.assemble(*parts)
