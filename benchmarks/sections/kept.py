"""What it takes to keep a decision, and to explain it later."""

import tracemalloc
from collections.abc import Callable, Sequence

from benchmarks.figures import Check, Figure, Section
from benchmarks.measure import Say, decisions, figure, interleaved
from benchmarks.reference.coded import coded
from benchmarks.reference.hand_written import with_integers
from benchmarks.reference.purchases import as_mapping, purchases
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from pointsman.engine.binding import bind

KEPT = 100_000
TEXT = """
Memory is counted by `tracemalloc` over all decisions that are kept; the facts, which the caller
has anyhow, and the list that holds the decisions are left out. The hand-written Python keeps a
tuple that cannot explain itself. An explanation is rebuilt from the record, and compared with it.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Bytes of a record, and microseconds of its explanation as text."""
    opened = program()
    rows = list(purchases(coded(min(KEPT, settings.purchases))))
    read = [opened.read_facts(as_mapping(row)) for row in rows]
    decide = opened.compiled.decide
    say("counting bytes")
    bound = [(bind(opened.plan, opened.zone, facts), facts) for facts in read]
    ours = _bytes_each(lambda pair: decide(*pair), bound)
    tuples = _bytes_each(with_integers(terms()), rows)
    some = [decide(*pair) for pair in bound[: max(1, settings.timed // 50)]]
    (text,) = interleaved(
        [decisions("its explanation as text", lambda d: d.explain().to_text(), some)],
        settings.rounds,
        say,
    )
    shown = (
        Figure("a kept decision of Pointsman", ours, "bytes", ours, ours),
        Figure("a kept tuple of the hand-written Python", tuples, "bytes", tuples, tuples),
        figure(text, "µs"),
    )
    checks = (
        Check("a kept decision, facts aside", ours, 160, unit="bytes"),
        Check("`decision.explain()` as text", 1e6 * text.middle, 200, unit="µs"),
    )
    return Section("kept", "A kept decision", TEXT, shown, checks)


def _bytes_each(decide: Callable[..., object], rows: Sequence[object]) -> float:
    """Bytes that a kept answer takes, with all that belongs to it alone."""
    kept: list[object] = [None] * len(rows)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number, row in enumerate(rows):
        kept[number] = decide(row)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before) / len(kept)
