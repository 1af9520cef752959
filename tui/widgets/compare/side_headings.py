"""Whose words stand on which side: each program with its version, digest and outcome."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.styles import styles_beside

Words = tuple[str, str]
"""Which program, and what came of it."""


class SideHeadings(Container):
    """Two headings: beside each other where there is room, else below each other."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def compose(self) -> ComposeResult:
        """The left one and the right one."""
        yield Static("", id="left-side", markup=False)
        yield Static("", id="right-side", markup=False)

    def show(self, left: Words, right: Words) -> None:
        """Show these words; the marks are those of the rows."""
        self.query_one("#left-side", Static).update(_content("-", "$text-primary", left))
        self.query_one("#right-side", Static).update(_content("+", "$text-accent", right))


def _content(mark: str, style: str, words: Words) -> Content:
    program, outcome = map(printable, words)
    return Content.assemble(
        (f"{mark} ", f"bold {style}"), (program, "bold"), "\n  ", (outcome, "$text-muted")
    )
