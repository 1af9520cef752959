"""One row of a file of purchases, as the facts that it holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pointsman.batch.binding import row_facts
from pointsman.batch.files.formats import Format, known_format_of
from pointsman.batch.files.json_reading import read_line
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.files.reading import open_batches, open_file
from pointsman.batch.files.source import RowBatch
from pointsman.engine.problems import BadFactsError

_FEW_ROWS: Final = 1024


def facts_of_row(path: Path, number: int, kind: Format | None = None) -> Mapping[str, object]:
    """The facts in a row of a file, counted from 1; in a file of JSON lines, in that line.

    No more of the file is read than that takes. Facts of JSON lines may be in any form that
    `pointsman.feeds.native` knows.

    Raises:
        BadFileError: there is no such row, or the file cannot be read up to it.
        BadFactsError: there are no facts in it: it is no JSON object, or has too many cells.
    """
    kind = kind or known_format_of(str(path))
    if kind is Format.NDJSON:
        return _facts_of_line(path, number)
    last = 0
    with open_batches(path, kind, rows=_FEW_ROWS) as source:
        for batch in source.batches(number):
            facts = _facts(batch, number)
            if facts is not None:
                return facts
            last = max([last, *batch.numbers[-1:], *(it.number for it in batch.unfit)])
        raise _no_such_row(path, number, source.rows if source.rows is not None else last)


def _facts(batch: RowBatch, number: int) -> Mapping[str, object] | None:
    for unfit in batch.unfit:
        if unfit.number == number:
            raise BadFactsError(unfit.problems)
    if number not in batch.numbers:
        return None
    return row_facts(batch.columns, batch.numbers.index(number))


def _facts_of_line(path: Path, number: int) -> Mapping[str, object]:
    with open_file(path) as stream:
        line = read_line(stream, number)
    if line is None:
        raise BadFileError("no-such-row", f"`{path}` has fewer than {number:,} lines")
    if line.problem is not None:
        raise BadFactsError([line.problem])
    if line.data is None:
        raise BadFileError("no-such-row", f"line {number:,} of `{path}` is blank")
    return line.data


def _no_such_row(path: Path, number: int, rows: int) -> BadFileError:
    there = "1 row" if rows == 1 else f"{rows:,} rows"
    return BadFileError("no-such-row", f"`{path}` has no row {number:,}: it has {there}")
