"""How quick the terminal program is: its first paint, its answer to a key, its loading of logs.

The first paint is taken from the command itself, in a terminal of its own (a pty), up to the rules
on the screen; other kinds of start run in the same rounds, so that what else the machine does
falls on all alike. Keys and logs are measured in the program without a terminal: from a key to the
screen with the new explanation, all waiting included, and the longest time in which the event
loop did nothing else.

Run it by hand: `python -m benchmarks.terminal [--json FILE]`.
"""

import argparse
import asyncio
import gc
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from attrs import asdict, frozen
from textual.events import Key
from textual.widgets import Input

from benchmarks.cold_start import ONE_PURCHASE, program_of_200_lines
from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.start import Start
from pointsman.tui.run import THRESHOLDS, TURN
from pointsman.tui.screens.log import LogScreen

ROUNDS = 11
KEYS = 30
LOGS = 5
ROWS = 100_000
SIZE = (140, 40)
_BEFORE = 0.02
"""Seconds by which watching the loop begins before what is watched."""
PATIENCE = 60.0
"""Seconds after which something that does not come is taken to be broken."""

FIRST_PAINT, ANSWER, FREEZE = 600.0, 100.0, 50.0
"""Milliseconds that the program is to keep to."""

FACTS = """\
authorization:
  amount: 100.00
  currency: USD
  response_code: "00"
  processing: purchase
  mcc: "5942"
  time: 2026-03-07T12:30:00Z
account:
  status: GOOD_STANDING
  balance: 12000
  preferences: {mode: ALL}
"""
AMOUNT = "/authorization/amount"
CHARACTERS = {"space": " ", "1": "1"}
"""What keys type, of those that do."""

ON_THE_SCREEN = b"currency"
"""A word of the rules, which are in the first paint."""


@frozen
class Figure:
    """What was measured, in milliseconds; `target` is None for what is only there to compare."""

    name: str
    least: float
    middle: float
    most: float
    target: float | None = None

    @classmethod
    def of(cls, name: str, spent: Sequence[float], target: float | None = None) -> "Figure":
        """Of times in seconds."""
        least, middle, most = (1000 * each for each in (min(spent), median(spent), max(spent)))
        return cls(name, least, middle, most, target)

    @property
    def judgement(self) -> str:
        """Whether the target is reached: by the median, and a freeze by the longest."""
        if self.target is None:
            return ""
        counts = self.most if self.target == FREEZE else self.middle
        return f"{self.target:.0f} {'reached' if counts <= self.target else 'MISSED'}"


def program_of(lines: int) -> str:
    """A program of so many lines: that of 200 lines with more overrides."""
    text = program_of_200_lines()
    more = [
        f'    override "N{n}" for mcc {7000 + n} when weekday in (sat, sun) at 0.009\n'
        for n in range(lines - text.count("\n"))
    ]
    head, brace, tail = text.rpartition("  }\n  redemption")
    return head + "".join(more) + brace + tail


# The first paint.


def first_paints(program: Path, room: Path) -> list[Figure]:
    """The command up to its first paint, and what it stands on."""
    command = [sys.executable, "-m", "pointsman.cli", "tui", str(program)]
    found: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        spent = {
            "bare Python": _run("pass"),
            "import textual.app": _run("import textual.app"),
            "pointsman tui: first paint": _until_painted(command, room),
        }
        for name, seconds in spent.items() if number else ():
            found.setdefault(name, []).append(seconds)
    targets = {"pointsman tui: first paint": FIRST_PAINT}
    return [Figure.of(name, spent, targets.get(name)) for name, spent in found.items()]


def _run(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def _until_painted(command: Sequence[str], room: Path) -> float:
    """Seconds from the start of the command to the word on its screen; then it is ended."""
    folders = {"XDG_STATE_HOME": str(room / "state"), "XDG_CONFIG_HOME": str(room / "config")}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": "40", "COLUMNS": "140"}
    started = time.perf_counter()
    process, screen = pty.fork()
    if not process:
        os.execvpe(command[0], command, {**os.environ, **folders, **terminal})  # noqa: S606
    try:
        _read_until(screen, ON_THE_SCREEN)
        return time.perf_counter() - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(screen)


def _read_until(screen: int, word: bytes) -> None:
    """Read what is drawn; what the program asks its terminal goes unanswered, and it goes on."""
    drawn = b""
    while word not in drawn:
        if not select.select([screen], [], [], PATIENCE)[0]:
            raise TimeoutError(f"there is nothing on the screen but {drawn!r}")
        drawn += os.read(screen, 1 << 16)


# From a key to the explanation.


async def answers(program: Path, facts: Path, name: str, target: float | None) -> list[Figure]:
    """The time from a key to the new explanation on the screen, in the rules and in the facts."""
    app = PointsmanApp(Start(program, facts))
    async with app.run_test(size=SIZE):
        await _come(lambda: isinstance(app.desk.latest, Decided) and not app.desk.stale)
        with _as_it_runs():
            app.workbench.rules.go_to(3, 1 + len("  currency USD"))
            in_rules = await _keys(app, ("space", "backspace"))
            app.workbench.facts.go_to_field(AMOUNT)
            await _come(lambda: isinstance(app.focused, Input))
            in_facts = await _keys(app, ("home", "1", "home", "delete"))
    return [
        Figure.of(f"a key in the rules, {name}", in_rules, target),
        Figure.of(f"a key in the amount, {name}", in_facts, target),
    ]


async def _keys(app: PointsmanApp, keys: Sequence[str]) -> list[float]:
    """The times of the keys that change something; `home` only moves."""
    spent = []
    for number in range(KEYS + 2):
        for key in keys:
            started = time.perf_counter()
            before = _texts(app)
            app.post_message(Key(key, CHARACTERS.get(key)))
            if key != "home":
                await _come(lambda before=before: _texts(app) != before)
                await _drawn(app)
                if number > 1:
                    spent.append(time.perf_counter() - started)
            await _drawn(app)
    return spent


def _texts(app: PointsmanApp) -> object:
    """What the latest answer is an answer to."""
    latest = app.desk.latest
    return None if latest is None else (latest.rules.rules, latest.question.question)


async def _come(there: Callable[[], bool]) -> None:
    """Wait for something that the program does."""
    until = time.perf_counter() + PATIENCE
    while not there():
        if time.perf_counter() > until:
            raise TimeoutError("it does not come")
        await asyncio.sleep(0.0005)


async def _drawn(app: PointsmanApp) -> None:
    """Wait until the screen has been drawn."""
    done = asyncio.Event()
    app.screen.call_after_refresh(done.set)
    await done.wait()


@contextmanager
def _as_it_runs() -> Iterator[None]:
    """The collector of garbage and the turns of threads as they are when the program runs."""
    gc.collect()
    gc.freeze()
    before, turn = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(*THRESHOLDS)
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        gc.set_threshold(*before)
        gc.unfreeze()


# Logs.


def logs(program: Path, room: Path) -> Mapping[str, Path]:
    """Purchases and the decisions on them, in lines and as a table."""
    purchases = room / "purchases.ndjson"
    rows = (ONE_PURCHASE.replace("A-1", f"A-{n}").replace("100.00", f"{n}.00") for n in range(ROWS))
    purchases.write_text("".join(rows), encoding="utf-8")
    files = {"NDJSON": room / "decisions.ndjson", "Parquet": room / "decisions.parquet"}
    for path in files.values():
        command = ["-m", "pointsman.cli", "decide", str(program), str(purchases), "-o", str(path)]
        subprocess.run([sys.executable, *command], check=True)
    return {**files, "NDJSON of purchases": purchases}


def freezes(program: Path, facts: Path, log: Path, name: str) -> list[Figure]:
    """The longest gap between two turns of the event loop while a log is opened and read.

    The place itself is made in that time, too: a key waits for that as it waits for rows.
    """
    found = [asyncio.run(_freeze(program, facts, log)) for _ in range(LOGS)]
    gaps, wholes = zip(*found, strict=True)
    title = f"{ROWS:,} rows of {name}"
    return [
        Figure.of(f"{title}: the longest freeze", gaps, FREEZE),
        Figure.of(f"{title}: all is read", wholes),
    ]


async def _freeze(program: Path, facts: Path, log: Path) -> tuple[float, float]:
    app = PointsmanApp(Start(program, facts))
    async with app.run_test(size=SIZE):
        await _come(lambda: app.desk.latest is not None and app.desk.latest.rules.complete)
        with _as_it_runs():
            started = time.perf_counter()
            gaps = await _gaps_while(lambda: _read_whole(app, log))
            return max(gaps), time.perf_counter() - started


async def _read_whole(app: PointsmanApp, log: Path) -> None:
    """From the call that opens the place until the last row is on the screen."""
    app.show_log(log)
    await _come(lambda: isinstance(app.screen, LogScreen))
    screen = app.screen
    if isinstance(screen, LogScreen):
        await _come(lambda: screen.decisions is not None and screen.decisions.whole)
    await _drawn(app)


async def _gaps_while(begin: Callable[[], Awaitable[None]]) -> list[float]:
    """The seconds between turns of the loop until something is done."""
    gaps: list[float] = []

    async def watch() -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            gaps.append(now - before)
            before = now
            await asyncio.sleep(0.001)
            before = min(before + 0.001, time.perf_counter())

    watching = asyncio.create_task(watch())
    await asyncio.sleep(_BEFORE)
    await begin()
    watching.cancel()
    return gaps


# All of it.


def measured(room: Path) -> Iterator[Figure]:
    """Every figure, the cheapest first."""
    facts = room / "facts.yaml"
    facts.write_text(FACTS, encoding="utf-8")
    programs = {lines: room / f"lines-{lines}.points" for lines in (200, 2000)}
    for lines, path in programs.items():
        path.write_text(program_of(lines), encoding="utf-8")
    yield from first_paints(programs[200], room)
    yield from asyncio.run(answers(programs[200], facts, "200 lines", ANSWER))
    yield from asyncio.run(answers(programs[2000], facts, "2,000 lines", None))
    for name, log in logs(programs[200], room).items():
        yield from freezes(programs[200], facts, log, name)


def line_of(figure: Figure) -> str:
    """A figure as a line of the table."""
    return (
        f"{figure.name:<52} {figure.least:>8.1f} {figure.middle:>8.1f} {figure.most:>8.1f}"
        f"  {figure.judgement}"
    ).rstrip()


def main() -> None:
    """Measure, print the table, and keep the figures where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    given = parser.parse_args()
    print(f"{'milliseconds':<52} {'least':>8} {'median':>8} {'most':>8}  target")
    figures = []
    with TemporaryDirectory() as name:
        room = Path(name)
        # Nothing of the user's own is read, and nothing is left behind.
        os.environ.update(XDG_STATE_HOME=str(room / "state"), XDG_CONFIG_HOME=str(room / "config"))
        for figure in measured(room):
            figures.append(figure)
            print(line_of(figure), flush=True)
    if given.json is not None:
        given.json.write_text(json.dumps([asdict(each) for each in figures], indent=2) + "\n")


if __name__ == "__main__":
    main()
