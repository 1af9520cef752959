"""Measuring several implementations side by side: rounds that take turns, and medians.

What slows a machine down for a while then slows all of them down. A ratio is the median of the
ratios of the rounds, and so it need not be the quotient of two medians to the last digit.
"""

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median

from attrs import frozen

from benchmarks.figures import Figure

Say = Callable[[str], None]
SCALES = {"s": 1.0, "ms": 1e3, "µs": 1e6, "ns": 1e9}


@frozen
class Contender:
    """One implementation: `run` does `items` decisions (lines, rows, calls)."""

    name: str
    items: int
    run: Callable[[], object]
    note: str = ""


@frozen
class Timing:
    """Seconds for one item, round by round."""

    name: str
    seconds: tuple[float, ...]
    note: str = ""

    @property
    def middle(self) -> float:
        """The median, in seconds."""
        return median(self.seconds)


def decisions(name: str, decide: Callable[..., object], rows: Sequence[object]) -> Contender:
    """A contender that decides one row after another."""

    def run() -> None:
        for row in rows:
            decide(row)

    return Contender(name, len(rows), run)


def interleaved(contenders: Sequence[Contender], rounds: int, say: Say) -> list[Timing]:
    """The contenders' timings, in their order. A first round that warms up is not counted."""
    taken: list[list[float]] = [[] for _ in contenders]
    gc.collect()
    gc.freeze()
    for number in range(rounds + 1):
        say(f"round {number} of {rounds}" if number else "warming up")
        for contender, seconds in zip(contenders, taken, strict=True):
            spent = _once(contender.run)
            if number:
                seconds.append(spent / contender.items)
    gc.unfreeze()
    return [
        Timing(contender.name, tuple(seconds), contender.note)
        for contender, seconds in zip(contenders, taken, strict=True)
    ]


def ratio(one: Timing, other: Timing) -> float:
    """How many times as long `one` takes as `other`: the median over the rounds."""
    return median(a / b for a, b in zip(one.seconds, other.seconds, strict=True))


def figures(timings: Sequence[Timing], unit: str) -> tuple[Figure, ...]:
    """Lines of a table, each compared with the first."""
    return tuple(figure(timing, unit, ratio(timing, timings[0]), timing.note) for timing in timings)


def figure(timing: Timing, unit: str, of: float | None = None, note: str = "") -> Figure:
    """One line of a table."""
    scale = SCALES[unit]
    low, high = min(timing.seconds) * scale, max(timing.seconds) * scale
    return Figure(timing.name, timing.middle * scale, unit, low, high, of, note)


def named(timings: Sequence[Timing], name: str) -> Timing:
    """The timing of one contender.

    Raises:
        LookupError: there is none of that name.
    """
    for timing in timings:
        if timing.name == name:
            return timing
    raise LookupError(f"nothing called {name} was measured")


def _once(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
