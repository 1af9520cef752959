"""Files that are cut off, damaged or of another kind: one clear error each, with the row."""

import io
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches
from tests.batch.files.purchases import flat_table, purchases, write_table

BINARY = (Format.PARQUET, Format.ARROW, Format.ARROWS)


def rows_before_the_error(path: Path, kind: Format) -> tuple[int, BadFileError]:
    """How many rows could be read, and what stopped it."""
    rows: list[int] = []
    with open_batches(path, kind, rows=50) as source, pytest.raises(BadFileError) as caught:
        rows.extend(batch.columns.num_rows for batch in source.batches())
    return sum(rows), caught.value


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("data", [b"", b"x", b"PAR1", b"PAR1PAR1", b"ARROW1", b"id,b\n1,2\n" * 9])
def test_something_else(kind: Format, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(BadFileError) as caught:
        open_batches(path, kind)
    assert (caught.value.code, caught.value.row) == ("broken-file", None)
    assert caught.value.message == f"`{path}` is no {kind.known_as} file, or is damaged or cut off"


@pytest.mark.parametrize("kind", [Format.PARQUET, Format.ARROW])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_cut_off(kind: Format, part: float, tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", flat_table(purchases(500)), kind)
    os.truncate(path, int(path.stat().st_size * part))
    with pytest.raises(BadFileError) as caught:
        open_batches(path, kind)
    assert caught.value.code == "broken-file"


def test_a_stream_that_ends_within_a_batch(tmp_path: Path) -> None:
    path = write_table(tmp_path / "x.arrows", flat_table(purchases(500)), rows=100)
    os.truncate(path, path.stat().st_size * 6 // 10)
    rows, error = rows_before_the_error(path, Format.ARROWS)
    assert rows in {200, 300}
    assert (error.code, error.row) == ("broken-file", rows)
    assert error.message.endswith(f"is damaged or cut off: nothing can be read after row {rows}")


def test_a_file_that_is_damaged_within_a_row_group(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    pq.write_table(flat_table(purchases(500)), path, row_group_size=100, compression="zstd")
    group = pq.read_metadata(path).row_group(3)
    data = bytearray(path.read_bytes())
    first = min(
        group.column(at).dictionary_page_offset or group.column(at).data_page_offset
        for at in range(3)
    )
    data[first : first + 400] = b"\x07" * 400
    path.write_bytes(data)
    rows, error = rows_before_the_error(path, Format.PARQUET)
    assert rows == 300
    assert (error.code, error.row) == ("broken-file", 300)
    assert error.help == "make the file again, or copy it again"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadFileError) as caught:
        open_batches(tmp_path / "no.parquet")
    assert caught.value.code == "unreadable-file"
    assert caught.value.message.endswith("cannot be read: no such file or directory")


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(BadFileError) as caught:
        open_batches(tmp_path, Format.CSV)
    assert caught.value.message.endswith("cannot be read: is a directory")


class Failing(io.BytesIO):
    """A disk that breaks after some bytes."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 40:
            raise OSError(5, "Input/output error")
        return super().read(20)


@pytest.mark.parametrize("kind", [Format.CSV, Format.NDJSON])
def test_a_disk_that_breaks(kind: Format) -> None:
    data = b"id,b\n" + b"1,2\n" * 50
    with open_batches(Failing(data), kind) as source, pytest.raises(BadFileError) as caught:
        list(source.batches())
    assert caught.value.code == "unreadable-file"
    assert caught.value.message == "`<stream>` cannot be read: input/output error"


def test_columns_come_as_they_are(tmp_path: Path) -> None:
    table = pa.table({"x.y": [1.5], "z": [b"\x00"]})
    with open_batches(write_table(tmp_path / "x.parquet", table)) as source:
        assert source.schema.names == ["x.y", "z"]
