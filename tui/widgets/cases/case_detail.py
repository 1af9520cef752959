"""The pane beside the list of cases: what it tells is written anew for each width."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pointsman.tui.styles import styles_beside

Told = Callable[[int], Content]
"""What is told, for so many cells of width."""


class CaseDetail(VerticalScroll):
    """Scrolls what is told about a case, the rules that no case reached, or the file."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._told: Told = _nothing

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", markup=False)

    def show(self, told: Told) -> None:
        """Tell this, from its beginning."""
        self._told = told
        self._write()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Columns are as wide as there is room."""
        self._write()

    def _write(self) -> None:
        self.query_one(Static).update(self._told(self.scrollable_content_region.width))


def _nothing(_: int) -> Content:
    return Content("")
