"""A sweep as a picture of characters, worked out with whole numbers alone.

Two plots stand one above the other on one axis: points, and credit. A column is filled up to its
value in eighths of a cell. Where the decision changes, the column has a line: `│` for as far as
the value jumps, `┊` above; `▾` hangs over a cliff. No charting library is used: those that were
looked at (textual-plotext) count in floats, slant a jump into a line between two samples, and
hand out finished escape sequences in which no cell can be picked, marked or tested.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.sweep.columns import Column
from pointsman.tui.model.sweep.explorer import Explorer
from pointsman.tui.model.sweep.sample import Sample
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import Series
from pointsman.tui.model.sweep.view import View

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
FIXED_ROWS: Final = 4
"""Rows that are no plot: two titles, the axis and its labels."""


class Ink(StrEnum):
    """What a character is for; the widget gives each its colour."""

    BLANK = "blank"
    POINTS = "points"
    CREDIT = "credit"
    POINTS_FULL = "points-full"
    CREDIT_FULL = "credit-full"
    POINTS_JUMP = "points-jump"
    CREDIT_JUMP = "credit-jump"
    CLIFF = "cliff"
    GUIDE = "guide"
    AXIS = "axis"
    LABEL = "label"
    TITLE = "title"
    VALUE = "value"
    CURSOR = "cursor"


@frozen
class Cell:
    """One character of a picture."""

    char: str = " "
    ink: Ink = Ink.BLANK


Row = list[Cell]


@frozen
class Plot:
    """One of the two curves: what of a sample it shows, and how its numbers are written."""

    title: str
    ink: Ink
    full: Ink
    """That of cells filled to the top."""
    jump: Ink
    unit: int
    """The smallest difference between two of its values."""
    measure: Callable[[Sample], int]
    show: Callable[[int], str]
    cliffs: bool
    """Whether what falls at a cliff is this curve."""


@frozen
class Frame:
    """The rows and the columns left of the plots, for one picture."""

    rows: int
    gutter: int


def plots_of(series: Series) -> tuple[Plot, Plot]:
    """Points above, credit below."""
    sampler = series.sampler
    units = sampler.program.plan.units
    asked = ", for the bank to decide" if any(each.deferred for each in series.samples) else ""
    by_amount = sampler.scale.axis is Axis.AMOUNT
    points = Plot(
        title=printable(units.points_name) + asked,
        ink=Ink.POINTS,
        full=Ink.POINTS_FULL,
        jump=Ink.POINTS_JUMP,
        unit=units.unit,
        measure=lambda sample: sample.points,
        show=units.show_points,
        cliffs=by_amount,
    )
    credit = Plot(
        title=f"credit in {units.currency}{asked}",
        ink=Ink.CREDIT,
        full=Ink.CREDIT_FULL,
        jump=Ink.CREDIT_JUMP,
        unit=1,
        measure=lambda sample: sample.credit,
        show=units.show_money,
        cliffs=not by_amount,
    )
    return points, credit


def gutter_of(series: Series) -> int:
    """The columns that labels need, whatever part of the axis is in view."""
    widest = 0
    for plot in plots_of(series):
        highest = max(map(plot.measure, series.samples), default=0)
        top = rising(highest, 1, plot.unit)[-1]
        widest = max(widest, len(plot.show(top)))
    return widest + 3


def picture(explorer: Explorer, frame: Frame) -> list[Row]:
    """All rows of the picture, each as wide as the gutter and the columns of the view."""
    plots = plots_of(explorer.series)
    free = frame.rows - FIXED_ROWS
    rows: list[Row] = []
    for plot, height in zip(plots, (free - free // 2, free // 2), strict=True):
        rows.append(_title(plot, explorer, frame))
        rows += _plot(plot, explorer, height, frame.gutter)
    rows.append(_axis(explorer, frame.gutter))
    rows.append(_labels(explorer, frame.gutter))
    return rows


def rising(highest: int, intervals: int, unit: int) -> list[int]:
    """Round numbers from 0 to at least `highest`, in at most so many intervals."""
    size = unit
    while True:
        for step in [size * digit for digit in (1, 2, 3, 4, 5, 6, 8)]:
            count = max(-(-highest // step), 1)
            if count <= intervals:
                return [step * number for number in range(count + 1)]
        size *= 10


def _title(plot: Plot, explorer: Explorer, frame: Frame) -> Row:
    """What the plot shows, and its exact value at the cursor."""
    width = frame.gutter + explorer.view.columns
    value = plot.show(plot.measure(explorer.here))
    title = _cut(plot.title, width - len(value) - 3)
    row = _cells(f" {title}  ", Ink.TITLE) + _cells(value, Ink.VALUE)
    return row + _cells(" " * (width - len(row)))


def _plot(plot: Plot, explorer: Explorer, height: int, gutter: int) -> list[Row]:
    columns = explorer.columns
    highest = max((_highest(plot, column) for column in columns), default=0)
    ticks = rising(highest, min(max(height // 2, 1), 5), plot.unit)
    labels = {
        height - 1 - min(_level(tick, ticks[-1], height) // 8, height - 1): tick for tick in ticks
    }
    drawn = [_drawn(plot, column, ticks[-1], height) for column in columns]
    drawn += [[Cell()] * height] * (explorer.view.columns - len(columns))
    rows = []
    for row in range(height):
        label = plot.show(labels[row]) if row in labels else ""
        mark = "┤" if row in labels else "│"
        left = _cells(label.rjust(gutter - 2) + " ", Ink.LABEL)
        rows.append([*left, Cell(mark, Ink.AXIS), *(column[row] for column in drawn)])
    return rows


def _highest(plot: Plot, column: Column) -> int:
    samples = [column.first, column.last]
    for edge in column.edges:
        samples += [edge.before, edge.after]
    return max(map(plot.measure, samples))


def _level(value: int, top: int, height: int) -> int:
    """A value in eighths of a cell; what is not nothing can be seen."""
    level = (value * height * 8 + top // 2) // top
    return max(level, 1) if value else 0


def _drawn(plot: Plot, column: Column, top: int, height: int) -> list[Cell]:
    """The cells of a column, from the top."""
    jumps = [(plot.measure(edge.before), plot.measure(edge.after)) for edge in column.edges]
    high = _level(_highest(plot, column), top, height)
    cells = _filled(plot, high, height)
    for row in range(height if column.edges else 0):
        base = 8 * (height - 1 - row)
        if base >= high:
            cells[row] = Cell("┊", Ink.GUIDE)
        elif any(_spans(jump, base, top, height) for jump in jumps):
            cells[row] = Cell("│", plot.jump)
    if plot.cliffs and any(edge.cliff for edge in column.edges):
        cells[max(height - 1 - -(-high // 8), 0)] = Cell("▾", Ink.CLIFF)
    return cells


def _spans(jump: tuple[int, int], base: int, top: int, height: int) -> bool:
    """Whether a jump goes through the upper end of the cell that begins at a level."""
    low, high = sorted(_level(value, top, height) for value in jump)
    return low < base + 8 <= high


def _filled(plot: Plot, level: int, height: int) -> list[Cell]:
    inks = [Ink.BLANK, *[plot.ink] * 7, plot.full]
    eighths = [min(max(level - 8 * (height - 1 - row), 0), 8) for row in range(height)]
    return [Cell(EIGHTHS[each], inks[each]) for each in eighths]


def _axis(explorer: Explorer, gutter: int) -> Row:
    """The line below the plots, with its ticks, and with the edges where they meet it."""
    view = explorer.view
    line = ["─"] * view.columns
    for tick in _ticks(view, explorer):
        line[view.column_of(tick)] = "┬"
    for number, column in enumerate(explorer.columns):
        if column.edges:
            line[number] = "┼" if line[number] == "┬" else "┴"
    return _cells(" " * (gutter - 1)) + _cells("└" + "".join(line), Ink.AXIS)


def _labels(explorer: Explorer, gutter: int) -> Row:
    """The values of the ticks, and the exact value of the cursor over them."""
    view, scale = explorer.view, explorer.series.scale
    cells = _cells(" " * (gutter + view.columns))
    cursor = f" {scale.show(explorer.cursor)} "
    start = _start(cells, gutter + view.column_of(explorer.cursor), cursor)
    taken = range(start - 1, start + len(cursor) + 1)
    for tick in _ticks(view, explorer):
        label = scale.show(tick)
        first = _start(cells, gutter + view.column_of(tick), label)
        if not set(taken) & set(range(first, first + len(label))):
            cells[first : first + len(label)] = _cells(label, Ink.LABEL)
    cells[start : start + len(cursor)] = _cells(cursor, Ink.CURSOR)
    return cells[: gutter + view.columns]


def _ticks(view: View, explorer: Explorer) -> list[int]:
    room = len(explorer.series.scale.show(view.end)) + 3
    return view.ticks(room)


def _start(cells: Row, middle: int, text: str) -> int:
    """Where a text begins whose middle is at a column, moved so that it stands within the row."""
    return min(max(middle - len(text) // 2, 0), max(len(cells) - len(text), 0))


def _cells(text: str, ink: Ink = Ink.BLANK) -> Row:
    return [Cell(char, ink) for char in text]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(room - 1, 0)] + "…"
