"""Replays from files to files, by function and by command, and what they leave when they fail."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pointsman.batch.files.problems import BadFileError
from pointsman.batch.replay import (
    BadAccountError,
    BadPurchaseError,
    ReplayFiles,
    ReplayRun,
    replay_files,
)
from pointsman.cli import group
from tests.batch.replay_cases import account, program, purchase, request
from tests.batch.replay_streams import table_of

Json = dict[str, Any]

ACCOUNTS = (account("A", "12000", "NEXT"), account("B", None))
PURCHASES = (
    purchase("A", 3, id="late"),
    purchase("A", 1, id="early"),
    purchase("B", 1, id="other"),
    {**request("A", 3, asked=9), "id": "late"},
)
REASONS = ["PREFERENCE_OFF", "REDEEMED_FULL", "INSUFFICIENT_BALANCE", "REDEEMED_FULL"]

PROGRAM = """\
program "Test" {
  version   1
  currency  USD
  points    "Points" whole

  conversion {
    base at 0.01
  }

  redemption {
    full
  }

  post purchase {
    after  PREFERENCE_OFF
  }
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a program, accounts and purchases."""
    (tmp_path / "test.points").write_text(PROGRAM)
    _write_lines(tmp_path / "accounts.ndjson", ACCOUNTS)
    _write_lines(tmp_path / "purchases.ndjson", PURCHASES)
    return tmp_path


def _write_lines(path: Path, rows: tuple[Json, ...]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _files(folder: Path, **others: Any) -> ReplayFiles:
    given = {
        "accounts": folder / "accounts.ndjson",
        "purchases": folder / "purchases.ndjson",
        "decisions": folder / "decisions.ndjson",
        "end_state": folder / "end.ndjson",
    }
    return ReplayFiles(**{**given, **others})


class TestFunction:
    def test_lines_in_and_lines_out(self, folder: Path) -> None:
        told: list[tuple[int, int | None]] = []
        run = replay_files(program(), _files(folder), lambda *done: told.append(done))
        assert run == ReplayRun(rows=4, bad=0, accounts=2)
        assert told == [(4, None)]
        rows = _lines(folder / "decisions.ndjson")
        assert [row["reason"] for row in rows] == REASONS
        assert [row["turn"] for row in rows] == [2, 1, 1, 3]
        assert list(rows[0])[:4] == ["id", "account_id", "turn", "outcome"]
        assert rows[0]["program"] == program().identity()
        ends = _lines(folder / "end.ndjson")
        assert [row["balance"] for row in ends] == ["2000", None]
        assert ends[0]["preferences"]["mode"] == "OFF"
        assert ends[0]["replay"]["redeemed"] == 2

    def test_an_end_state_begins_the_next(self, folder: Path) -> None:
        replay_files(program(), _files(folder))
        again = _files(folder, accounts=folder / "end.ndjson", end_state=folder / "end2.ndjson")
        replay_files(program(), again)
        assert [row["balance"] for row in _lines(folder / "end2.ndjson")] == ["2000", None]

    @pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "arrows", "ndjson"])
    def test_every_format_says_the_same(self, folder: Path, ending: str) -> None:
        pq.write_table(table_of(PURCHASES), folder / "purchases.parquet")
        end, decisions = folder / f"end.{ending}", folder / f"decisions.{ending}"
        source = folder / "purchases.parquet"
        replay_files(
            program(), _files(folder, purchases=source, decisions=decisions, end_state=end)
        )
        last = folder / "last.ndjson"
        replay_files(program(), _files(folder, accounts=end, end_state=last))
        assert [row["balance"] for row in _lines(last)] == ["2000", None]

    def test_decimals_of_money_in_text(self, folder: Path) -> None:
        replay_files(program(), _files(folder, end_state=folder / "end.csv"))
        with (folder / "end.csv").open() as stream:
            rows = list(csv.DictReader(stream))
        assert (rows[0]["replay.credit"], rows[0]["replay.points"]) == ("100.00", "10000")

    def test_bad_purchases_go_to_a_file_of_their_own(self, folder: Path) -> None:
        strays = (*PURCHASES[:2], purchase("C", 1, id="stray"), *PURCHASES[2:])
        _write_lines(folder / "purchases.ndjson", strays)
        with (folder / "purchases.ndjson").open("a") as stream:
            stream.write("\nno json\n")
        run = replay_files(program(), _files(folder, bad_rows=folder / "bad.ndjson"))
        assert (run.rows, run.bad) == (6, 2)
        bad = _lines(folder / "bad.ndjson")
        assert [(row["row"], row["id"], row["error"]["code"]) for row in bad] == [
            (3, "stray", "unknown-account"),
            (7, None, "not-json"),
        ]
        assert [row["reason"] for row in _lines(folder / "decisions.ndjson")] == REASONS

    def test_a_bad_purchase_leaves_nothing_behind(self, folder: Path) -> None:
        _write_lines(folder / "purchases.ndjson", (*PURCHASES, purchase("C", 1)))
        before = sorted(folder.iterdir())
        with pytest.raises(BadPurchaseError) as caught:
            replay_files(program(), _files(folder))
        assert caught.value.problem.row == 5
        assert sorted(folder.iterdir()) == before

    @pytest.mark.parametrize("row", [ACCOUNTS[0], {"account_id": "D", "balance": True}])
    def test_a_bad_account_ends_the_run(self, folder: Path, row: Json) -> None:
        _write_lines(folder / "accounts.ndjson", (*ACCOUNTS, row))
        before = sorted(folder.iterdir())
        with pytest.raises(BadAccountError) as caught:
            replay_files(program(), _files(folder, bad_rows=folder / "bad.ndjson"))
        assert caught.value.problem.row == 3
        assert sorted(folder.iterdir()) == before

    def test_a_file_that_is_cut_off(self, folder: Path) -> None:
        pq.write_table(table_of(PURCHASES), folder / "cut.parquet")
        data = (folder / "cut.parquet").read_bytes()
        (folder / "cut.parquet").write_bytes(data[: len(data) // 2])
        before = sorted(folder.iterdir())
        with pytest.raises(BadFileError):
            replay_files(program(), _files(folder, purchases=folder / "cut.parquet"))
        assert sorted(folder.iterdir()) == before

    def test_an_output_that_cannot_be_written(self, folder: Path) -> None:
        with pytest.raises(BadFileError):
            replay_files(program(), _files(folder, end_state=folder / "nowhere" / "end.csv"))
        assert not (folder / "decisions.ndjson").exists()


class TestCommand:
    @pytest.fixture(autouse=True)
    def inside(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(group, "COMMANDS", tuple({*group.COMMANDS, "replay"}))

    def _run(self, *others: str, accounts: str = "accounts.ndjson") -> int:
        given = ("--purchases", "purchases.ndjson", "--accounts", accounts)
        return group.run(["replay", "test.points", *given, *others])

    def test_decisions_go_to_standard_output(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert self._run() == 0
        told = capfd.readouterr()
        assert [json.loads(line)["reason"] for line in told.out.splitlines()] == REASONS
        assert told.err == ""

    def test_files_are_written(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert self._run("-o", "decisions.parquet", "--end-state", "end.csv") == 0
        assert pq.read_table(folder / "decisions.parquet")["reason"].to_pylist() == REASONS
        assert (folder / "end.csv").read_text().startswith("account_id,status,")
        assert capfd.readouterr().out == ""

    def test_a_row_is_named_with_its_file(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        _write_lines(folder / "purchases.ndjson", (purchase("C", 1, id="P-1"),))
        assert self._run() == 1
        told = capfd.readouterr()
        assert told.out == ""
        assert "row 1 (P-1) of `purchases.ndjson`: `account_id` is `C`" in told.err
        assert self._run("--skip-bad", "bad.ndjson") == 1
        assert capfd.readouterr().err == ""
        assert len(_lines(folder / "bad.ndjson")) == 1

    def test_what_is_wrong_with_the_accounts(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        _write_lines(folder / "accounts.ndjson", (ACCOUNTS[0], ACCOUNTS[0]))
        (folder / "wide.csv").write_text("account_id,blance\nA,1\n")
        assert self._run() == 1
        assert "row 2 (A) of `accounts.ndjson`" in capfd.readouterr().err
        assert self._run(accounts="wide.csv") == 1
        assert "`wide.csv`: the column `blance`" in capfd.readouterr().err

    @pytest.mark.parametrize("name", ["nowhere.csv", "accounts.txt"])
    def test_files_that_are_no_files(self, name: str, capfd: pytest.CaptureFixture[str]) -> None:
        assert self._run(accounts=name) == 2
        assert f"`{name}`" in capfd.readouterr().err

    def test_a_program_with_mistakes(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (folder / "test.points").write_text(PROGRAM.replace("USD", "USX"))
        assert self._run() == 1
        assert "unknown-currency" in capfd.readouterr().err
