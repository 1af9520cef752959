"""A file of purchases in, a file of decisions out, in any of the formats, a batch at a time."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa
from attrs import evolve, field, frozen

from pointsman.batch.decide import BadRowError, Decider, RowProblem, decider_of
from pointsman.batch.files.drafts import drafted
from pointsman.batch.files.formats import Format
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import BATCH_ROWS, RowBatch, UnfitRow
from pointsman.batch.files.writing import Look, open_writer
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program

MONEY: Final = frozenset({"credit", "target_credit"})
"""The columns of money, which keep the decimals of their currency where they are text."""

OnRows = Callable[[int, int | None], None]
"""Is told how many rows are done, and of how many, where the format tells."""


@frozen
class Run:
    """What became of the rows of a run: how many there were, and how many had no decision."""

    rows: int
    bad: int


@frozen
class Files:
    """What a run reads and writes; formats that are None are told by the endings of the names.

    With `bad_rows` rows that cannot be decided go there, as JSON lines; else the first ends the run.
    """

    source: Path | BinaryIO
    target: Path | BinaryIO
    source_format: Format | None = None
    target_format: Format | None = None
    bad_rows: Path | None = None
    batch_rows: int = field(default=BATCH_ROWS)


def decide_file(program: Program, files: Files, on_rows: OnRows | None = None) -> Run:
    """Decide every row of a file. Output files appear when all is done, or not at all.

    Raises:
        BadFileError: a file cannot be read or written.
        BadColumnsError: a column is missing, unknown, or of a type that can never fit.
        BadRowError: the first row that cannot be decided, where there is no file for them.
    """
    decider = decider_of(program)
    look = Look(MONEY, {"program": program.identity()})
    with ExitStack() as opened:
        source = opened.enter_context(
            open_batches(
                files.source,
                files.source_format,
                rows=files.batch_rows,
                fields=program.facts_context.fields,
            )
        )
        binder = decider.binder(source.schema)
        bad_rows = files.bad_rows and opened.enter_context(drafted(files.bad_rows))
        writer = opened.enter_context(
            open_writer(files.target, files.target_format, decider.schema, look)
        )
        rows = bad = 0
        for batch in source.batches():
            decided = decider.decide(binder, batch.columns, 0)
            problems = _problems(program, batch, decided.problems)
            if problems and not bad_rows:
                raise BadRowError(problems[0])
            writer.write(decided.decisions)
            for problem in problems:
                bad_rows.write(bad_row_line(problem))
            rows += batch.columns.num_rows + len(batch.unfit)
            bad += len(problems)
            if on_rows is not None:
                on_rows(rows, source.rows)
        return Run(rows, bad)
