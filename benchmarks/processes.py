"""Work in a process of its own: for figures that what ran before must not change."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

ROOT = Path(__file__).parent.parent
BYTECODE = ROOT / "build" / "bytecode"
ONE_THREAD = {
    "POLARS_MAX_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
}


class ProcessFailedError(Exception):
    """A process that was started ended badly; the message has what it said."""


@frozen
class Spent:
    """What a whole process took: seconds on the clock, and the most memory in bytes."""

    seconds: float
    peak: int


def alone(*, cores: int = 1) -> None:
    """Keep this process, and those that it starts, on so many cores: the last of its own."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cores:])


def environment() -> dict[str, str]:
    """The environment of a process that measures on one thread.

    Compiled modules are kept, as on any machine that has run Pointsman before.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = os.environ.get("PYTHONPATH")
    paths = [str(ROOT), *([found] if found else [])]
    return {
        **kept,
        **ONE_THREAD,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONPYCACHEPREFIX": str(BYTECODE),
    }


def python(arguments: Sequence[str], *, output: Path | None = None) -> float:
    """Run Python with these arguments; the seconds from start to end.

    Raises:
        ProcessFailedError: it ended badly.
    """
    with open(output or os.devnull, "wb") as written:
        started = time.perf_counter()
        ended = subprocess.run(
            [sys.executable, *arguments],
            stdout=written,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
        seconds = time.perf_counter() - started
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip()
        raise ProcessFailedError(f"{' '.join(arguments)}: {said or ended.returncode}")
    return seconds


def watched(module: str, arguments: Sequence[str] = (), *, output: Path | None = None) -> Spent:
    """Run a module as a program in a fresh process, and see how much memory it held at most.

    Raises:
        ProcessFailedError: it ended badly.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = ["-m", "benchmarks.watched", str(report), module, *arguments]
        python(command, output=output)
        told = json.loads(report.read_text(encoding="utf-8"))
    return Spent(told["seconds"], told["peak"])
