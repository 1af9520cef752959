"""How long it takes to begin: imports, and the command on one purchase."""

import json
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, Timing, figures, interleaved
from benchmarks.processes import python
from benchmarks.reference.coded import coded
from benchmarks.reference.purchases import as_mapping, purchases
from benchmarks.reference.terms import REFERENCE
from benchmarks.settings import Settings

BARE = "bare Python"
PACKAGE = "`import pointsman.engine`"
ENGINE = "importing all of the engine that decides"
COMMAND = "`pointsman decide`, one purchase"
TEXT = """
Each time a fresh process, from start to end, its modules compiled to bytecode before. The package
itself is empty: what decides is imported from below it. The command decides one purchase by the
reference program, which an earlier run has loaded. What is over bare Python is the difference of
the least of the rounds, since nothing but other work on the machine can add to them.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Milliseconds over bare Python."""
    with TemporaryDirectory() as folder:
        purchase = Path(folder, "purchase.ndjson")
        (row,) = purchases(coded(1))
        purchase.write_text(json.dumps(as_mapping(row)) + "\n", encoding="utf-8")
        decide = ["-m", "pointsman.cli", "decide", str(REFERENCE), str(purchase)]
        wanted = {
            BARE: ["-c", "pass"],
            PACKAGE: ["-c", "import pointsman.engine"],
            ENGINE: ["-c", "import pointsman.engine.program, pointsman.engine.compiled.evaluator"],
            COMMAND: decide,
        }
        contenders = [_contender(name, arguments) for name, arguments in wanted.items()]
        bare, package, engine, command = timings = interleaved(contenders, 2 * settings.rounds, say)
    checks = (
        Check(f"{PACKAGE}, over bare Python", _over(package, bare), 30, unit="ms"),
        Check(f"{ENGINE}, over bare Python", _over(engine, bare), 30, unit="ms"),
        Check(f"{COMMAND}, over bare Python", _over(command, bare), 100, unit="ms"),
    )
    versions = (f"click {version('click')}",)
    return Section("start", "To begin", TEXT, figures(timings, "ms"), checks, versions)


def _contender(name: str, arguments: list[str]) -> Contender:
    return Contender(name, 1, lambda: python(arguments))


def _over(timing: Timing, bare: Timing) -> float:
    return 1e3 * (min(timing.seconds) - min(bare.seconds))
