"""Parquet from streams of any kind, and parts of it."""

import gzip
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pointsman.batch.files.parquet_reading import ParquetSource

ROWS = 100


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"n": range(1, ROWS + 1)}), path, row_group_size=30)
    return path


def numbers(stream: BinaryIO, from_row: int = 1, last_row: int | None = None) -> list[int]:
    """What the rows hold, which is also how they are numbered."""
    with ParquetSource(stream, "x.parquet", 20, last_row) as source:
        batches = list(source.batches(from_row))
    held = [n for batch in batches for n in batch.columns["n"].to_pylist()]
    assert held == [n for batch in batches for n in batch.numbers]
    assert stream.closed
    return held


def test_a_file_in_memory(file: Path) -> None:
    assert numbers(BytesIO(file.read_bytes())) == list(range(1, ROWS + 1))


def test_a_file_that_has_lost_its_name(file: Path) -> None:
    with file.open("rb") as stream:
        file.unlink()
        file.write_bytes(b"another")
        assert numbers(stream) == list(range(1, ROWS + 1))


def test_a_stream_that_is_no_file_itself(file: Path) -> None:
    """The file that it stands on holds other bytes than it gives."""
    packed = file.with_suffix(".gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    with gzip.open(packed, "rb") as opened:
        stream = cast("BinaryIO", BufferedReader(cast("gzip.GzipFile", opened)))
        assert numbers(stream) == list(range(1, ROWS + 1))


def test_a_file_where_the_system_names_no_open_files(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(name: str) -> pa.NativeFile:
        raise FileNotFoundError(name)

    monkeypatch.setattr(pa, "OSFile", opened)
    assert numbers(file.open("rb")) == list(range(1, ROWS + 1))


@pytest.mark.parametrize(
    ("from_row", "last_row", "expected"),
    [
        (1, 30, range(1, 31)),
        (1, 31, range(1, 61)),
        (45, 60, range(31, 61)),
        (61, 100, range(61, 101)),
        (91, None, range(91, 101)),
        (101, None, range(0)),
    ],
)
def test_row_groups_that_hold_no_row_asked_for_are_not_read(
    file: Path, from_row: int, last_row: int | None, expected: range
) -> None:
    assert numbers(file.open("rb"), from_row, last_row) == list(expected)
