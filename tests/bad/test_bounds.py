"""No input, however hostile, takes more than seconds or 100 MiB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad.built import BUILT_FACTS, BUILT_PROGRAMS

ROOT = Path(__file__).parent.parent.parent
MOST_GROWTH = 100 * 1024
NAMES = sorted({*BUILT_PROGRAMS, *BUILT_FACTS})


@pytest.fixture(scope="module")
def measured() -> dict[str, list[dict[str, int]]]:
    """The runs of each input, by its name (a program and facts may share one)."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bad.bounded_run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    runs: dict[str, list[dict[str, int]]] = {}
    for line in ended.stdout.splitlines():
        run = json.loads(line)
        runs.setdefault(run["name"], []).append(run)
    return runs


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_well_and_small(name: str, measured: dict[str, list[dict[str, int]]]) -> None:
    assert measured[name]
    for run in measured[name]:
        assert run["status"] == 0, "a crash, or over 5 seconds"
        assert run["grown"] < MOST_GROWTH, "KiB more than for a good program"
