"""One bucket of a replay: its accounts and purchases in one batch, as Daft brings them together."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen
from daft import Series

from pointsman.batch.cluster.bad_rows import BadRowInFrameError, bad_row, spread, with_problems
from pointsman.batch.cluster.columns import ROW, frame_schema, structs, whole
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.decide import RowProblem
from pointsman.batch.replay.accounts import read_account_columns
from pointsman.batch.replay.needs import needs_of
from pointsman.batch.replay.rows import BadAccountError
from pointsman.batch.replay.run import Replayer, replay_tables, row_batches
from pointsman.batch.running import COMPILE_FROM

COMPILE_FROM_ALL: Final = 10 * COMPILE_FROM
"""Purchases of all buckets from which on every worker compiles the loop, however small its own."""

ORDER, PURCHASE, ACCOUNT = "order", "purchase", "account"
"""What goes in: a row is a purchase with its place in the order, or an account."""

IS_END, DECISION, END = "is_end", "decision", "end"
"""What comes out: a row is an account at the end, or the decision of a purchase."""


@frozen
class BucketReplay:
    """How a bucket is replayed. Any number of threads of a worker do it at once.

    `accounts` and `purchases` are the columns of what goes in, `decisions` and `ends` of what
    comes out; `order` is the type of the numbers that order the purchases. All `buckets` are taken
    to be about as large as each other.
    """

    shipped: ShippedProgram
    accounts: pa.Schema
    purchases: pa.Schema
    order: pa.DataType
    buckets: int
    skip_bad: bool
    decisions: pa.Schema = field(init=False)
    ends: pa.Schema = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Replay nothing: that says what comes out, and raises what columns are wrong."""
        nothing = replay_tables(
            self.shipped.program, self.accounts.empty_table(), self.purchases.empty_table()
        )
        decisions = frame_schema(nothing.decisions.schema)
        decisions = with_problems(decisions) if self.skip_bad else decisions
        object.__setattr__(self, "decisions", decisions)
        object.__setattr__(self, "ends", frame_schema(nothing.accounts.schema))

    @property
    def schema(self) -> pa.Schema:
        """The columns of what comes out."""
        fields = {
            ORDER: self.order,
            IS_END: pa.bool_(),
            DECISION: pa.struct(list(self.decisions)),
            END: pa.struct(list(self.ends)),
        }
        return pa.schema(list(fields.items()))

    def replay(self, columns: Sequence[Series]) -> Series:
        """The decisions and end states of a bucket, in rows of `schema`."""
        order, bought, held = (whole(each.to_arrow()) for each in columns)
        accounts = pa.Table.from_batches([_inside(held, self.accounts)])
        is_purchase = pc.is_valid(bought)
        order = order.filter(is_purchase)
        in_order = pc.sort_indices(order)
        rows = _inside(bought, self.purchases).take(in_order)
        order = order.take(in_order)
        decisions, ends = self._replayed(accounts, rows, order)
        return Series.from_arrow(self._as_rows(order, decisions, ends))

    def _replayed(
        self, accounts: pa.Table, rows: pa.RecordBatch, order: pa.Array
    ) -> tuple[pa.Array, pa.Array]:
        replayer = self._replayer(accounts, rows.schema)
        problems: list[RowProblem] = []
        for batch in row_batches(pa.Table.from_batches([rows])):
            problems += replayer.add(batch)
        if problems and not self.skip_bad:
            raise bad_row(problems[0], {ROW: order[problems[0].row - 1].as_py()})
        many = rows.num_rows * self.buckets >= COMPILE_FROM_ALL
        done = replayer.run(compiled=many or None)
        decided = _in_one(pa.Table.from_batches(done.decisions(), done.schema))
        told = decided.columns
        if self.skip_bad:
            told = spread(decided, rows.num_rows, problems, 1)
        ended = _in_one(done.end_state())
        return structs(told, self.decisions), structs(ended.columns, self.ends)

    def _replayer(self, accounts: pa.Table, purchases: pa.Schema) -> Replayer:
        program = self.shipped.program
        try:
            opened = read_account_columns(needs_of(program), accounts.schema, row_batches(accounts))
        except BadAccountError as error:
            raise BadRowInFrameError(_bad_account(error.problem)) from error
        return Replayer(program, opened, purchases)

    def _as_rows(self, order: pa.Array, decisions: pa.Array, ends: pa.Array) -> pa.StructArray:
        """Decisions first, then ends; of each row one is null."""
        bought, held = len(decisions), len(ends)
        columns = [
            pa.concat_arrays([order, pa.nulls(held, self.order)]),
            pa.array(np.arange(bought + held) >= bought),
            pa.concat_arrays([decisions, pa.nulls(held, decisions.type)]),
            pa.concat_arrays([pa.nulls(bought, ends.type), ends]),
        ]
        return structs(columns, self.schema)


def _inside(rows: pa.StructArray, schema: pa.Schema) -> pa.RecordBatch:
    """The rows that are not null, as a batch."""
    return pa.RecordBatch.from_struct_array(rows.drop_null()).cast(schema)


def _in_one(table: pa.Table) -> pa.RecordBatch:
    """A table in one batch, as Daft has the types of its columns."""
    columns = [whole(column) for column in table.columns]
    return pa.RecordBatch.from_arrays(columns, schema=table.schema)


def _bad_account(problem: RowProblem) -> str:
    """An account is told of by its id, for no number of its row is known."""
    which = f"the account `{problem.id}`" if problem.id is not None else "an account without an id"
    return f"{which}: {problem.problems[0]}"
