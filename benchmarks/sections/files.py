"""Parquet with text columns, read and decided; and how much memory that takes."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from benchmarks.figures import Check, Figure, Section
from benchmarks.measure import Contender, Say, figures, interleaved, ratio
from benchmarks.processes import watched
from benchmarks.reference.coded import coded
from benchmarks.reference.tables import table
from benchmarks.reference.terms import REFERENCE, program
from benchmarks.settings import Settings
from pointsman.batch.allocator import keep_freed_memory
from pointsman.batch.decide import BATCH_ROWS, Decider
from pointsman.batch.files.parquet_reading import ParquetSource
from pointsman.batch.run import Files, decide_file

MEBIBYTE = 2**20
MANY = 20_000_000
MOST = 300
"""Mebibytes that a run may take, however many rows it has."""

READING = "pyarrow reads the file"
DECIDING = "Pointsman reads it and decides"
WRITING = "Pointsman reads it, decides, and writes a file of decisions"
TEXT = """
The file has text (an id of its own for each row, codes and names in dictionaries, as writers of
Parquet leave them) and decimals. pyarrow reads it in batches, on one thread; Pointsman reads it in
the same batches and makes a batch of decisions, with all their fields, of each. Memory is the most
that the process of `pointsman decide PROGRAM FILE.parquet -o DECISIONS.parquet` has held at any
moment, the interpreter and all libraries included.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a row, and mebibytes."""
    keep_freed_memory()
    with TemporaryDirectory() as folder:
        file = Path(folder, "purchases.parquet")
        rows = settings.purchases
        write(file, rows, rows)
        contenders = [
            Contender(READING, rows, lambda: _exhaust(_read(file))),
            Contender(DECIDING, rows, lambda: _exhaust(_decided(file))),
            Contender(WRITING, rows, lambda: _file_to_file(file)),
        ]
        reading, deciding, _ = timings = interleaved(contenders, settings.rounds, say)
        peaks = [_peak(file, rows, say)]
        if settings.full:
            say(f"writing {MANY:,} rows")
            write(file, MANY, rows)
            peaks.append(_peak(file, MANY, say))
    over = Check("Parquet to decisions ÷ reading it", ratio(deciding, reading), 1.7)
    small = (Check(f"most memory, {peak.name}", peak.value, MOST, unit="MiB") for peak in peaks)
    return Section(
        "files",
        "Parquet",
        TEXT,
        (*figures(timings, "ns"), *peaks),
        (over, *small),
        (f"pyarrow {version('pyarrow')}",),
    )


def write(file: Path, rows: int, different: int) -> None:
    """A file of so many rows, of which so many are different."""
    part = table(coded(different))
    with pq.ParquetWriter(file, part.schema) as writer:
        for _ in range(rows // different):
            writer.write_table(part)
        writer.write_table(part.slice(0, rows % different))


def _read(file: Path) -> Iterator[object]:
    yield from pq.ParquetFile(file).iter_batches(BATCH_ROWS, use_threads=False)


def _decided(file: Path) -> Iterator[object]:
    decider = _decider()
    with ParquetSource(file.open("rb"), file.name, BATCH_ROWS) as source:
        binder = decider.binder(source.schema)
        for batch in source.batches():
            yield decider.decide(binder, batch.columns, batch.numbers[0]).decisions


def _file_to_file(file: Path) -> None:
    decide_file(program(), Files(file, file.with_name("decisions.parquet")))


@cache
def _decider() -> Decider:
    """Its loop is compiled when the rounds warm up."""
    return Decider.of(program())


def _exhaust(batches: Iterator[object]) -> None:
    for _ in batches:
        pass


def _peak(file: Path, rows: int, say: Say) -> Figure:
    say(f"memory at {rows:,} rows")
    decisions = file.with_name("decisions.parquet")
    spent = watched("pointsman.cli", ["decide", str(REFERENCE), str(file), "-o", str(decisions)])
    written = pq.read_metadata(decisions).num_rows
    if written != rows:
        raise ValueError(f"`pointsman decide` wrote {written} decisions for {rows} purchases")
    peak = spent.peak / MEBIBYTE
    return Figure(f"{rows:,} rows", peak, "MiB", peak, peak)
