"""Whole runs: files of purchases in, files of decisions out."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pointsman.batch.binding.schema import BadColumnsError
from pointsman.batch.decide import BadRowError
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.results.schema import PROGRAM_KEY
from pointsman.batch.run import Files, Run, decide_file
from tests.batch.files.purchases import (
    expected,
    flat_table,
    lines,
    nested_table,
    program,
    purchase,
    purchases,
    write_table,
)

ROWS = purchases(300)
LINES = [f"{line}\n" for line in expected(ROWS)]


def decided(source: Path, **options: Any) -> list[str]:
    """The decisions on a file, as lines."""
    out = io.BytesIO()
    decide_file(program(), Files(source, out, target_format=Format.NDJSON, **options))
    return out.getvalue().decode().splitlines(keepends=True)


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("shape", [nested_table, flat_table], ids=["nested", "flat"])
def test_decisions_are_those_of_single_purchases(
    kind: Format, shape: Callable[[Any], pa.Table], tmp_path: Path
) -> None:
    path = write_table(tmp_path / "file", shape(ROWS), kind)
    assert decided(path, source_format=kind) == LINES
    assert decided(path, source_format=kind, batch_rows=7) == LINES


def test_lines_are_the_very_lines_of_the_command(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(lines(ROWS))
    assert decided(path) == LINES


@pytest.mark.parametrize("ending", [".parquet", ".arrow", ".arrows"])
def test_tables_keep_their_types(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(lines(ROWS))
    target = tmp_path / f"out{ending}"
    assert decide_file(program(), Files(path, target)) == Run(300, 0)
    table = _read(target)
    assert table.schema.field("credit").type == pa.decimal128(38, 2)
    assert pa.types.is_dictionary(table.schema.field("reason").type)
    assert json.loads((table.schema.metadata or {})[PROGRAM_KEY])["version"] == 3
    wanted = [json.loads(line) for line in LINES]
    assert table["reason"].to_pylist() == [it["reason"] for it in wanted]
    assert table["id"].to_pylist() == [it["id"] for it in wanted]
    assert table["messages"].to_pylist() == [it["messages"] for it in wanted]


def _read(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pq.read_table(path)
    opened = pa.ipc.open_file(path) if path.suffix == ".arrow" else pa.ipc.open_stream(path)
    return opened.read_all()


def test_csv_says_what_lines_say(tmp_path: Path) -> None:
    path, target = tmp_path / "x.ndjson", tmp_path / "out.csv"
    path.write_bytes(lines(ROWS))
    decide_file(program(), Files(path, target))
    with target.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    for row, line in zip(found, LINES, strict=True):
        wanted = json.loads(line)
        del wanted["program"]
        wanted["messages"] = "; ".join(wanted["messages"])
        wanted["partially_redeemed"] = str(wanted["partially_redeemed"]).lower()
        assert row == {key: it if it is not None else "" for key, it in wanted.items()}
    assert '"MILES ""CREDIT"", PAID"' in target.read_text(encoding="utf-8")


def bad_table() -> pa.Table:
    """300 rows; the 7th has an amount below zero, the 250th an unknown status."""
    rows = purchases(300)
    rows[6]["authorization"]["amount"] = "-1.00"
    rows[249]["account"]["status"] = "GOOD"
    return flat_table(rows)


@pytest.mark.parametrize("kind", Format)
def test_the_first_bad_row_ends_the_run(kind: Format, tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", bad_table(), kind)
    target = tmp_path / "out"
    target.mkdir()
    files = Files(path, target / "x.csv", source_format=kind, batch_rows=50)
    with pytest.raises(BadRowError) as caught:
        decide_file(program(), files)
    assert (caught.value.problem.row, caught.value.problem.id) == (7, "A-7")
    assert caught.value.problem.problems[0].pointer == "/authorization/amount"
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("batch_rows", [10, 1000])
def test_bad_rows_may_go_to_a_file_of_their_own(
    kind: Format, batch_rows: int, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "file", bad_table(), kind)
    target, bad = tmp_path / "out.ndjson", tmp_path / "bad.ndjson"
    files = Files(path, target, source_format=kind, bad_rows=bad, batch_rows=batch_rows)
    assert decide_file(program(), files) == Run(300, 2)
    good = [line for at, line in enumerate(LINES, 1) if at not in {7, 250}]
    assert target.read_text(encoding="utf-8").splitlines(keepends=True) == good
    first, second = map(json.loads, bad.read_text(encoding="utf-8").splitlines())
    assert (first["row"], first["id"], first["error"]["code"]) == (7, "A-7", "bad-number")
    assert (second["row"], second["id"]) == (250, "A-250")
    assert set(second["error"]) == {"code", "path", "message", "help"}


def test_bad_lines_are_told_among_the_others_in_order(tmp_path: Path) -> None:
    texts = lines(ROWS).splitlines(keepends=True)
    texts[1:1] = [b"\n", b"nope\n"]
    texts.append(b'{"id": "Z", "other": 1}\n')
    texts[9] = texts[9].replace(b"USD", b"EURO")
    path, bad = tmp_path / "x.ndjson", tmp_path / "bad.ndjson"
    path.write_bytes(b"".join(texts))
    files = Files(path, tmp_path / "out.csv", bad_rows=bad)
    assert decide_file(program(), files) == Run(302, 3)
    told = [json.loads(line) for line in bad.read_text(encoding="utf-8").splitlines()]
    assert [(it["row"], it["id"], it["error"]["code"]) for it in told] == [
        (3, None, "not-json"),
        (10, "A-8", "unknown-currency"),
        (303, "Z", "unknown-key"),
    ]
    assert told[2]["error"]["also"][0]["code"] == "missing-fact"


def test_a_row_with_too_many_cells_is_a_bad_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,authorization.amount,authorization.currency\n1,5,USD\n2,5,USD,x\n3,5,USD\n")
    with pytest.raises(BadRowError) as caught:
        decide_file(program(), Files(path, tmp_path / "out.csv"))
    assert caught.value.problem.row == 2
    assert caught.value.problem.problems[0].code == "wrong-cell-count"
    files = Files(path, tmp_path / "out.csv", bad_rows=tmp_path / "bad.ndjson")
    assert decide_file(program(), files) == Run(3, 1)


def test_wrong_columns_leave_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,authorization.amuont\n1,5\n")
    files = Files(path, tmp_path / "out.csv", bad_rows=tmp_path / "bad.ndjson")
    with pytest.raises(BadColumnsError, match=r"did you mean `authorization\.amount`"):
        decide_file(program(), files)
    assert [it.name for it in tmp_path.iterdir()] == ["x.csv"]


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.arrows", flat_table(ROWS), rows=50)
    path.write_bytes(path.read_bytes()[:-3000])
    files = Files(path, tmp_path / "out.csv", bad_rows=tmp_path / "bad.ndjson")
    with pytest.raises(BadFileError) as caught:
        decide_file(program(), files)
    assert caught.value.row == 250
    assert [it.name for it in tmp_path.iterdir()] == ["x.arrows"]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = write_table(tmp_path / "x.parquet", flat_table(ROWS))
    files = Files(path, tmp_path / "out.csv", batch_rows=100)
    decide_file(program(), files, lambda rows, of: told.append((rows, of)))
    assert told == [(100, 300), (200, 300), (300, 300)]
    told.clear()
    path = write_table(tmp_path / "x.csv", flat_table(ROWS))
    decide_file(
        program(), Files(path, tmp_path / "o.csv"), lambda rows, of: told.append((rows, of))
    )
    assert told == [(300, None)]


@pytest.mark.parametrize("kind", Format)
def test_no_purchases_no_decisions(kind: Format, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,authorization.amount,authorization.currency\n")
    target = tmp_path / "out"
    assert decide_file(program(), Files(path, target, target_format=kind)) == Run(0, 0)
    assert target.exists()


def test_one_purchase_with_every_hard_text(tmp_path: Path) -> None:
    row = {**purchase(1), "id": 'Ünï "東京"\\'}
    path = write_table(tmp_path / "x.parquet", flat_table([row]))
    assert decided(path) == [f"{expected([row])[0]}\n"]
