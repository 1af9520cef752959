"""Deciding a frame of Daft: row for row, in as many workers as Daft has."""

from collections.abc import Sequence
from typing import Any

import daft
import pyarrow as pa
from attrs import frozen
from daft import DataFrame, Series, col

from pointsman.batch.binding.fields import facts_of
from pointsman.batch.cluster.bad_rows import bad_row, spread, with_problems
from pointsman.batch.cluster.columns import (
    batch_of,
    check_names,
    daft_struct,
    frame_schema,
    structs,
)
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.results.schema import decision_schema
from pointsman.engine.program import Program


def decide_dataframe(
    program: Program, frame: DataFrame, *, keep: Sequence[str] = (), skip_bad: bool = False
) -> DataFrame:
    """The decisions of a frame of purchases, row for row; worked out when Daft is asked for them.

    Columns are those that `Program.decide_batch` takes. `keep` names columns to carry along in
    front of the decisions, such as a number to sort by, for Daft gives rows in any order; they need
    not be facts. A row that
    cannot be decided ends the run; with `skip_bad` it has no decision but `problems`, a last
    column that is null elsewhere.

    Raises:
        BadColumnsError: a column is missing, unknown, or of a type that can never fit.
        FrameColumnsError: the frame has no column to keep, or decisions have one of its name.
        BadRowInFrameError: when Daft works it out: a row that cannot be decided.
    """
    schema = frame_schema(decision_schema(program))
    schema = with_problems(schema) if skip_bad else schema
    check_names(keep, frame.column_names, schema.names)
    facts = _facts(program, frame, keep)
    shipped = ShippedProgram.of(program)
    given = frame.schema().to_pyarrow_schema()
    shipped.decider.binder(_only(given, facts))
    work = _Deciding(shipped, facts, tuple(keep), skip_bad)
    decided = _as_function(work, schema)(*(col(name) for name in (*facts, *keep)))
    return frame.select(*(col(name) for name in keep), decided)


@frozen
class _Deciding:
    """What a worker does with a few thousand rows; any number of its threads do it at once."""

    shipped: ShippedProgram
    facts: tuple[str, ...]
    keep: tuple[str, ...]
    skip_bad: bool

    def decide(self, columns: Sequence[Series]) -> Series:
        """The decisions, one struct a row."""
        facts = len(self.facts)
        batch = batch_of(columns[:facts], self.facts)
        decider = self.shipped.decider
        decided = decider.decide(decider.binder(batch.schema), batch, first_row=0)
        schema = frame_schema(decider.schema)
        if self.skip_bad:
            told = spread(decided.decisions, batch.num_rows, decided.problems, 0)
            return Series.from_arrow(structs(told, with_problems(schema)))
        if decided.problems:
            first = decided.problems[0]
            kept = [each.slice(first.row, first.row + 1).to_pylist()[0] for each in columns[facts:]]
            raise bad_row(first, dict(zip(self.keep, kept, strict=True)))
        return Series.from_arrow(structs(decided.decisions.columns, schema))


def _as_function(work: _Deciding, schema: pa.Schema) -> Any:
    """Daft's function of a work. The kernel lets other threads run: no processes of their own."""

    @daft.func.batch(return_dtype=daft_struct(schema), unnest=True, use_process=False)
    def decide(*columns: Series) -> Series:
        return work.decide(columns)

    return decide


def _facts(program: Program, frame: DataFrame, keep: Sequence[str]) -> tuple[str, ...]:
    """The columns to decide on: all but those that are only carried along."""
    known = {path[0] for path in facts_of(program)}
    carried = {name for name in keep if name.partition(".")[0] not in known}
    return tuple(name for name in frame.column_names if name not in carried)


def _only(schema: pa.Schema, names: Sequence[str]) -> pa.Schema:
    return pa.schema([schema.field(name) for name in names])
