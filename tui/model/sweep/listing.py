"""The edges of a sweep in words, a line each; many steps in a row are one line of their own."""

from attrs import frozen

from pointsman.engine.units import Units
from pointsman.tui.model.sweep.edges import Edge
from pointsman.tui.model.sweep.series import Series


@frozen
class Line:
    """One line of the list: the number of its edge, and its texts."""

    edge: int
    at: str
    what: str
    points: str = ""
    credit: str = ""
    reason: str = ""
    cliff: bool = False


def lines_of(series: Series) -> list[Line]:
    """All lines, rising."""
    units = series.sampler.program.plan.units
    counts = {each.first[1].value: each.count - 2 for each in series.stairs}
    lines = []
    for number, edge in enumerate(series.edges):
        lines.append(_line(number, edge, series, units))
        more = counts.get(edge.at, 0)
        if more > 0:
            lines.append(Line(number, "…", f"{more:,} more steps"))
    return lines


def _line(number: int, edge: Edge, series: Series, units: Units) -> Line:
    scale, before, after = series.scale, edge.before, edge.after
    return Line(
        edge=number,
        at=f"{scale.show(before.value)} │ {scale.show(after.value)}",
        what=f"▾ {edge.words}" if edge.cliff else edge.words,
        points=_change(units.show_points(before.points), units.show_points(after.points)),
        credit=_change(units.show_money(before.credit), units.show_money(after.credit)),
        reason=_change(before.reason, after.reason),
        cliff=edge.cliff,
    )


def _change(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
