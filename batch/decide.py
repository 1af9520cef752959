"""Deciding tables: Arrow in, Arrow out, row for row what `Program.decide` says."""

from typing import Final

import numpy as np
import pyarrow as pa
from attrs import define, field, frozen
from numpy.typing import NDArray

from pointsman.batch.at_hand import AtHand
from pointsman.batch.binding import Binder, row_facts
from pointsman.batch.binding.columns import BoundColumns
from pointsman.batch.kernel import Kernel
from pointsman.batch.results.arrow import DecisionColumns
from pointsman.batch.results.settled import Settled, settle
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.engine.program import Program

BATCH_ROWS: Final = 131_072
"""Rows that are decided at a time. A batch takes a third of a millisecond by itself, which is
little beside so many rows; with more of them columns take more memory, and no row less time."""

_SCHEMAS_AT_HAND: Final = 16


@frozen
class RowProblem:
    """A row that cannot be decided. `row` counts from 1, over all batches of a run."""

    row: int
    id: str | None
    problems: tuple[Problem, ...]


class BadRowError(Exception):
    """A row of a table cannot be decided; the table as a whole has no decisions."""

    def __init__(self, problem: RowProblem) -> None:
        super().__init__(f"row {problem.row}: {problem.problems[0]}")
        self.problem = problem


@frozen(eq=False)
class Decided:
    """The decisions of the rows that have one, in order, and what is wrong with the others."""

    decisions: pa.RecordBatch
    problems: tuple[RowProblem, ...]


@define(eq=False)
class Decider:
    """Decides batches of purchases by one program; any number of threads may share it."""

    program: Program
    _kernel: Kernel
    _columns: DecisionColumns
    _binders: dict[pa.Schema, Binder] = field(factory=dict)

    @classmethod
    def of(cls, program: Program) -> "Decider":
        """A decider of its own, that keeps what it works out for as long as it lives."""
        return cls(program, Kernel.of(program), DecisionColumns(program))

    @property
    def schema(self) -> pa.Schema:
        """The columns of the decisions."""
        return self._columns.schema

    def binder(self, schema: pa.Schema) -> Binder:
        """What turns batches with these columns into integers; it remembers the texts it met.

        Raises:
            BadColumnsError: a column is missing, unknown, or of a type that can never fit.
        """
        binder = self._binders.get(schema)
        if binder is None:
            binder = Binder(self.program, schema, self._kernel.slots)
            if len(self._binders) >= _SCHEMAS_AT_HAND:
                self._binders.clear()
            self._binders[schema] = binder
        return binder

    def decide(self, binder: Binder, batch: pa.RecordBatch, first_row: int = 1) -> Decided:
        """Decide every row; `first_row` is the number of the first, to tell of bad rows."""
        bound = binder.bind(batch)
        results = self._kernel.run(bound)
        settled = settle(bound, results)
        odd = np.flatnonzero(results.odd)
        if not len(odd):
            return Decided(self._columns.record_batch(settled), ())
        problems = self._one_by_one(batch, settled, odd, first_row)
        if problems:
            settled = settled.only(_others(bound, {each.row - first_row for each in problems}))
        return Decided(self._columns.record_batch(settled), tuple(problems))

    def _one_by_one(
        self, batch: pa.RecordBatch, settled: Settled, rows: NDArray[np.intp], first_row: int
    ) -> list[RowProblem]:
        problems = []
        for row in rows.tolist():
            facts = row_facts(batch, row)
            try:
                settled.put(row, self.program.decide(facts))
            except BadFactsError as error:
                told = facts.get("id")
                shown = told if isinstance(told, str) else None
                problems.append(RowProblem(first_row + row, shown, tuple(error.problems)))
        return problems


def decide_table(program: Program, table: pa.Table) -> pa.Table:
    """The decisions of a table of purchases: `Program.decide_batch`.

    Raises:
        BadColumnsError: a column is missing, unknown, or of a type that can never fit.
        BadRowError: the first row that cannot be decided.
    """
    decider = decider_of(program)
    binder = decider.binder(table.schema)
    decided = []
    first_row = 1
    for batch in table.to_batches(max_chunksize=BATCH_ROWS):
        answer = decider.decide(binder, batch, first_row)
        if answer.problems:
            raise BadRowError(answer.problems[0])
        decided.append(answer.decisions)
        first_row += batch.num_rows
    return pa.Table.from_batches(decided, decider.schema)


_AT_HAND: Final = AtHand(Decider.of)


def decider_of(program: Program) -> Decider:
    """The decider of a program, kept at hand: its loop is compiled once."""
    return _AT_HAND.of(program)


def _others(bound: BoundColumns, bad: set[int]) -> NDArray[np.int64]:
    return np.array([row for row in range(bound.rows) if row not in bad], np.int64)
