"""The whole of a sweep: samples along the axis, and all edges among them."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from pointsman.engine.exact import power_of_ten
from pointsman.engine.facts import Facts
from pointsman.engine.program import Program
from pointsman.tui.model.sweep.edges import Edge, edge_between
from pointsman.tui.model.sweep.landmarks import landmarks
from pointsman.tui.model.sweep.sample import Sample, Sampler
from pointsman.tui.model.sweep.scale import MOST, Axis, Scale, scale_of
from pointsman.tui.model.sweep.search import Search, level, regime
from pointsman.tui.model.sweep.stairs import Stairs, runs, stairs_of

GRID: Final = 960
"""Samples at even distances."""

MARKED: Final = 400
"""Landmarks that are looked at, each with its neighbours."""

BUDGET: Final = 6_000
"""Decisions that finding edges may take."""

LISTED_STEPS: Final = 200
"""Steps of partial redemption that are listed one by one; more are told together."""


@frozen
class Series:
    """A sweep from 0 to `high`. `present` is the value in the facts, None where it is unknown."""

    sampler: Sampler
    high: int
    present: int | None
    samples: tuple[Sample, ...]
    edges: tuple[Edge, ...]
    stairs: tuple[Stairs, ...]
    complete: bool
    """False: there may be more edges than were looked for."""

    @property
    def scale(self) -> Scale:
        """The axis with its unit."""
        return self.sampler.scale


def sweep(program: Program, facts: Facts, axis: Axis) -> Series:
    """Decide the facts along an axis, and find where the decision changes."""
    scale = scale_of(program, facts, axis)
    sampler = Sampler(program, facts, scale)
    marks = landmarks(program, facts, scale)
    far = _far(marks, scale)
    coarse = [sampler.at(value) for value in _values(marks, far, scale)]
    search = Search(sampler, BUDGET)
    found = search.changes(coarse, regime)
    stepping = runs(_known(sampler), program.plan.redemption.step)
    stairs: tuple[Stairs, ...] = ()
    if sum(run.count for run in stepping) <= LISTED_STEPS:
        found = search.changes(_known(sampler), level)
    else:
        stairs = tuple(stairs_of(run, search) for run in stepping)
        found += [pair for each in stairs for pair in (each.first, each.last)]
    found.sort(key=lambda pair: pair[1].value)
    edges = tuple(edge_between(axis, before, after) for before, after in found)
    present = scale.of(facts)
    return Series(
        sampler=sampler,
        high=_shown(edges, present, far, scale),
        present=present,
        samples=tuple(_known(sampler)),
        edges=edges,
        stairs=stairs,
        complete=search.complete,
    )


def _known(sampler: Sampler) -> list[Sample]:
    return [sampler.known[value] for value in sorted(sampler.known)]


def _far(marks: list[int], scale: Scale) -> int:
    """How far to look: half as far again as the last landmark."""
    least = power_of_ten(scale.places + 2)
    return min(max(least, max(marks, default=0) * 3 // 2), MOST)


def _values(marks: list[int], far: int, scale: Scale) -> list[int]:
    """Even distances, landmarks with their neighbours, and small numbers of all sizes."""
    grain = scale.grain
    values = {far * number // GRID for number in range(GRID + 1)}
    for mark in marks[:: len(marks) // MARKED + 1]:
        values.update((mark - grain, mark, mark + grain))
    values.update(_sizes(far))
    return sorted({value - value % grain for value in values if 0 <= value <= far})


def _sizes(far: int) -> Iterator[int]:
    size = 1
    while size <= far:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _shown(edges: tuple[Edge, ...], present: int | None, far: int, scale: Scale) -> int:
    """Where the axis ends: a quarter behind the last thing that happens on it."""
    last = max([edge.at for edge in edges] + [present or 0])
    return max(min(_rounded_up(last * 5 // 4 or far), MOST - MOST % scale.grain), scale.grain)


def _rounded_up(value: int) -> int:
    """To two digits, so that the end of an axis is easy to read; never below a hundred."""
    size = power_of_ten(max(len(str(value)) - 2, 2))
    return -(-value // size) * size
