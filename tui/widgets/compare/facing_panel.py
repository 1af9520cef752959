"""Named values of both sides facing each other, in full; what differs is marked."""

from typing import ClassVar

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pointsman.tui.model.facing import Facing, FacingLine
from pointsman.tui.styles import styles_beside


class _FacingTable(Static):
    """The values, wrapped where they are long."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"facing--name", "facing--differs", "facing--none"}

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.facing = Facing("")

    def render(self) -> RenderableType:
        """The values as a table."""
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(width=2)
        table.add_column(width=18)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        for line in self.facing.lines:
            table.add_row(*self._cells(line))
        return table

    def _cells(self, line: FacingLine) -> tuple[Text, Text, Text, Text]:
        mark = "≠" if line.differs else ""
        style = self.get_component_rich_style("facing--differs")
        name = self.get_component_rich_style("facing--name")
        return (
            Text(mark, style),
            Text(line.name, style if line.differs else name),
            self._value(line.left),
            self._value(line.right),
        )

    def _value(self, value: str | None) -> Text:
        if value is None:
            return Text("–", self.get_component_rich_style("facing--none"))
        return Text(value)


class FacingPanel(VerticalScroll):
    """A heading and the values under it."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "scroll_up", "Up", show=False),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("g", "scroll_home", "Top", show=False),
        Binding("G", "scroll_end", "Bottom", show=False),
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._table = _FacingTable()

    def compose(self) -> ComposeResult:
        """The values; the heading stands in the border."""
        yield self._table

    @property
    def facing(self) -> Facing:
        """What is shown."""
        return self._table.facing

    def show(self, facing: Facing) -> None:
        """Show these values."""
        if facing != self._table.facing:
            self._table.facing = facing
            self._table.refresh(layout=True)
            self.border_title = Content(facing.title)
            self.scroll_home(animate=False)
