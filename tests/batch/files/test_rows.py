"""One row of a file as facts."""

from pathlib import Path

import pytest

from pointsman.batch.files.formats import Format
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.rows import facts_of_row
from pointsman.engine.problems import BadFactsError
from tests.batch.files.purchases import flat_table, lines, program, purchases, write_table

ROWS = purchases(3000)


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("number", [1, 1500, 3000])
def test_a_row_of_every_format(kind: Format, number: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if kind is Format.NDJSON:
        path.write_bytes(lines(ROWS))
    else:
        write_table(path, flat_table(ROWS), kind, rows=700)
    decide = program().decide
    assert str(decide(facts_of_row(path, number, kind))) == str(decide(ROWS[number - 1]))


@pytest.mark.parametrize("kind", Format)
def test_a_row_that_is_not_there(kind: Format, tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", flat_table(ROWS[:20]), kind)
    with pytest.raises(BadFileError) as caught:
        facts_of_row(path, 21, kind)
    assert caught.value.code == "no-such-row"
    end = "has fewer than 21 lines" if kind is Format.NDJSON else "has no row 21: it has 20 rows"
    assert caught.value.message == f"`{path}` {end}"


def test_a_bad_line_and_a_blank_one(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(b"nope\n\n")
    with pytest.raises(BadFactsError, match="not JSON at column 1"):
        facts_of_row(path, 1)
    with pytest.raises(BadFileError, match="is blank"):
        facts_of_row(path, 2)


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,b\n1,2\n1,2,3\n4,5\n")
    with pytest.raises(BadFactsError, match="the row has 3 cells"):
        facts_of_row(path, 2)
    assert facts_of_row(path, 3) == {"id": "4", "b": "5"}
