"""The edges of a sweep as a table; its cursor follows that of the chart."""

from typing import ClassVar, Literal

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import DataTable

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.sweep.explorer import Explorer
from pointsman.tui.model.sweep.listing import Line, lines_of
from pointsman.tui.styles import styles_beside

LEAST = 16
"""The room that reasons need to be worth showing; what is longer is cut."""

EDGE = 4
"""Cells of a line that the padding of the last column and a scroll bar take."""


class EdgeTable(DataTable[Text], can_focus=False):
    """One row an edge. It takes no keys: those of the screen move the cursor, a click picks."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class Picked(Message):
        """A row was clicked: the number of its edge."""

        def __init__(self, edge: int) -> None:
            super().__init__()
            self.edge = edge

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row")
        self._lines: list[Line] = []

    def show(self, explorer: Explorer, width: int) -> None:
        """List the edges of a sweep in so many columns of the screen."""
        self.clear(columns=True)
        self._lines = lines_of(explorer.series)
        *columns, reasons = zip(_headings(explorer), *map(_cells, self._lines), strict=True)
        widths = [_widest(column) for column in columns]
        padding = 2 * self.cell_padding
        room = width - sum(widths) - padding * len(widths) - EDGE
        if room >= LEAST:
            columns.append(reasons)
            widths.append(min(_widest(reasons), room))
        for column, cells in zip(columns, widths, strict=True):
            self.add_column(column[0], width=cells)
        for row in list(zip(*columns, strict=True))[1:]:
            self.add_row(*row)
        self.follow(explorer)

    def follow(self, explorer: Explorer) -> None:
        """Mark the last edge that is not behind the cursor."""
        number = explorer.edge
        self.show_cursor = number is not None
        if number is not None:
            row = next(row for row, line in enumerate(self._lines) if line.edge == number)
            self.move_cursor(row=row, animate=False)

    def on_resize(self) -> None:
        """Begin with the first line that leaves the cursor in view.

        What was listed before there was any room is scrolled to the cursor's line.
        """
        self.scroll_to(y=0, animate=False, immediate=True)
        self.move_cursor(animate=False)

    def on_click(self, event: events.Click) -> None:
        """Pick the edge under the mouse."""
        row = event.style.meta.get("row", -1)
        if 0 <= row < len(self._lines):
            self.post_message(self.Picked(self._lines[row].edge))


def _headings(explorer: Explorer) -> list[Text]:
    return [
        _text(explorer.series.scale.axis, "right"),
        _text("what changes"),
        _text(explorer.series.sampler.program.plan.units.points_name, "right"),
        _text("credit", "right"),
        _text("reason"),
    ]


def _cells(line: Line) -> list[Text]:
    style = "bold" if line.cliff else ""
    return [
        _text(line.at, "right", style),
        _text(line.what, style=style),
        _text(line.points, "right"),
        _text(line.credit, "right"),
        _text(line.reason),
    ]


def _widest(column: tuple[Text, ...]) -> int:
    return max(text.cell_len for text in column)


def _text(text: str, justify: Literal["left", "right"] = "left", style: str = "") -> Text:
    return Text(printable(text), style=style, justify=justify, no_wrap=True, overflow="ellipsis")
