"""Where the cursor stands in a sweep, what is in view, and the ways to move both."""

from collections.abc import Callable

from attrs import define, field

from pointsman.tui.model.sweep.columns import Column, columns_of
from pointsman.tui.model.sweep.edges import Edge
from pointsman.tui.model.sweep.sample import Sample
from pointsman.tui.model.sweep.series import Series
from pointsman.tui.model.sweep.view import View, fitted, width_at_least, width_at_most

FAR_OFF = 4
"""A last edge this many times as far out as all others is left out of the first view."""


@define
class Explorer:
    """A sweep being looked at. The cursor is a value of the axis, never outside it."""

    series: Series
    cursor: int
    view: View
    _drawn: tuple[View, list[Column]] | None = field(default=None, init=False)

    @property
    def here(self) -> Sample:
        """What the value at the cursor comes to."""
        return self.series.sampler.at(self.cursor)

    @property
    def columns(self) -> list[Column]:
        """The columns in view."""
        if self._drawn is None or self._drawn[0] != self.view:
            self._drawn = self.view, columns_of(self.series, self.view)
        return self._drawn[1]

    @property
    def edge(self) -> int | None:
        """The number of the last edge that is not behind the cursor; None before the first."""
        before = [number for number, edge in enumerate(self.edges) if edge.at <= self.cursor]
        return before[-1] if before else None

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, rising."""
        return self.series.edges

    def go(self, value: int) -> None:
        """Move the cursor to a value, or to the end of the axis that is nearest to it."""
        grain = self.series.scale.grain
        highest = self.series.high - self.series.high % grain
        self.cursor = min(max(value, 0), highest)
        if not self.view.shows(self.cursor):
            self.view = self.view.centred(self.cursor)

    def by_columns(self, number: int) -> None:
        """Move to the first value of another column; back stops at that of this one first."""
        first, _ = self.view.span_of(self.view.column_of(self.cursor))
        if number < 0 and self.cursor > first:
            number += 1
        self.go(first + number * self.view.width)

    def by_units(self, number: int) -> None:
        """Move by the smallest difference that can matter."""
        self.go(self.cursor + number * self.series.scale.grain)

    def to_column(self, column: int) -> None:
        """Move to the edge in a column of the view, or to its first value."""
        first, last = self.view.span_of(column)
        within = [edge.at for edge in self.edges if not edge.step and first <= edge.at <= last]
        self.go(within[0] if within else first)

    def next_edge(self) -> bool:
        """Move to the next edge; False: there is none."""
        return self._to_first(self.edges, lambda edge: edge.at > self.cursor)

    def previous_edge(self) -> bool:
        """Move to the edge before; False: there is none."""
        return self._to_first(self.edges[::-1], lambda edge: edge.at < self.cursor)

    def zoom_in(self) -> None:
        """Show half as much, around the cursor."""
        self._zoom(width_at_most(self.view.width // 2, self.view.grain))

    def zoom_out(self) -> None:
        """Show twice as much, up to the whole axis."""
        whole = self._whole(self.view.columns)
        width = width_at_least(self.view.width * 2, self.view.grain)
        if width >= whole.width:
            self.view = whole
        else:
            self._zoom(width)

    def show_all(self) -> None:
        """Show the whole axis."""
        self.view = self._whole(self.view.columns)

    def resize(self, columns: int) -> None:
        """Show the same part of the axis in another number of columns."""
        span = self.view.width * self.view.columns
        width = width_at_least(-(-span // columns), self.view.grain)
        column = self.view.column_of(self.cursor) * columns // self.view.columns
        first = self.cursor // width - column if self.view.start else 0
        self.view = View(max(first, 0) * width, width, columns, self.view.grain)
        self.go(self.cursor)

    def _zoom(self, width: int) -> None:
        self.view = self.view.around(self.cursor, width)

    def _whole(self, columns: int) -> View:
        return fitted(self.series.high, columns, self.view.grain)

    def _to_first(self, edges: tuple[Edge, ...], wanted: Callable[[Edge], bool]) -> bool:
        for edge in edges:
            if wanted(edge):
                if self.view.start == 0 and not self.view.shows(edge.at):
                    self.show_all()
                self.go(edge.at)
                return True
        return False


def explore(series: Series, columns: int) -> Explorer:
    """Look at a sweep, with the cursor at the present value (or the first edge, or the start)."""
    first = series.edges[0].at if series.edges else 0
    cursor = first if series.present is None else series.present
    view = fitted(_first_end(series, cursor), columns, series.scale.grain)
    explorer = Explorer(series, cursor, view)
    explorer.go(cursor)
    return explorer


def _first_end(series: Series, cursor: int) -> int:
    """Where the first view ends: a single edge far off would leave no room for the others."""
    ends = sorted({edge.at for edge in series.edges} | {cursor})
    if len(ends) > 2 and ends[-1] > FAR_OFF * ends[-2]:
        return ends[-2] * 5 // 4
    return series.high
