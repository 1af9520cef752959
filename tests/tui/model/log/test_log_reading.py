import json
import subprocess
import sys
from pathlib import Path

import pytest

from pointsman.feeds.ndjson import MAX_LINE
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.row import Row
from tests.tui.log_samples import (
    BAD_LINE,
    decisions,
    program,
    purchases,
    read_log,
    write_lines,
)


def rows_of(log: Log) -> list[Row]:
    return [log.rows.row(position) for position in range(len(log.rows))]


def outcomes(log: Log) -> list[tuple[str | None, str | None, str, str]]:
    return [(row.id, row.reason, str(row.points), str(row.credit)) for row in rows_of(log)]


def test_decisions_are_read_as_they_stand(tmp_path: Path) -> None:
    log = read_log(write_lines(tmp_path / "d.ndjson", decisions()))
    assert log.whole
    assert log.file.problem is None
    assert [row.number for row in rows_of(log)] == list(range(1, 13))
    second = log.rows.row(1)
    assert (second.outcome, second.reason, second.rule) == (
        "REDEEMED",
        "REDEEMED_PARTIAL",
        "/conversion/base",
    )
    assert (str(second.points), str(second.credit), second.currency) == ("7000", "70", "USD")
    assert second.amount is None
    assert not log.rows.amounts
    assert log.rows.outcomes == {"REDEEMED": 8, "INELIGIBLE": 3, "ELIGIBLE": 1}


def test_purchases_are_decided_as_they_are_read(tmp_path: Path) -> None:
    decided = read_log(write_lines(tmp_path / "p.ndjson", purchases()))
    logged = read_log(write_lines(tmp_path / "d.ndjson", decisions()))
    assert outcomes(decided) == outcomes(logged)
    assert str(decided.rows.row(2).amount) == "12.8"
    assert decided.rows.amounts


def test_without_a_program_purchases_are_listed_undecided(tmp_path: Path) -> None:
    log = Log.at(write_lines(tmp_path / "p.ndjson", purchases()), None, None)
    log.read()
    assert {row.error for row in rows_of(log)} == {
        "it is not decided: the open program does not load"
    }
    assert log.rows.row(0).id == "P-01"


@pytest.mark.parametrize("nested", [True, False])
def test_rows_may_carry_both(tmp_path: Path, nested: bool) -> None:
    both = [
        {"facts": facts, "decision": decision} if nested else {**decision, "facts": facts}
        for facts, decision in zip(purchases(), decisions(), strict=True)
    ]
    log = read_log(write_lines(tmp_path / "b.jsonl", both))
    assert outcomes(log) == outcomes(read_log(write_lines(tmp_path / "d.ndjson", decisions())))
    assert str(log.rows.row(2).amount) == "12.8"


def test_requests_and_reversals_are_accepted_or_refused(tmp_path: Path) -> None:
    lines = [
        {"id": "R-1", "accepted": True, "errors": [], "points": "500"},
        {"id": "R-2", "accepted": False, "errors": [{"reason": "TOO_FEW"}], "points": "0"},
        {"id": "V-1", "accepted": True, "errors": [], "credited": "20"},
        {"id": "V-2", "accepted": "yes"},
    ]
    rows = rows_of(read_log(write_lines(tmp_path / "r.ndjson", lines)))
    assert [(row.outcome, row.reason, str(row.points)) for row in rows] == [
        ("ACCEPTED", None, "500"),
        ("REFUSED", "TOO_FEW", "0"),
        ("REVERSED", None, "20"),
        (None, None, "None"),
    ]
    assert rows[3].error == "it has no outcome"


def test_broken_rows_are_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "d.ndjson"
    good = [json.dumps(each) for each in decisions()[:3]]
    bad = [
        BAD_LINE,
        "[1]",
        '{"outcome": "REDEEMED", "credit": "1e5"}',
        '{"id": "X", "authorization": {"amount": "5"}}',
        '{"a": 1, "a": 2}',
        '{"outcome": "' + "x" * MAX_LINE + '"}',
    ]
    path.write_text("\n".join([good[0], "", *bad, *good[1:]]), encoding="utf-8")
    rows = rows_of(read_log(path))
    assert [row.number for row in rows] == [1, *range(3, 11)]
    assert [row.error for row in rows[1:7]] == [
        "not JSON at column 7: expecting ':' delimiter",
        "a line holds one JSON object",
        "`credit` is `1e5`, but it must be a plain number",
        "/authorization/currency: `currency` is missing",
        "`a` stands twice in one object",
        "a line has at most 1,048,576 bytes",
    ]
    assert [row.id for row in rows[7:]] == ["P-02", "P-03"]
    assert rows[4].id == "X"


def test_any_line_is_read_again_by_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "d.ndjson"
    long = '{"outcome": "' + "x" * (2 * MAX_LINE) + '"}'
    made = [json.dumps(each) for each in decisions()]
    path.write_text("\r\n".join([made[0], long, "", *made[1:]]), encoding="utf-8")
    log = read_log(path)
    assert log.file.source is not None
    again = [log.file.source.data(row) for row in rows_of(log) if row.error is None]
    assert [data["id"] for data in again] == [decision["id"] for decision in decisions()]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.ndjson", None, "`{path}` does not exist"),
        ("empty.ndjson", b"", "`{path}` is empty"),
        ("notes.txt", b"hello", "`notes.txt` does not tell its format"),
    ],
)
def test_what_is_no_log_is_one_clear_error(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if data is not None:
        write(path, data)
    log = read_log(path)
    assert log.whole
    assert len(log.rows) == 0
    assert str(log.file.problem).startswith(message.format(path=path))


def test_a_directory_is_no_log(tmp_path: Path) -> None:
    assert "is a directory" in str(read_log(tmp_path).file.problem)


def test_json_lines_need_no_ending(tmp_path: Path) -> None:
    log = read_log(write_lines(tmp_path / "decisions.log", decisions()))
    assert len(log.rows) == 12


def test_reading_stops_when_nobody_wants_it(tmp_path: Path) -> None:
    log = Log.at(write_lines(tmp_path / "d.ndjson", decisions()), None, program())
    log.read(lambda: True)
    assert len(log.rows) == 0
    assert not log.whole


def test_json_lines_need_nothing_of_the_extra_for_tables(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.ndjson", purchases())
    script = f"""
import sys
from pathlib import Path
from pointsman.programs import load_shipped
from pointsman.tui.model.log.log import Log
log = Log.at(Path({str(path)!r}), None, load_shipped("world-elite"))
log.read()
heavy = {{"numpy", "pyarrow", "msgspec", "numba", "textual"}}
print(len(log.rows), sorted(heavy & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "12 []\n"
