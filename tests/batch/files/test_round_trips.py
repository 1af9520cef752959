"""Every format, written and read again."""

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pointsman.batch.binding import row_facts
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import RowBatch
from pointsman.batch.files.writing import open_writer
from pointsman.programs import load_text
from tests.batch.files.purchases import (
    PROGRAM_TEXT,
    flat_table,
    lines,
    nested_table,
    program,
    purchases,
    write_table,
)

FLOWING = [kind for kind in Format if kind.flows]


def read(source: Any, kind: Format | None = None, **options: Any) -> list[RowBatch]:
    """All batches of a file or stream."""
    fields = program().facts_context.fields
    with open_batches(source, kind, fields=fields, **options) as opened:
        found = list(opened.batches())
        assert all(batch.columns.schema.equals(opened.schema) for batch in found)
    return found


def facts(batches: list[RowBatch]) -> list[dict[str, object]]:
    """The facts of all rows, decimals and texts alike as texts."""
    return [
        json.loads(json.dumps(row_facts(batch.columns, row), default=str))
        for batch in batches
        for row in range(batch.columns.num_rows)
    ]


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("shape", ["nested", "flat"])
def test_what_is_written_is_read(kind: Format, shape: str, tmp_path: Path) -> None:
    rows = purchases(500)
    table = nested_table(rows) if shape == "nested" else flat_table(rows)
    path = write_table(tmp_path / "file", table, kind)
    batches = read(path, kind, rows=100)
    decide = load_text(PROGRAM_TEXT).decide
    assert [str(decide(row)) for row in facts(batches)] == [str(decide(row)) for row in rows]
    assert [number for batch in batches for number in batch.numbers] == list(range(1, 501))
    assert all(batch.columns.num_rows <= 100 for batch in batches)


@pytest.mark.parametrize("kind", FLOWING)
def test_through_streams(kind: Format, tmp_path: Path) -> None:
    table = nested_table(purchases(100))
    path = write_table(tmp_path / "file", table, kind)
    stream = io.BytesIO()
    with open_writer(stream, kind, table.schema) as writer:
        for batch in table.to_batches(max_chunksize=64):
            writer.write(batch)
    assert stream.getvalue() == path.read_bytes()
    assert facts(read(io.BytesIO(stream.getvalue()), kind)) == facts(read(path, kind))


@pytest.mark.parametrize("kind", [Format.PARQUET, Format.ARROW])
def test_a_pipe_is_not_enough_for_some(kind: Format) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(BadFileError) as caught:
        open_batches(Pipe(b"x"), kind)
    assert caught.value.code == "needs-a-file"
    with (
        pytest.raises(BadFileError) as caught,
        open_writer(Pipe(), kind, pa.schema([("a", pa.string())])),
    ):
        pytest.fail("it cannot be opened")
    assert caught.value.code == "needs-a-file"


@pytest.mark.parametrize("kind", Format)
def test_tables_without_rows(kind: Format, tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", nested_table(purchases(1)).slice(0, 0), kind)
    assert [number for batch in read(path, kind) for number in batch.numbers] == []


@pytest.mark.parametrize(
    ("kind", "rows"), [(kind, 500 if kind is Format.PARQUET else None) for kind in Format]
)
def test_rows_are_known_where_the_format_tells(
    kind: Format, rows: int | None, tmp_path: Path
) -> None:
    path = write_table(tmp_path / "file", flat_table(purchases(500)), kind)
    with open_batches(path, kind) as source:
        assert source.rows == rows


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("row", [1, 64, 65, 500, 501])
def test_reading_from_a_row_on(kind: Format, row: int, tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", flat_table(purchases(500)), kind)
    fields = program().facts_context.fields
    with open_batches(path, kind, rows=50, fields=fields) as source:
        found = (
            next(
                (
                    batch.columns["id"][batch.numbers.index(row)].as_py()
                    for batch in source.batches(row)
                    if row in batch.numbers
                ),
                None,
            )
            if kind is not Format.NDJSON
            else f"A-{row}"
            if row <= 500
            else None
        )
    assert found == (f"A-{row}" if row <= 500 else None)


def test_the_first_row_groups_are_not_read(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "x.parquet"
    pq.write_table(flat_table(purchases(500)), path, row_group_size=100)
    with open_batches(path) as source:
        assert next(source.batches(355)).numbers[0] == 301


def test_text_that_a_parquet_file_keeps_once_is_read_once(tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.parquet", nested_table(purchases(2000)))
    with open_batches(path) as source:
        account = source.schema.field("account").type
        assert pa.types.is_dictionary(account.field("status").type)
        assert pa.types.is_string(source.schema.field("id").type)


def test_the_stream_is_closed_when_it_is_no_table(tmp_path: Path) -> None:
    stream = io.BytesIO(b"nothing of the kind")
    with pytest.raises(BadFileError):
        open_batches(stream, Format.PARQUET)
    assert stream.closed


def test_lines_are_the_same_as_json(tmp_path: Path) -> None:
    rows = purchases(3)
    stream = io.BytesIO()
    table = nested_table(rows)
    with open_writer(stream, Format.NDJSON, table.schema) as writer:
        writer.write(table.to_batches()[0])
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == table.to_pylist()
    assert facts(read(io.BytesIO(lines(rows)), Format.NDJSON)) == rows
