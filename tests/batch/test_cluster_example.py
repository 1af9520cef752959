"""`examples/cluster.py`: the same files come out on Daft's own runner and on Ray."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pointsman.batch.cluster.columns import frame_schema
from pointsman.batch.decide import decide_table
from pointsman.batch.replay import replay_tables
from pointsman.programs import load_shipped, shipped_path

PROGRAM = str(shipped_path("world-elite"))


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders that `sample` writes."""
    folder = tmp_path_factory.mktemp("example")
    assert run(root, "sample", str(folder)).returncode == 0
    return folder


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "examples/cluster.py", *arguments],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip


def read(folder: Path, *order: str) -> pa.Table:
    return pq.read_table(folder).sort_by([(name, "ascending") for name in order])


@pytest.mark.parametrize("runner", [(), ("--ray",)], ids=["native", "ray"])
def test_decisions(root: Path, sample: Path, tmp_path: Path, runner: tuple[str, ...]) -> None:
    done = run(root, "decide", PROGRAM, str(sample / "purchases"), str(tmp_path / "out"), *runner)
    assert done.returncode == 0, done.stderr
    expected = decide_table(load_shipped("world-elite"), pq.read_table(sample / "purchases"))
    found = read(tmp_path / "out", "file", "row").drop_columns(["file", "row"])
    schema = frame_schema(expected.schema)
    assert found.cast(schema).equals(expected.cast(schema))
    assert len(set(expected["reason"].to_pylist())) > 8


def test_a_replay(root: Path, sample: Path, tmp_path: Path) -> None:
    inputs = [str(sample / "accounts"), str(sample / "bought")]
    outputs = [tmp_path / "decisions", tmp_path / "ends"]
    done = run(root, "replay", PROGRAM, *inputs, *map(str, outputs))
    assert done.returncode == 0, done.stderr
    accounts, bought = map(pq.read_table, inputs)
    expected = replay_tables(load_shipped("world-elite"), accounts, bought)
    schema = frame_schema(expected.decisions.schema)
    found = read(outputs[0], "row").drop_columns(["row"])
    assert found.cast(schema).equals(expected.decisions.cast(schema))
    schema = frame_schema(expected.accounts.schema)
    ends = expected.accounts.sort_by("account_id")
    assert read(outputs[1], "account_id").cast(schema).equals(ends.cast(schema))


def test_what_is_wrong_is_one_sentence(root: Path, sample: Path, tmp_path: Path) -> None:
    done = run(root, "decide", PROGRAM, str(sample / "bought"), str(tmp_path / "out"))
    assert done.returncode == 1
    assert done.stderr.startswith("error: the column `account_id` is no fact of this program")
    done = run(root, "decide", PROGRAM, str(tmp_path / "none"), str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (1, f"error: `{tmp_path / 'none'}` cannot be read\n")
