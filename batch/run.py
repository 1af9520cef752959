"""A file of purchases in, a file of decisions out, in any of the formats, a batch at a time."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from attrs import define, evolve, frozen

from pointsman.batch.binding import Binder
from pointsman.batch.decide import BadRowError, Decider, RowProblem, decider_of
from pointsman.batch.files.drafts import drafted
from pointsman.batch.files.formats import Format
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import BATCH_ROWS, RowBatch, UnfitRow
from pointsman.batch.files.writing import Look, Writer, open_writer
from pointsman.engine.problems import BadFactsError, Problem
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

    Rows that cannot be decided go to `bad_rows`, as JSON lines; without it the first ends the run.
    """

    source: Path | BinaryIO
    target: Path | BinaryIO
    source_format: Format | None = None
    target_format: Format | None = None
    bad_rows: Path | None = None
    batch_rows: int = BATCH_ROWS


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
        fields = program.facts_context.fields
        source = opened.enter_context(
            open_batches(files.source, files.source_format, rows=files.batch_rows, fields=fields)
        )
        binder = decider.binder(source.schema)
        bad_rows = opened.enter_context(drafted(files.bad_rows)) if files.bad_rows else None
        writer = opened.enter_context(
            open_writer(files.target, files.target_format, decider.schema, look)
        )
        run = _Running(decider, binder, writer, bad_rows)
        # `map` lets go of each batch before the next is read, as a loop over them would not.
        for rows in map(run.decide, source.batches()):
            if on_rows is not None:
                on_rows(rows, source.rows)
        return Run(run.rows, run.bad)


def bad_row_line(problem: RowProblem) -> str:
    """A row that cannot be decided as a JSON line: its number, its id and what is wrong with it."""
    first, *others = (each.to_json() for each in problem.problems)
    told: dict[str, object] = dict(first)
    if others:
        told["also"] = others
    # ASCII only: an id that could not be read may hold anything.
    return json.dumps({"row": problem.row, "id": problem.id, "error": told})


@define(eq=False)
class _Running:
    """A run on its way: what is open, and how far it is."""

    _decider: Decider
    _binder: Binder
    _writer: Writer
    _bad_rows: BinaryIO | None
    rows: int = 0
    bad: int = 0

    def decide(self, batch: RowBatch) -> int:
        """Decide and write one more batch; the number of rows so far."""
        decided = self._decider.decide(self._binder, batch.columns, first_row=0)
        problems = sorted(self._problems(batch, decided.problems), key=lambda it: it.row)
        for problem in problems:
            if self._bad_rows is None:
                raise BadRowError(problem)
            self._bad_rows.write(bad_row_line(problem).encode() + b"\n")
        self._writer.write(decided.decisions)
        self.rows += batch.columns.num_rows + len(batch.unfit)
        self.bad += len(problems)
        return self.rows

    def _problems(self, batch: RowBatch, found: Iterable[RowProblem]) -> Iterator[RowProblem]:
        for problem in found:
            yield evolve(problem, row=int(batch.numbers[problem.row]))
        for unfit in batch.unfit:
            problems = unfit.problems or _problems_of(self._decider.program, unfit)
            yield RowProblem(unfit.number, unfit.id, problems)


def _problems_of(program: Program, unfit: UnfitRow) -> tuple[Problem, ...]:
    """What is wrong with a row whose shape fits no columns: no facts of a program have it."""
    try:
        program.read_facts(unfit.data or {})
    except BadFactsError as error:
        return error.problems
    raise AssertionError(f"row {unfit.number} has facts that columns cannot hold")
