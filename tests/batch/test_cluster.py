"""Daft's own runner and Ray come to what one machine comes to, row for row."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module", params=["native", "ray"])
def report(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What a process of its own found with one of the runners (tests/batch/cluster_script.py)."""
    folder = tmp_path_factory.mktemp("cluster")
    done = subprocess.run(
        [sys.executable, "-m", "tests.batch.cluster_script", request.param, str(folder)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_decisions_are_those_of_one_machine(report: dict[str, Any]) -> None:
    assert report["parquet_as_on_one_machine"] == {
        "same": True,
        "types": True,
        "metadata": True,
        "rows": True,
        "files": ["part-0.parquet", "part-1.parquet"],
        "reasons": True,
    }
    assert report["frame_as_on_one_machine"] == {"same": True, "numbers": True}
    assert report["drawn_programs"] == []


def test_a_plan_leaves_out_what_it_does_not_ask_for(report: dict[str, Any]) -> None:
    assert report["parts_of_a_plan"] == {"filtered": True, "counted": True, "first": [1, 2, 3]}


def test_a_replay_is_that_of_one_machine(report: dict[str, Any]) -> None:
    assert report["replay_as_on_one_machine"] == {
        "decisions": True,
        "accounts": True,
        "shared instants": True,
    }
    assert report["drawn_replays"] == []


def test_bad_rows(report: dict[str, Any]) -> None:
    negative = "/authorization/amount: `amount` is `-1.00`, but a number is never negative"
    assert report["bad_rows_of_a_frame"] == {
        "error": f"a purchase (line 11, id `P-1`): {negative}",
        "line": [10, 11, 12, 13],
        "id": ["P-0", "P-1", "P-2", "P-3"],
        "reason": ["PREFERENCE_OFF", None, "PREFERENCE_OFF", None],
        "codes": [None, ["bad-number"], None, ["bad-number", "not-a-choice"]],
        "message": "`amount` is `-1.00`, but a number is never negative",
    }
    assert report["bad_rows_of_a_file"] == {
        "error": f"a purchase (file `/bad.parquet`, row 2, id `P-1`): {negative}",
        "row": [1, 2, 3, 4],
        "reason": ["PREFERENCE_OFF", None, "PREFERENCE_OFF", None],
        "problems": [False, True, False, True],
    }


def test_bad_rows_of_a_replay(report: dict[str, Any]) -> None:
    unknown = "/account_id: `account_id` is `A-7`, but no row of the accounts has that id"
    twice = "/account_id: `account_id` is `A-1`, but row 1 has that id too"
    assert report["bad_rows_of_a_replay"] == {
        "error": f"a purchase (row 1, id `P-1`): {unknown}",
        "twice": f"the account `A-1`: {twice} (an account has one row)",
        "number": [0, 1, 2],
        "reason": ["REDEEMED_FULL", None, "REDEEMED_FULL"],
        "codes": [None, ["unknown-account"], None],
    }
