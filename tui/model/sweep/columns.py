"""What happens in each column of a view: its first and last sample, and the edges in between."""

from bisect import bisect_left

from attrs import frozen

from pointsman.tui.model.sweep.edges import Edge
from pointsman.tui.model.sweep.sample import Sample
from pointsman.tui.model.sweep.series import Series
from pointsman.tui.model.sweep.view import View


@frozen
class Column:
    """One column. Steps of a partial redemption are no edges of it: they show as stairs."""

    first: Sample
    last: Sample
    edges: tuple[Edge, ...] = ()


def columns_of(series: Series, view: View) -> list[Column]:
    """The columns of a view, as far as the axis goes."""
    edges = [edge for edge in series.edges if not edge.step]
    starts = [edge.at for edge in edges]
    columns = []
    for number in range(view.columns):
        first, last = view.span_of(number)
        if first > series.high:
            break
        within = edges[bisect_left(starts, first) : bisect_left(starts, last + 1)]
        at = series.sampler.at
        columns.append(Column(at(first), at(min(last, series.high)), tuple(within)))
    return columns
