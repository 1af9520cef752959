"""CSV in pieces of whole rows: wherever a piece ends, rows are what Arrow makes of all at once."""

import io

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarrow import csv as arrow_csv

from pointsman.batch.files import csv_reading
from pointsman.batch.files.csv_blocks import whole_rows
from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches

Rows = dict[int, tuple[str | None, ...]]


def pieces(text: str, size: int) -> list[str]:
    """The pieces of a stream that is read so many bytes at a time."""
    return [bytes(piece).decode() for piece in whole_rows(io.BytesIO(text.encode()), size, 1000)]


def read(text: str, size: int, rows: int = 1000) -> tuple[Rows, list[int], str | None]:
    """Good rows by number, the numbers of the others, and the code of the error at the end."""
    return read_bytes(text.encode(), size, rows)


def read_bytes(data: bytes, size: int, rows: int = 1000) -> tuple[Rows, list[int], str | None]:
    """The same of bytes; those of a cell that are no UTF-8 come as they do from a file's name."""
    good: Rows = {}
    wrong: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_reading, "_BLOCK", size)
        with open_batches(io.BytesIO(b"a,b\n" + data), Format.CSV, rows=rows) as source:
            try:
                for batch in source.batches():
                    assert batch.columns.num_rows + len(batch.unfit) <= rows
                    cells = zip(*map(_cells, batch.columns.columns), strict=True)
                    good.update(zip(batch.numbers, cells, strict=True))
                    wrong += [unfit.number for unfit in batch.unfit]
            except BadFileError as error:
                return good, wrong, error.code
    return good, wrong, None


def _cells(column: pa.Array) -> list[str | None]:
    cells = column.cast(pa.binary()).to_pylist()
    return [None if cell is None else cell.decode("utf-8", "surrogateescape") for cell in cells]


def read_at_once(text: str) -> tuple[Rows, list[int], str | None]:
    """The same of all rows in one block that Arrow reads from the stream itself."""
    good, wrong = by_arrow(text)
    more, more_wrong = by_arrow(text + "\nlast,row")
    if len(more) + len(more_wrong) > len(good) + len(wrong):
        return good, wrong, None
    # What comes behind is part of the last row, so a quote in it is open. Arrow takes the end of
    # the stream for its end; for us it is one of a stream that has been cut off.
    last = max([*good, *wrong])
    good.pop(last, None)
    return good, [number for number in wrong if number != last], "broken-file"


def by_arrow(text: str) -> tuple[Rows, list[int]]:
    """Good rows by number, and the numbers of the others."""
    wrong: list[int] = []

    def note(row: arrow_csv.InvalidRow) -> str:
        wrong.append(row.number)
        return "skip"

    if not text:
        return {}, []
    table = arrow_csv.open_csv(
        io.BytesIO(text.encode()),
        arrow_csv.ReadOptions(use_threads=False, column_names=["a", "b"]),
        arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
        arrow_csv.ConvertOptions(
            column_types={"a": pa.string(), "b": pa.string()},
            strings_can_be_null=True,
            null_values=[""],
        ),
    ).read_all()
    every = range(1, table.num_rows + len(wrong) + 1)
    numbers = [number for number in every if number not in wrong]
    return dict(zip(numbers, zip(*table.to_pydict().values(), strict=True), strict=True)), wrong


PARTS = ["a", ",", '"', '""', "\n", "\r", "\r\n", '"a"', '"a\n"', "a,b\n", '"a","b"\n', "é"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


@given(text=TEXTS, size=st.integers(1, 14), rows=st.integers(1, 4))
@example(text='a,"b\r\n\r\n",\r\nc,d', size=5, rows=1)
@example(text='a,"b""\n""c"\na"b,"\n"\n', size=7, rows=2)
@example(text='"a"b"c,"\n",\r"a,\n', size=3, rows=2)
def test_rows_are_the_same_wherever_the_pieces_end(text: str, size: int, rows: int) -> None:
    assert read(text, size, rows) == read_at_once(text)


@given(text=TEXTS, size=st.integers(1, 14), rows=st.integers(1, 4))
@example(text="é\na,é\n,\né,é,é", size=4, rows=2)
def test_bytes_that_are_no_text_make_no_other_rows(text: str, size: int, rows: int) -> None:
    good, wrong, code = read_bytes(text.encode().replace("é".encode(), b"\xff\xc3"), size, rows)
    cells = {
        number: tuple(cell and cell.replace("\udcff\udcc3", "é") for cell in row)
        for number, row in good.items()
    }
    assert (cells, wrong, code) == read_at_once(text)


@given(text=TEXTS, size=st.integers(1, 14))
def test_pieces_are_the_stream_from_row_end_to_row_end(text: str, size: int) -> None:
    try:
        found = pieces(text, size)
    except EOFError:
        return
    assert all(piece[0] in "\n\r" for piece in found)
    assert all(piece[-1] in "\n\r" for piece in found[:-1])
    assert "".join(piece[1:] for piece in found).strip("\r\n") == text.strip("\r\n")


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 100])
@pytest.mark.parametrize(
    ("text", "rows", "wrong"),
    [
        pytest.param("1,2\n3,4\n", {1: ("1", "2"), 2: ("3", "4")}, [], id="lines"),
        pytest.param("1,2\n3,4", {1: ("1", "2"), 2: ("3", "4")}, [], id="no last line end"),
        pytest.param("1,2\r\n3,4\r\n", {1: ("1", "2"), 2: ("3", "4")}, [], id="CRLF"),
        pytest.param("1,2\r3,4\r", {1: ("1", "2"), 2: ("3", "4")}, [], id="CR alone"),
        pytest.param("1,2\n\r\r\n\n3,4\n\n", {1: ("1", "2"), 2: ("3", "4")}, [], id="empty lines"),
        pytest.param(
            '1,"x\ny"\n3,4\n', {1: ("1", "x\ny"), 2: ("3", "4")}, [], id="line end inside"
        ),
        pytest.param('"\r\n",2\r\n', {1: ("\r\n", "2")}, [], id="CRLF inside"),
        pytest.param('1,"x"', {1: ("1", "x")}, [], id="closing quote at the end"),
        pytest.param('1,"x""y"\n', {1: ("1", 'x"y')}, [], id="two quotes are one"),
        pytest.param('1,"""x"""\n', {1: ("1", '"x"')}, [], id="quotes at both ends"),
        pytest.param('1,"""\n"""\n', {1: ("1", '"\n"')}, [], id="a line end between two of them"),
        pytest.param('1,""\n"",2\n', {1: ("1", None), 2: (None, "2")}, [], id="nothing in quotes"),
        pytest.param('1,5" x 3\n2,y\n', {1: ("1", '5" x 3'), 2: ("2", "y")}, [], id="inches"),
        pytest.param('1,5"\n2,"y\n"\n', {1: ("1", '5"'), 2: ("2", "y\n")}, [], id="inches, quotes"),
        pytest.param('1, "x\n2,y"\n', {1: ("1", ' "x'), 2: ("2", 'y"')}, [], id="after a space"),
        pytest.param('1,"x" y"\n2,z\n', {1: ("1", 'x y"'), 2: ("2", "z")}, [], id="behind closing"),
        pytest.param('1,"x"""y"\n', {1: ("1", 'x"y"')}, [], id="behind closing, after two"),
        pytest.param('1,"x,\n"\n', {1: ("1", "x,\n")}, [], id="comma, line end, closing"),
        pytest.param('1\n2,3\n4,"5\n",6\n', {2: ("2", "3")}, [1, 3], id="wrong counts"),
        pytest.param(
            'x,"1,2"y,"z\n"\n3,4\n', {2: ("3", "4")}, [1], id="wrong count over two lines"
        ),
    ],
)
def test_a_row_means_the_same_wherever_the_pieces_end(
    text: str, rows: Rows, wrong: list[int], size: int
) -> None:
    assert read(text, size) == (rows, wrong, None)
    assert read_at_once(text) == (rows, wrong, None)


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("1,2\n3,4\n5,6\n", 8, ["\n1,2\n3,4\n", "\n5,6\n"]),
        ("1,2\n3,4\n5,6\n", 10, ["\n1,2\n3,4\n", "\n5,6\n"]),
        ("1,2\r\n3,4\r\n", 4, ["\n1,2\r", "\r\n", "\n3,4\r\n"]),
        ('1,"\n"\n3,4\n', 6, ['\n1,"\n"\n', "\n3,4\n"]),
        ('1,5"\n3,"\n"', 8, ['\n1,5"\n', '\n3,"\n"']),
        ("1,2", 100, ["\n1,2"]),
        ("", 100, []),
    ],
)
def test_where_pieces_end(text: str, size: int, expected: list[str]) -> None:
    assert pieces(text, size) == expected


@pytest.mark.parametrize(
    "row", ["x" * 99 + "\n", '"' + "\n" * 97 + '"\n', "x" * 50 + '"' * 49 + "\n"]
)
@pytest.mark.parametrize("size", [10, 64, 1000])
def test_a_row_of_the_longest_length_is_read(row: str, size: int) -> None:
    stream = io.BytesIO((row * 5).encode())
    assert b"".join(piece[1:] for piece in whole_rows(stream, size, 100)) == (row * 5).encode()


@pytest.mark.parametrize("row", ["x" * 400, '"' + "\n" * 400, '"",' * 130, 'x"' * 200])
def test_a_longer_row_is_refused_before_it_has_been_read(row: str) -> None:
    stream = io.BytesIO(b"1,2\n" + row.encode() + b"\n3,4\n" * 100)
    found = whole_rows(stream, 64, 100)
    assert bytes(next(found)) == b"\n1,2\n"
    with pytest.raises(EOFError):
        next(found)
    assert stream.tell() < 200
