"""How long the command takes to start, each run in a process of its own.

The figures are processor time (user and system) and elapsed time, the least of several runs: what
else the machine does can only add to them. `make figures` prints them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

RUNS = 9
BARE = ("-c", "pass")
VERSION = ("-c", "from pointsman.cli import main; main()", "--version")
CHECK = ("-c", "from pointsman.cli import main; main()", "check")


class Cost(NamedTuple):
    """What one run took, in milliseconds."""

    processor: float
    elapsed: float


def cost(arguments: Sequence[str], runs: int = RUNS) -> Cost:
    """The least cost of running Python with these arguments; each run must end well."""
    costs = [_once(arguments) for _ in range(runs)]
    return Cost(min(c.processor for c in costs), min(c.elapsed for c in costs))


def _once(arguments: Sequence[str]) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with status {process.returncode}")
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


def main() -> None:
    """Print the table."""
    bare = cost(BARE)
    rows = {"bare Python": bare, "pointsman --version": cost(VERSION)}
    with TemporaryDirectory() as room:
        program = Path(room, "two-hundred-lines.points")
        program.write_text(program_of_200_lines(), encoding="utf-8")
        rows["pointsman check, 200 lines"] = cost((*CHECK, str(program)))
    print(f"{f'milliseconds, the least of {RUNS} runs':<40} processor  elapsed  over bare")
    for name, spent in rows.items():
        over = spent.elapsed - bare.elapsed
        print(f"{name:<40} {spent.processor:>9.0f} {spent.elapsed:>8.0f} {over:>10.0f}")


if __name__ == "__main__":
    main()
