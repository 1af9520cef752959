"""How long Python and the command take to start, each run in a process of its own.

The runs go in rounds, one of each kind a round, so that what else the machine does falls on all of
them alike. Figures are in milliseconds over bare `python -c pass`: the least of all rounds, the
median, and the least processor time (user and system). `make figures` prints them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROUNDS = 15
BARE = "bare Python"
COMMAND = "import sys; sys.argv[1:] = {!r}; from pointsman.cli import main; main()"

ONE_PURCHASE = (
    '{"id": "A-1", "authorization": {"amount": "100.00", "currency": "USD", "response_code": "00",'
    ' "processing": "purchase", "mcc": "5942", "time": "2026-03-07T12:30:00Z"}, "account":'
    ' {"status": "GOOD_STANDING", "balance": "12000", "preferences": {"mode": "ALL"}}}\n'
)


class Run(NamedTuple):
    """What to run: Python code, and what to add to the environment."""

    code: str
    env: Mapping[str, str]


class Cost(NamedTuple):
    """What one run took, in milliseconds."""

    processor: float
    elapsed: float


def costs(runs: Mapping[str, Run], rounds: int = ROUNDS) -> dict[str, list[Cost]]:
    """The costs of every run in every round, after one round that warms up and does not count."""
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            spent = _once(run)
            if number:
                found[name].append(spent)
    return found


def _once(run: Run) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", run.code],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **run.env},
    )
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{run.code} ended with status {process.returncode}")
    return Cost(1000 * (usage.ru_utime + usage.ru_stime), 1000 * elapsed)


def program_of_200_lines() -> str:
    """A valid program of 200 lines without a warning: groups, filters, overrides and tiers."""
    lines = ['program "Two hundred lines" {', "  version 1", "  currency USD", '  points "P" whole']
    lines += [
        f'  group g{n} {{ name "SHOP {n}*", "STORE {n} ?" mcc {4000 + n} }}' for n in range(60)
    ]
    lines += ["  filters {", "    purchase over 1.00"]
    lines += [f"    require amount > {n}.50 or channel = chip" for n in range(26)]
    lines += ["  }", "  conversion {", "    base { up to 500.00 at 0.01 above at 0.01 }"]
    lines += [
        f'    override "G{n}" for merchant g{n} when hour < {n % 23 + 1} at 0.008'
        for n in range(60)
    ]
    lines += [
        f'    override "M{n}" for mcc {5000 + n} when weekday in (sat, sun) at 0.009'
        for n in range(200 - len(lines) - 3)
    ]
    lines += ["  }", "  redemption { partial in steps of 10.00 }", "}"]
    return "\n".join(lines) + "\n"


def home_in(room: Path) -> dict[str, str]:
    """An environment in which programs are kept in a folder of their own."""
    folders = {"XDG_CACHE_HOME": room / "cache", "XDG_STATE_HOME": room / "state"}
    return {"POINTSMAN_CACHE": "on", **{name: str(path) for name, path in folders.items()}}


def _runs(room: Path) -> dict[str, Run]:
    long, facts = room / "two-hundred-lines.points", room / "one.ndjson"
    long.write_text(program_of_200_lines(), encoding="utf-8")
    facts.write_text(ONE_PURCHASE, encoding="utf-8")
    shipped = Path(__file__).parents[1] / "programs" / "shipped" / "world-elite.points"
    kept, unkept = home_in(room), {"POINTSMAN_CACHE": "off"}
    return {
        BARE: Run("pass", {}),
        "import attrs": Run("import attrs", {}),
        "import click": Run("import click", {}),
        "import pointsman.engine": Run("import pointsman.engine", {}),
        "import pointsman.engine.program": Run("import pointsman.engine.program", {}),
        "pointsman --version": _command({}, "--version"),
        "pointsman check, 200 lines": _command(unkept, "check", long),
        "pointsman decide, not kept": _command(unkept, "decide", shipped, facts),
        "pointsman decide, kept": _command(kept, "decide", shipped, facts),
        "pointsman decide, 200 lines, not kept": _command(unkept, "decide", long, facts),
        "pointsman decide, 200 lines, kept": _command(kept, "decide", long, facts),
    }


def _command(env: Mapping[str, str], *arguments: str | Path) -> Run:
    return Run(COMMAND.format([str(argument) for argument in arguments]), env)


def table(found: Mapping[str, Sequence[Cost]]) -> str:
    """The figures as lines of text, each over those of bare Python."""
    bare_least, bare_median, bare_processor = _figures(found[BARE])
    lines = [f"{f'milliseconds, {ROUNDS} rounds':<40} {'least':>8} {'median':>8} {'processor':>10}"]
    lines.append(f"{BARE:<40} {bare_least:>8.1f} {bare_median:>8.1f} {bare_processor:>10.1f}")
    for name, spent in found.items():
        if name != BARE:
            least, middle, processor = _figures(spent)
            lines.append(
                f"{name:<40} {least - bare_least:>+8.1f} {middle - bare_median:>+8.1f}"
                f" {processor - bare_processor:>+10.1f}"
            )
    return "\n".join(lines)


def _figures(spent: Sequence[Cost]) -> tuple[float, float, float]:
    elapsed = [cost.elapsed for cost in spent]
    return min(elapsed), median(elapsed), min(cost.processor for cost in spent)


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as room:
        print(table(costs(_runs(Path(room)))))


if __name__ == "__main__":
    main()
