"""Threads of one process beside Daft, on one of its runners, deciding the same Parquet files.

python -m benchmarks.cluster_rounds native|ray FOLDER ROUNDS OUTPUT

Daft takes one runner a process, so each has a process of its own, with threads beside it. Every
contender makes all columns of the decisions and comes to the sums of points and of credit.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path

import daft
import msgspec
import pyarrow.compute as pc
from daft import DataFrame, col

from benchmarks.measure import Contender, Timing, interleaved
from benchmarks.reference.terms import program
from pointsman.batch.cluster import decide_dataframe, decide_parquet
from pointsman.batch.cluster.files import ParquetFile, find_files
from pointsman.batch.cluster.sources import TASK_ROWS
from pointsman.batch.decide import BATCH_ROWS, decider_of

Sums = tuple[Decimal, Decimal]

THREADS = "threads of one process"
FILES = "`decide_parquet`"
FRAME = "`decide_dataframe`"
SUMMED = ("points", "credit")
RUNNERS = {"native": "Daft", "ray": "Daft on Ray"}


class SumsDifferError(Exception):
    """Daft and threads do not come to the same."""


def main() -> None:
    """Write the timings as JSON."""
    runner, folder, rounds, output = sys.argv[1:]
    _set_runner(runner)
    files = find_files([folder])
    rows = sum(part.stop - part.start for file in files for part in file.parts(TASK_ROWS))
    runs: dict[str, Callable[[], Sums]] = {
        THREADS: partial(_in_threads, files),
        FILES: lambda: _summed(decide_parquet(program(), folder)),
        FRAME: lambda: _summed(decide_dataframe(program(), daft.read_parquet(folder))),
    }
    expected = runs[THREADS]()
    for name, run in runs.items():
        if run() != expected:
            raise SumsDifferError(f"{name} on {runner} does not come to {expected}")
    contenders = [Contender(_title(name, runner), rows, run) for name, run in runs.items()]
    timings: list[Timing] = interleaved(contenders, int(rounds), _say)
    Path(output).write_bytes(msgspec.json.encode(timings))
    # Now and then Daft's threads are still busy with Python at the end, which then aborts.
    os._exit(0)


def _in_threads(files: list[ParquetFile]) -> Sums:
    parts = [(file, rows) for file in files for rows in file.parts(TASK_ROWS)]
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        sums = list(threads.map(lambda part: _sums_of(*part), parts))
    points, credit = zip(*sums, strict=True)
    return sum(points, Decimal(0)), sum(credit, Decimal(0))


def _sums_of(file: ParquetFile, rows: range) -> Sums:
    decider = decider_of(program())
    points = credit = Decimal(0)
    for batch in file.batches(rows, BATCH_ROWS):
        binder = decider.binder(batch.columns.schema)
        decided = decider.decide(binder, batch.columns, batch.numbers[0]).decisions
        points += pc.sum(decided["points"]).as_py()
        credit += pc.sum(decided["credit"]).as_py()
    return points, credit


def _summed(decisions: DataFrame) -> Sums:
    """The sums; every other column is counted, or Daft would not have it made."""
    others = [col(name).count() for name in decisions.column_names if name not in SUMMED]
    [sums] = decisions.agg(*(col(name).sum() for name in SUMMED), *others).to_pylist()
    return sums["points"], sums["credit"]


def _title(name: str, runner: str) -> str:
    return name if name == THREADS else f"{RUNNERS[runner]}, {name}"


def _set_runner(runner: str) -> None:
    if runner == "native":
        daft.set_runner_native()
        return
    import ray  # noqa: PLC0415 - the other runner needs none

    ray.init(address="local", include_dashboard=False, log_to_driver=False)
    daft.set_runner_ray()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
