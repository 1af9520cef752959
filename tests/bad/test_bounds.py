"""No input, however hostile, takes more than seconds or 100 MiB."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bad.built import BUILT_FACTS, BUILT_PROGRAMS

ROOT = Path(__file__).parent.parent.parent
MOST_GROWTH = 100 * 1024
"""KiB more than for a good program."""


def test_every_input_ends_well_and_small() -> None:
    """A process that crashes, or needs more than five seconds, ends with another status."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bad.bounded_run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    runs = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [run["name"] for run in runs] == [*BUILT_PROGRAMS, *BUILT_FACTS]
    assert [run for run in runs if run["status"] != 0 or run["grown"] >= MOST_GROWTH] == []
