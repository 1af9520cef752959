"""CSV: every cell as its text, every row with its number."""

import io
import os
import signal
import subprocess
import sys
import threading
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv as arrow_csv

from pointsman.batch.files import csv_reading
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches


def read(text: str | bytes, **options: Any) -> tuple[dict[int, list[str | None]], dict[int, str]]:
    """The cells of the good rows and the problems of the others, by row number."""
    data = text.encode() if isinstance(text, str) else text
    rows: dict[int, list[str | None]] = {}
    bad = {}
    with open_batches(io.BytesIO(data), Format.CSV, **options) as source:
        assert all(pa.types.is_string(column.type) for column in source.schema)
        for batch in source.batches():
            cells = batch.columns.to_pydict()
            found = zip(*cells.values(), strict=True)
            rows |= {number: list(row) for number, row in zip(batch.numbers, found, strict=True)}
            bad |= {unfit.number: unfit.problems[0].message for unfit in batch.unfit}
    return rows, bad


def test_nothing_is_guessed_of_a_text() -> None:
    rows, _ = read("id,mcc,n,b,t\n007,0742,1.50,true,2026-03-07\nNULL,NA,nan,1e5, x \n")
    assert rows == {
        1: ["007", "0742", "1.50", "true", "2026-03-07"],
        2: ["NULL", "NA", "nan", "1e5", " x "],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cells_in_quotes(end: str) -> None:
    rows, _ = read(f'id,name{end}1,"BOOKS, ""OLD"""{end}2,"two{end}lines"{end}3,""{end}4,{end}')
    assert rows == {
        1: ["1", 'BOOKS, "OLD"'],
        2: ["2", f"two{end}lines"],
        3: ["3", None],
        4: ["4", None],
    }


def test_rows_with_a_wrong_number_of_cells_are_told() -> None:
    rows, bad = read("a,b\n1,2\n3,4,5\n6\n7,8\n\n9,10,11\n")
    assert rows == {1: ["1", "2"], 4: ["7", "8"]}
    assert bad == {
        2: "the row has 3 cells, but the table has 2 columns",
        3: "the row has 1 cell, but the table has 2 columns",
        5: "the row has 3 cells, but the table has 2 columns",
    }


@pytest.mark.parametrize("block", [64, 200, 4096])
@pytest.mark.parametrize("rows", [3, 7, 1000])
def test_every_row_has_its_number_whatever_the_batches(
    block: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_reading, "_BLOCK", block)
    wrong = {1, 2, 9, 10, 11, 50, 99, 100}
    text = "a,b\n" + "".join(
        f"{number},x,y\n" if number in wrong else f"{number},z\n" for number in range(1, 101)
    )
    good, bad = read(text, rows=rows)
    assert set(bad) == wrong
    assert good == {number: [str(number), "z"] for number in range(1, 101) if number not in wrong}


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    with open_batches(io.BytesIO("\ufeffid,ä\n1,2\n".encode()), Format.CSV) as source:
        assert source.schema.names == ["id", "ä"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "has no column names in its first line"),
        (b"\n1,2\n", "has no column names in its first line"),
        (b"a,,b\n", "has no name"),
        (b"\xff,b\n", "is not UTF-8"),
        (b"PAR1\x00\xff", "is not UTF-8"),
        (b"a,b\r1,2\r", "is no list of names"),
        (b"x" * 200_000, "is no list of names"),
    ],
)
def test_a_first_line_that_names_no_columns(data: bytes, message: str) -> None:
    with pytest.raises(BadFileError) as caught:
        open_batches(io.BytesIO(data), Format.CSV)
    assert caught.value.code == "bad-header"
    assert message in caught.value.message


@pytest.mark.parametrize("wrong", ["3", "3,4,5", '"3,4"'])
def test_a_table_without_a_good_row(wrong: str) -> None:
    rows, bad = read(f"a,b\n{wrong}\n\n{wrong}\n", rows=1)
    assert (rows, sorted(bad)) == ({}, [1, 2])


@pytest.mark.parametrize("text", ["a,b", "a,b\n", "a,b\n\n"])
def test_a_table_without_rows(text: str) -> None:
    assert read(text) == ({}, {})


@pytest.mark.parametrize("name", ["a", "A-\u00e9"])
def test_a_byte_order_mark_among_the_rows_is_text(name: str) -> None:
    rows, _ = read(f"a,b\n\ufeff{name},2\n\ufeff,4\n")
    assert rows == {1: [f"\ufeff{name}", "2"], 2: ["\ufeff", "4"]}


def test_text_that_is_not_utf8_comes_as_it_is() -> None:
    with open_batches(io.BytesIO(b"id,b\n\xff,2\n"), Format.CSV) as source:
        [batch] = source.batches()
    assert batch.columns["id"].cast(pa.binary()).to_pylist() == [b"\xff"]


def test_a_wrong_row_that_is_not_utf8_is_told_like_others(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with open_batches(io.BytesIO(b"id,b\n\xff,2\n3,\xfe,4\n5,6\n"), Format.CSV) as source:
        [batch] = source.batches()
    assert batch.columns["id"].cast(pa.binary()).to_pylist() == [b"\xff", b"5"]
    assert list(batch.numbers) == [1, 3]
    [unfit] = batch.unfit
    assert unfit.number == 2
    assert unfit.problems[0].message == "the row has 3 cells, but the table has 2 columns"
    # Arrow would print a traceback of its own.
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("end", ['3,"', '3,"x', '3,"x\n4,5\n', '3,"x""'])
def test_a_table_that_ends_within_quotes_is_cut_off(end: str) -> None:
    with open_batches(io.BytesIO(f"a,b\n1,2\n{end}".encode()), Format.CSV) as source:
        batches = source.batches()
        assert next(batches).columns.to_pydict() == {"a": ["1"], "b": ["2"]}
        with pytest.raises(BadFileError) as caught:
            next(batches)
    assert caught.value.code == "broken-file"
    assert "is damaged or cut off: nothing can be read after row 1" in caught.value.message


def test_a_row_without_an_end_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reading, "_BLOCK", 64)
    monkeypatch.setattr(csv_reading, "_LONGEST_ROW", 64)
    text = "a,b\n" + "1,2\n" * 40 + '3,"' + "x" * 1000
    with pytest.raises(BadFileError) as caught:
        read(text)
    assert (caught.value.code, caught.value.row) == ("broken-file", 40)


class Watched(io.BytesIO):
    """A stream that knows which threads have read from it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.threads: set[int] = set()

    def read(self, size: int | None = -1, /) -> bytes:
        self.threads.add(threading.get_ident())
        return super().read(size)


def test_only_the_thread_that_asks_reads_the_stream() -> None:
    stream = Watched(b"a,b\n" + b"1,2\n" * 10)
    with open_batches(stream, Format.CSV) as source:
        assert sum(batch.columns.num_rows for batch in source.batches()) == 10
        assert stream.threads == {threading.get_ident()}


LEAVES_EARLY = """
import io, sys
from pointsman.batch.files.formats import Format
from pointsman.batch.files.reading import open_batches

class Slow(io.BytesIO):
    asked = 0
    def read(self, size=-1):
        self.asked += 1
        for _ in range(0 if self.asked < 5 else 10**8):
            pass
        return b"1,2\\n" * (size // 4)

batches = open_batches(Slow(b"a,b\\n"), Format.CSV).batches()
print(next(batches).numbers[0])
sys.exit(7)
"""


@pytest.mark.parametrize("_", range(5))
def test_leaving_early_ends_the_process_as_it_says(_: int) -> None:
    """A thread that still calls into Python while Python ends would abort it."""
    done = subprocess.run(
        [sys.executable, "-c", LEAVES_EARLY], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "1\n", "")


class StopError(Exception):
    """What a handler of a signal raises."""


def test_a_signal_in_the_midst_of_parsing_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    in_main_thread: list[bool] = []
    read_csv = arrow_csv.read_csv

    def interrupted(*given: Any) -> pa.Table:
        in_main_thread.append(threading.current_thread() is threading.main_thread())
        os.kill(os.getpid(), signal.SIGTERM)
        return read_csv(*given)

    def stop(*_: object) -> None:
        raise StopError

    monkeypatch.setattr(arrow_csv, "read_csv", interrupted)
    before = signal.signal(signal.SIGTERM, stop)
    try:
        with pytest.raises(StopError):
            read("a,b\n" + "1\n" * 1000)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert in_main_thread == [False], "there, Arrow would take the signal over"
