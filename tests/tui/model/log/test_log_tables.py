"""Logs in files of columns say the same as JSON lines do."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.parquet as pq
import pytest

from pointsman.batch.run import Files, decide_file
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.opened import open_row
from tests.tui.log_samples import decisions, program, purchases, read_log, write_lines

ENDINGS = ("parquet", "csv", "arrow", "arrows")


def shown(log: Log) -> list[tuple[Any, ...]]:
    rows = [log.rows.row(position) for position in range(len(log.rows))]
    return [
        (row.number, row.id, row.outcome, row.reason, row.points, row.credit, row.rule, row.error)
        for row in rows
    ]


def lines(tmp_path: Path) -> Log:
    return read_log(write_lines(tmp_path / "d.ndjson", decisions()))


def decided(tmp_path: Path, ending: str) -> Path:
    source, target = write_lines(tmp_path / "p.ndjson", purchases()), tmp_path / f"d.{ending}"
    decide_file(program(), Files(source=source, target=target))
    return target


def table_of_purchases() -> pa.Table:
    # Columns are those of the first row: it has to have them all.
    rows = purchases()
    keys = dict.fromkeys(key for row in rows for key in row)
    return pa.Table.from_pylist([{key: row.get(key) for key in keys} for row in rows])


@pytest.mark.parametrize("ending", ENDINGS)
def test_decisions_in_columns(tmp_path: Path, ending: str) -> None:
    log = read_log(decided(tmp_path, ending))
    assert log.file.problem is None
    assert shown(log) == shown(lines(tmp_path))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_decision_in_columns_is_explained_with_its_purchase(tmp_path: Path, ending: str) -> None:
    log = read_log(decided(tmp_path, ending), tmp_path / "p.ndjson")
    opened = open_row(log, 1)
    assert opened.explanation is not None
    assert opened.differences == ()
    says_by_whom = [note for note in opened.notes if "does not say" in note]
    assert bool(says_by_whom) == (ending == "csv")


def test_purchases_in_columns_are_decided(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(table_of_purchases(), path, row_group_size=5)
    log = read_log(path)
    assert shown(log) == shown(lines(tmp_path))
    assert str(log.rows.row(2).amount) == "12.8"
    opened = open_row(log, 1)
    assert opened.explanation is not None
    assert opened.logged is None
    assert opened.explanation.decision == decisions()[1]


def test_rows_of_columns_that_carry_both(tmp_path: Path) -> None:
    both = [
        {"facts": facts, **decision, "messages": None, "program": None}
        for facts, decision in zip(table_of_purchases().to_pylist(), decisions(), strict=True)
    ]
    path = tmp_path / "both.parquet"
    pq.write_table(pa.Table.from_pylist(both), path)
    log = read_log(path)
    assert shown(log) == shown(lines(tmp_path))
    assert str(log.rows.row(2).amount) == "12.8"
    opened = open_row(log, 1)
    assert opened.explanation is not None
    assert [each.key for each in opened.differences] == ["messages"]


def test_facts_in_a_struct_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    pq.write_table(
        pa.Table.from_pylist([{"facts": facts} for facts in table_of_purchases().to_pylist()]), path
    )
    log = read_log(path)
    assert shown(log) == shown(lines(tmp_path))
    assert open_row(log, 0).explanation is not None


def test_rows_that_cannot_be_decided_are_broken(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "id,authorization.amount,authorization.currency\nA,5.00,USD\nB,x,USD\nC,1\nD,7.00,USD\n",
        encoding="utf-8",
    )
    log = read_log(path)
    errors = [log.rows.row(position).error for position in range(4)]
    assert [log.rows.row(position).number for position in range(4)] == [1, 2, 3, 4]
    assert errors[0] is None
    assert errors[3] is None
    assert "`amount` is `x`" in str(errors[1])
    assert errors[2] == "the row has 2 cells, but the table has 3 columns"
    assert open_row(log, 2).problem == errors[2]


def test_without_a_program_rows_of_columns_are_undecided(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(table_of_purchases(), path)
    log = Log.at(path, None, None)
    log.read()
    assert log.rows.row(0).id == "P-01"
    assert log.rows.broken == 12


@pytest.mark.parametrize("kept", [0, 40, 2_000])
def test_a_cut_off_file_is_one_clear_error(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(table_of_purchases(), path)
    path.write_bytes(path.read_bytes()[:kept])
    log = read_log(path)
    assert len(log.rows) == 0
    assert str(path) in str(log.file.problem)


def test_a_file_that_is_cut_off_in_the_middle_keeps_its_rows(tmp_path: Path) -> None:
    path = decided(tmp_path, "arrows")
    many = pa.Table.from_batches(
        pa.ipc.open_stream(path.read_bytes()).read_all().to_batches() * 400
    )
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, many.schema) as writer:
        writer.write_table(many, max_chunksize=600)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    log = read_log(path)
    assert len(log.rows) > 0
    assert "is damaged or cut off: nothing can be read after row" in str(log.file.problem)


def test_another_format_is_one_clear_error(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.parquet", purchases())
    assert "is no Parquet file" in str(read_log(path).file.problem)


def test_wrong_columns_are_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    pq.write_table(pa.table({"id": ["A"], "colour": ["red"]}), path)
    assert "has wrong columns: the column `colour` is no fact" in str(read_log(path).file.problem)


def test_binary_floats_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    pq.write_table(pa.table({"outcome": ["REDEEMED"], "credit": [0.1]}), path)
    assert "`credit`" in str(read_log(path).file.problem)
    assert "binary floats, which are not exact" in str(read_log(path).file.problem)


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    pq.write_table(pa.table({"outcome": pa.array([], pa.string())}), path)
    assert str(read_log(path).file.problem) == f"`{path}` has no rows"


def test_numbers_and_what_the_file_says_of_its_program(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    columns = {"outcome": ["REDEEMED"], "points": [7], "credit": [Decimal("0.70")]}
    pq.write_table(pa.table(columns).replace_schema_metadata({b"pointsman.program": b"{"}), path)
    log = read_log(path)
    row = log.rows.row(0)
    assert (str(row.points), str(row.credit)) == ("7", "0.7")
    assert open_row(log, 0).problem is not None


def test_a_table_needs_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = decided(tmp_path, "parquet")
    monkeypatch.delitem(sys.modules, "pointsman.tui.model.log.tables", raising=False)
    monkeypatch.setitem(sys.modules, "pointsman.batch.files.formats", None)
    assert str(read_log(path).file.problem) == (
        "`d.parquet` is a table, which needs the extra `batch` "
        "(run `pip install 'pointsman[batch]'`)"
    )


def test_decisions_in_several_row_groups(tmp_path: Path) -> None:
    path = decided(tmp_path, "parquet")
    table = pa.concat_tables([pq.read_table(path)] * 400)
    pq.write_table(table, path, row_group_size=2_000)
    log = read_log(path)
    assert log.file.problem is None
    assert log.rows.reasons["REDEEMED_PARTIAL"] == 400
    opened = open_row(log, 4_799)
    assert opened.logged is not None
    assert opened.logged["id"] == "P-12"
