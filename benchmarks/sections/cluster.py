"""Daft against plain threads, with the same decider, on all cores of one machine."""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc
import pyarrow.parquet as pq
from daft import col

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, figures, interleaved, ratio
from benchmarks.reference.terms import program
from benchmarks.sections.files import write
from benchmarks.settings import Settings
from benchmarks.verify import DisagreementError
from pointsman.batch.cluster import decide_parquet
from pointsman.batch.decide import BATCH_ROWS, Decider

TIMES = 10
"""How often the purchases stand in the file, each time in a row group of their own."""

THREADS = "plain threads, a row group each"
DAFT = "Daft, with its own runner"
TEXT = f"""
A Parquet file of {TIMES} row groups is decided and the credit added up, on all cores of the
machine: by threads of Python that take a row group after another, and by `decide_parquet` of Daft.
Both use the same decider, and come to the same sum.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a row.

    Raises:
        DisagreementError: the two do not come to the same sum.
    """
    with TemporaryDirectory() as folder:
        file, rows = Path(folder, "purchases.parquet"), TIMES * settings.purchases
        write(file, rows, settings.purchases)
        decider = Decider.of(program())
        sums = _by_threads(decider, file), _by_daft(file)
        if sums[0] != sums[1]:
            raise DisagreementError(f"threads come to {sums[0]} of credit, Daft to {sums[1]}")
        contenders = [
            Contender(THREADS, rows, lambda: _by_threads(decider, file)),
            Contender(DAFT, rows, lambda: _by_daft(file)),
        ]
        threads, daft = timings = interleaved(contenders, settings.rounds, say)
    checks = (Check("Daft ÷ plain threads", ratio(daft, threads), 1.4),)
    versions = (f"daft {version('daft')}",)
    return Section("cluster", "Daft", TEXT, figures(timings, "ns"), checks, versions)


def _by_threads(decider: Decider, file: Path) -> Decimal:
    groups = pq.read_metadata(file).num_row_groups
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return sum(pool.map(partial(_credit_of, decider, file), range(groups)), Decimal(0))


def _credit_of(decider: Decider, file: Path, group: int) -> Decimal:
    opened = pq.ParquetFile(file)
    binder = decider.binder(opened.schema_arrow)
    total = Decimal(0)
    for batch in opened.iter_batches(BATCH_ROWS, row_groups=[group], use_threads=False):
        total += pc.sum(decider.decide(binder, batch).decisions.column("credit")).as_py()
    return total


def _by_daft(file: Path) -> Decimal:
    added = decide_parquet(program(), str(file)).agg(col("credit").sum()).to_pydict()
    (total,) = added["credit"]
    return Decimal(total)
