"""Programs written to break out of generated code never run anything."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.engine.compiled.hostile_texts import TEXTS

MINUTES = 5


@pytest.fixture(scope="module")
def told(root: Path) -> dict[str, Any]:
    """What a process saw that worked through all hostile programs under an audit hook."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.compiled.hostile_run"],
        cwd=root, capture_output=True, text=True, check=False, timeout=60 * MINUTES,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_there_are_enough_of_them() -> None:
    assert len(set(TEXTS)) >= 200


@pytest.mark.timeout(60 * MINUTES)
def test_nothing_is_imported_opened_or_run(told: dict[str, Any]) -> None:
    assert told["seen"] == []
    assert told["broken out"] is False


@pytest.mark.timeout(60 * MINUTES)
@pytest.mark.parametrize("event", ["compile", "open", "exec", "import", "socket.__new__"])
def test_the_hook_sees_what_it_is_there_for(event: str, told: dict[str, Any]) -> None:
    assert any(seen.startswith(f"{event} ") for seen in told["control"])


@pytest.mark.timeout(60 * MINUTES)
def test_printed_code_is_the_function_and_nothing_else(told: dict[str, Any]) -> None:
    assert told["wrong"] == []


@pytest.mark.timeout(60 * MINUTES)
def test_they_got_as_far_as_a_decision(told: dict[str, Any]) -> None:
    counted = told["counted"]
    assert counted["texts"] == len(TEXTS)
    assert counted["programs loaded"] > len(TEXTS)
    assert counted["programs refused"] > 100
    assert counted["decided REDEEMED"] > 2 * len(TEXTS)
    assert counted["sources printed"] >= 2 * counted["decided REDEEMED"]
    # Of each program once for one purchase and once for columns.
    assert told["compiled"] >= 2 * len(TEXTS)
