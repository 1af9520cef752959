"""Columns in memory, on one thread."""

from collections.abc import Callable
from importlib.metadata import version

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, Timing, figures, interleaved, named, ratio
from benchmarks.peers import c_loop, duckdb, polars
from benchmarks.peers.registry import needed
from benchmarks.reference.coded import coded
from benchmarks.reference.tables import bound_columns, table
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from pointsman.batch.decide import decide_table
from pointsman.batch.kernel import Kernel

KERNEL = "Pointsman, the compiled loop"
TABLE = "Pointsman, `decide_batch` of a table with text"
CHAIN = "C loop, one condition after another"
STAGES = "C loop, in two stages"
C_LOOP = "C loop"
TEXT = """
The loops, polars and duckdb are handed the same columns: small numbers in place of text, amounts
as 64-bit integers. They come to a reason code, points and credit a row. The C loop is compiled with
`gcc -O3 -march=native` for this program alone, in two forms; the faster one in a round is the
limit. `decide_batch` does all of it: it takes the table as a file holds it, with text and
decimals, and gives one back with every field of a decision.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a row."""
    contenders = [*_pointsman(settings), *_peers(settings)]
    timings = interleaved(contenders, settings.rounds, say)
    if "c-loop" in settings.peers:
        timings.insert(0, _faster(named(timings, CHAIN), named(timings, STAGES)))
    versions = [f"numpy {version('numpy')}", f"numba {version('numba')}"]
    versions += [f"pyarrow {version('pyarrow')}"]
    versions += [f"{key} {version(key)}" for key in settings.taking_part("polars", "duckdb")]
    return Section(
        "columns",
        "Columns in memory",
        TEXT,
        figures(timings, "ns"),
        tuple(_checks(timings)),
        tuple(versions),
        chart=True,
    )


def _pointsman(settings: Settings) -> list[Contender]:
    opened, columns = program(), coded(settings.purchases)
    kernel, bound = Kernel.of(opened, targets=False), bound_columns(columns)
    rows = bound.rows
    whole = table(columns)
    return [
        Contender(KERNEL, rows, lambda: kernel.run(bound, compiled=True)),
        Contender(TABLE, rows, lambda: decide_table(opened, whole)),
    ]


def _peers(settings: Settings) -> list[Contender]:
    columns, said = coded(settings.purchases), terms()
    made: list[tuple[str, Callable[[], object]]] = []
    if "c-loop" in settings.peers:
        loop = c_loop.CLoop(said)
        made += [
            (CHAIN, lambda: loop.chain(columns)),
            (STAGES, lambda: loop.two_stages(columns)),
        ]
    if "polars" in settings.peers:
        needed("polars")
        frame = polars.frame(columns)
        made.append(("polars", lambda: polars.decide(said, frame)))
    if "duckdb" in settings.peers:
        needed("duckdb")
        opened = duckdb.connection(columns)
        made.append(("duckdb", lambda: duckdb.decide(said, opened)))
    return [Contender(name, settings.purchases, run) for name, run in made]


def _faster(one: Timing, other: Timing) -> Timing:
    """The better of two forms, round by round."""
    seconds = tuple(min(pair) for pair in zip(one.seconds, other.seconds, strict=True))
    return Timing(C_LOOP, seconds, "the faster of its forms")


def _checks(timings: list[Timing]) -> list[Check]:
    ours = named(timings, KERNEL)
    checks = []
    for timing in timings:
        if timing.name == C_LOOP:
            checks.append(Check("the compiled loop ÷ C loop", ratio(ours, timing), 1.6))
        if timing.name in {"polars", "duckdb"}:
            what = f"{timing.name} ÷ the compiled loop"
            checks.append(Check(what, ratio(timing, ours), 3, at_least=True))
    return checks
