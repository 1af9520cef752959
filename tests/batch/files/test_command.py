"""`pointsman decide` and `pointsman explain --row` with tables in files."""

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pointsman.batch.files.writing import open_writer
from pointsman.cli.group import run
from pointsman.cli.progress import Progress
from tests.batch.files.purchases import (
    PROGRAM_TEXT,
    expected,
    flat_table,
    lines,
    purchases,
    write_table,
)

ROWS = purchases(60)
COMMAND = (sys.executable, "-m", "pointsman.cli")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a program and purchases in several formats."""
    monkeypatch.chdir(tmp_path)
    Path("p.points").write_text(PROGRAM_TEXT, encoding="utf-8")
    Path("x.ndjson").write_bytes(lines(ROWS))
    write_table(Path("x.csv"), flat_table(ROWS))
    write_table(Path("x.parquet"), flat_table(ROWS))
    rows = purchases(60)
    rows[6]["authorization"]["amount"] = "-1.00"
    write_table(Path("bad.csv"), flat_table(rows))
    return tmp_path


Shown = pytest.CaptureFixture[str]


class TestDecide:
    @pytest.mark.parametrize("name", ["x.ndjson", "x.csv", "x.parquet"])
    def test_from_any_format_to_lines(self, name: str, folder: Path, capfd: Shown) -> None:
        assert run(["decide", "p.points", name]) == 0
        shown = capfd.readouterr()
        assert (shown.out.splitlines(), shown.err) == (expected(ROWS), "")

    def test_to_a_file_of_its_own(self, folder: Path, capfd: Shown) -> None:
        assert run(["decide", "p.points", "x.parquet", "-o", "out.ndjson"]) == 0
        assert capfd.readouterr() == ("", "")
        assert Path("out.ndjson").read_text(encoding="utf-8").splitlines() == expected(ROWS)

    def test_formats_may_be_named(self, folder: Path, capfd: Shown) -> None:
        Path("x.csv").rename("x.txt")
        call = ["decide", "p.points", "x.txt", "--format", "csv", "-o", "out.txt"]
        assert run([*call, "--output-format", "csv"]) == 0
        assert Path("out.txt").read_text(encoding="utf-8").startswith("id,outcome,code")
        assert run(call) == 2
        assert "`out.txt` does not tell its format" in capfd.readouterr().err

    def test_through_pipes(self, folder: Path) -> None:
        done = subprocess.run(
            [*COMMAND, "decide", "p.points", "-", "--format", "csv", "--output-format", "csv"],
            input=Path("x.csv").read_bytes(), capture_output=True, check=True,
        )  # fmt: skip
        assert len(done.stdout.splitlines()) == 61
        assert done.stderr == b""

    @pytest.mark.parametrize("option", ["--format", "--output-format"])
    def test_no_parquet_through_pipes(self, option: str, folder: Path) -> None:
        call = [*COMMAND, "decide", "p.points", "-", option, "parquet"]
        with subprocess.Popen(call, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            _, err = process.communicate(b"")
        assert (process.returncode, b"error[needs-a-file]" in err) == (2, True)

    def test_the_first_bad_row_is_told(self, folder: Path, capfd: Shown) -> None:
        before = sorted(os.listdir())
        assert run(["decide", "p.points", "bad.csv", "-o", "out.csv"]) == 1
        err = capfd.readouterr().err
        assert err.startswith("error[bad-number]: row 7 of `bad.csv`, id `A-7`: `amount` is `-1`")
        assert sorted(os.listdir()) == before

    def test_as_json(self, folder: Path, capfd: Shown) -> None:
        assert run(["decide", "p.points", "bad.csv", "-o", "out.csv", "--json"]) == 1
        told = json.loads(capfd.readouterr().err)["error"]
        assert (told["code"], told["message"][:18]) == ("bad-number", "row 7 of `bad.csv`")

    def test_bad_rows_may_be_skipped(self, folder: Path, capfd: Shown) -> None:
        call = ["decide", "p.points", "bad.csv", "-o", "out.csv", "--skip-bad", "rest.ndjson"]
        assert run(call) == 1
        assert capfd.readouterr() == ("", "")
        assert len(Path("out.csv").read_text(encoding="utf-8").splitlines()) == 60
        assert json.loads(Path("rest.ndjson").read_text(encoding="utf-8"))["row"] == 7

    @pytest.mark.parametrize(
        ("arguments", "status", "told"),
        [
            (["no.parquet"], 2, "error[unreadable-file]: `no.parquet` cannot be read"),
            (["x.csv", "-o", "no/out.csv"], 2, "error[unwritable-file]: `no/out.csv` cannot be"),
            (["x.csv", "-o", "x.csv"], 2, "error[same-file]: `x.csv` is named twice"),
            (["x.csv", "-o", "o.csv", "--skip-bad", "o.csv"], 2, "error[same-file]: `o.csv`"),
            (["x.csv", "--format", "parquet"], 1, "error[broken-file]: `x.csv` is no Parquet file"),
            (["x.csv", "--format", "excel"], 2, "'excel' is not one of"),
        ],
    )
    def test_what_cannot_be_done_is_told(
        self, arguments: list[str], status: int, told: str, folder: Path, capfd: Shown
    ) -> None:
        before = Path("x.csv").read_bytes()
        assert run(["decide", "p.points", *arguments]) == status
        assert told in capfd.readouterr().err
        assert Path("x.csv").read_bytes() == before

    def test_wrong_columns_are_told(self, folder: Path, capfd: Shown) -> None:
        Path("y.csv").write_text("id,authorization.amount\n1,5\n", encoding="utf-8")
        assert run(["decide", "p.points", "y.csv", "-o", "out.csv"]) == 1
        assert "error[missing-column]: `y.csv` has wrong columns: there is no column" in (
            capfd.readouterr().err
        )

    def test_a_bad_program_is_told_first(self, folder: Path, capfd: Shown) -> None:
        Path("b.points").write_text("program {", encoding="utf-8")
        assert run(["decide", "b.points", "x.csv", "-o", "out.csv"]) == 1
        assert "b.points" in capfd.readouterr().err


class TestExplain:
    @pytest.mark.parametrize("name", ["x.ndjson", "x.csv", "x.parquet"])
    def test_a_row(self, name: str, folder: Path, capfd: Shown) -> None:
        assert run(["explain", "p.points", name, "--row", "41", "--json"]) == 0
        told = json.loads(capfd.readouterr().out)
        assert "A-41" in json.dumps(told)

    def test_every_row_as_the_run_decided_it(self, folder: Path, capfd: Shown) -> None:
        for number, line in enumerate(expected(ROWS[:5]), 1):
            assert run(["explain", "p.points", "x.parquet", "--row", str(number)]) == 0
            assert json.loads(line)["reason"] in capfd.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "status", "told"),
        [
            (["x.csv", "--row", "61"], 1, "`x.csv` has no row 61: it has 60 rows"),
            (["bad.csv", "--row", "7"], 1, "row 7 of `bad.csv`: `amount` is `-1`"),
            (["x.txt", "--row", "7"], 2, "`x.txt` does not tell its format"),
            (["x.csv", "--row", "0"], 2, "0 is not in the range"),
            (["--row", "1"], 2, "`--row` goes with a file"),
            (["x.csv", "--input-format", "csv"], 2, "`--input-format` goes with `--row`"),
        ],
    )
    def test_what_cannot_be_done_is_told(
        self, arguments: list[str], status: int, told: str, folder: Path, capfd: Shown
    ) -> None:
        assert run(["explain", "p.points", *arguments]) == status
        assert told in capfd.readouterr().err

    def test_the_format_may_be_named(self, folder: Path, capfd: Shown) -> None:
        Path("x.csv").rename("x.txt")
        call = ["explain", "p.points", "x.txt", "--row", "2", "--input-format", "csv"]
        assert run(call) == 0
        assert "A-2" in capfd.readouterr().out


class Terminal(io.StringIO):
    """A terminal that somebody watches."""

    def isatty(self) -> bool:
        return True


class TestProgress:
    def watched(self, monkeypatch: pytest.MonkeyPatch) -> Terminal:
        """Standard error as a terminal, with a clock that a second passes on at every look."""
        terminal = Terminal()
        seconds = itertools.count()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr("time.monotonic", lambda: float(next(seconds)))
        return terminal

    def test_rows_of_all_rows_and_their_rate(self, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = self.watched(monkeypatch)
        with Progress("decided", elsewhere=True) as progress:
            progress.reach(1000, 20_000)
            progress.reach(3000, None)
        shown, then, end = terminal.getvalue().split("\r")[1:]
        assert shown == "1,000 of 20,000 decided, 1,000 a second\x1b[K"
        assert then == "3,000 decided, 1,500 a second\x1b[K"
        assert end == "\x1b[K"

    def test_nothing_beside_results_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = self.watched(monkeypatch)
        monkeypatch.setattr(sys, "stdout", Terminal())
        with Progress("decided") as progress:
            progress.reach(1000, 20_000)
        assert terminal.getvalue() == ""


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_run_that_is_stopped_leaves_nothing_behind(
        self, number: signal.Signals, folder: Path
    ) -> None:
        os.mkfifo("slow.csv")
        before = sorted(os.listdir())
        call = [
            *COMMAND,
            "decide",
            "p.points",
            "slow.csv",
            "-o",
            "out.csv",
            "--skip-bad",
            "rest.ndjson",
        ]
        with subprocess.Popen(call, stderr=subprocess.PIPE) as process:
            with open("slow.csv", "wb") as pipe:
                pipe.write(Path("x.csv").read_bytes())
                pipe.flush()
                _until_drafts(2)
                process.send_signal(number)
            _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (128 + number, b"")
        assert sorted(os.listdir()) == before


def _until_drafts(count: int) -> None:
    """Wait until so many drafts are there."""
    for _ in range(600):
        if sum(name.endswith(".draft") for name in os.listdir()) == count:
            return
        time.sleep(0.05)
    pytest.fail("no draft was begun")


LIMITED = """
import resource, sys
from pathlib import Path
from pointsman.batch.files.reading import open_batches
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = 0
with open_batches(Path(sys.argv[1])) as source:
    for batch in source.batches():
        rows += batch.columns.num_rows
print(rows, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


class TestMemory:
    @pytest.mark.parametrize(
        ("ending", "at_most"), [(".parquet", 60), (".csv", 80), (".ndjson", 110)]
    )
    def test_does_not_grow_with_the_file(self, ending: str, at_most: int, tmp_path: Path) -> None:
        rows = flat_table(purchases(1000)).drop_columns(["account.facts.segment"])
        path = tmp_path / f"x{ending}"
        with open_writer(path, None, rows.schema) as writer:
            for _ in range(300):
                writer.write(rows.to_batches()[0])
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True
        )
        count, grown = map(int, done.stdout.split())
        assert count == 300_000
        assert grown <= at_most
