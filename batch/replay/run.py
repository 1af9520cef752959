"""A replay over Arrow tables: accounts and purchases in, decisions and end states out."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from pointsman.batch.decide import BATCH_ROWS, RowProblem
from pointsman.batch.files.source import RowBatch
from pointsman.batch.pairs import in_pairs
from pointsman.batch.replay.accounts import Accounts, read_account_columns
from pointsman.batch.replay.deciding import Outcomes, decide_in_order, modes_after
from pointsman.batch.replay.end_state import EndColumns, end_state
from pointsman.batch.replay.history import History, less
from pointsman.batch.replay.needs import needs_of
from pointsman.batch.replay.ordering import time_order
from pointsman.batch.replay.purchases import PurchaseColumns, Purchases
from pointsman.batch.replay.rows import ACCOUNT_ID, BadPurchaseError
from pointsman.batch.results.arrow import DecisionColumns
from pointsman.batch.results.settled import Settled
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot

TURN: Final = "turn"
"""The column that tells the how-manieth row of its account a decision is, in the order of time."""


@frozen(eq=False)
class Replay:
    """A replay that has been run."""

    program: Program
    accounts: Accounts
    purchases: Purchases
    outcomes: Outcomes
    history: History

    @property
    def schema(self) -> pa.Schema:
        """The columns of the decisions."""
        return replay_schema(DecisionColumns(self.program).schema)

    def decisions(self) -> Iterator[pa.RecordBatch]:
        """The decisions in the order of the purchases' rows, without those left out."""
        columns = DecisionColumns(self.program)
        before = _Before.of(self)
        first = 0
        for ids in self.purchases.ids:
            for at in range(0, len(ids), BATCH_ROWS):
                part = ids.slice(at, BATCH_ROWS)
                yield self._batch(columns, before, first + at, part)
            first += len(ids)

    def end_state(self) -> pa.Table:
        """Every account as the replay leaves it, in the order of the accounts' rows."""
        count = len(self.accounts)
        amounts, opening = self.outcomes.amounts, self.accounts.opening
        points = self.history.totals(amounts["points"], count)
        redeemed = amounts["points"] > 0
        consumed = redeemed & ~self.purchases.requests
        ends = EndColumns(
            balances=less(opening[Slot.BALANCE], points),
            modes=modes_after(
                opening[Slot.MODE], self.history.totals(consumed.astype(np.int64), count) > 0
            ),
            decided=self.history.totals(np.ones(len(redeemed), np.int64), count),
            redeemed=self.history.totals(redeemed.astype(np.int64), count),
            points=points,
            credit=self.history.totals(amounts["credit"], count),
        )
        return end_state(self.accounts, ends, self.outcomes.held)

    def _batch(
        self, columns: DecisionColumns, before: "_Before", first: int, ids: pa.Array
    ) -> pa.RecordBatch:
        rows = slice(first, first + len(ids))
        settled = Settled(
            ids=ids,
            endings=self.outcomes.endings[rows],
            tiers=self.outcomes.tiers[rows],
            amounts={name: in_pairs(each[rows]) for name, each in self.outcomes.amounts.items()},
            balances=before.balances[rows].copy(),
            modes=(before.modes[rows] - 1).astype(np.int8),
            requests=self.purchases.requests[rows],
        )
        for row in self._alone(rows):
            settled.put(row - first, self.outcomes.decided[row])
        accounts, turns = self.purchases.accounts[rows], before.turns[rows]
        left_out = self.purchases.left_out[rows]
        if left_out.any():
            kept = np.flatnonzero(~left_out)
            settled, accounts, turns = settled.only(kept), accounts[kept], turns[kept]
        account_ids = self.accounts.ids.take(pa.array(accounts)).cast(pa.string())
        return _with_account(columns.record_batch(settled), account_ids, pa.array(turns))

    def _alone(self, rows: slice) -> list[int]:
        decided = self.outcomes.decided
        return [row for row in range(rows.start, rows.stop) if row in decided] if decided else []


class Replayer:
    """Takes in the purchases of a replay batch by batch, then decides them all."""

    def __init__(self, program: Program, accounts: Accounts, schema: pa.Schema) -> None:
        """`schema` is that of the purchases.

        Raises:
            BadColumnsError: the columns can hold no purchases of the program.
        """
        self.program = program
        self.accounts = accounts
        self._purchases = PurchaseColumns(accounts, schema)

    @property
    def schema(self) -> pa.Schema:
        """The columns of the decisions."""
        return replay_schema(DecisionColumns(self.program).schema)

    def add(self, rows: RowBatch) -> list[RowProblem]:
        """Take in purchases; rows that cannot be replayed are told of and left out."""
        return self._purchases.add(rows)

    def run(self, *, compiled: bool | None = None) -> Replay:
        """Decide all that was taken in; `compiled` None: as machine code where that pays."""
        purchases = self._purchases.purchases()
        order = time_order(purchases.instants, purchases.left_out)
        outcomes = decide_in_order(self.accounts, purchases, order, compiled=compiled)
        history = History.of(order, purchases.accounts)
        return Replay(self.program, self.accounts, purchases, outcomes, history)


@frozen(eq=False)
class ReplayedTables:
    """The decisions in the order of the purchases, and the accounts as they are at the end."""

    decisions: pa.Table
    accounts: pa.Table


def replay_tables(
    program: Program, accounts: pa.Table, purchases: pa.Table, *, compiled: bool | None = None
) -> ReplayedTables:
    """Replay a table of purchases on a table of accounts (docs/replay.md).

    Raises:
        BadAccountColumnsError: columns of the accounts are missing, unknown or of a wrong type.
        BadColumnsError: likewise of the purchases.
        BadAccountError: a row of the accounts cannot be read, or names an account again.
        BadPurchaseError: the first row of the purchases that cannot be replayed.
    """
    opened = read_account_columns(needs_of(program), accounts.schema, row_batches(accounts))
    replayer = Replayer(program, opened, purchases.schema)
    for rows in row_batches(purchases):
        problems = replayer.add(rows)
        if problems:
            raise BadPurchaseError(problems[0])
    done = replayer.run(compiled=compiled)
    decisions = pa.Table.from_batches(done.decisions(), done.schema)
    return ReplayedTables(decisions, done.end_state())


def row_batches(table: pa.Table) -> Iterator[RowBatch]:
    """A table batch by batch, rows numbered from 1."""
    first = 1
    for batch in table.to_batches(max_chunksize=BATCH_ROWS):
        yield RowBatch(batch, range(first, first + batch.num_rows))
        first += batch.num_rows


def replay_schema(decisions: pa.Schema) -> pa.Schema:
    """The columns of decisions with those of a replay behind the id."""
    return decisions.insert(1, pa.field(ACCOUNT_ID, pa.string())).insert(
        2, pa.field(TURN, pa.int64())
    )


@frozen(eq=False)
class _Before:
    """How the account of each row stood before it, and which of its rows it is."""

    balances: NDArray[np.int64]
    modes: NDArray[np.int32]
    turns: NDArray[np.int64]

    @classmethod
    def of(cls, replay: Replay) -> "_Before":
        accounts, purchases, points = (
            replay.accounts,
            replay.purchases,
            replay.outcomes.amounts["points"],
        )
        turns = replay.history.turns(len(purchases))
        if not len(accounts):
            nothing = np.zeros(len(purchases), np.int64)
            return cls(nothing, nothing.astype(np.int32), turns)
        consumed = (points > 0) & ~purchases.requests
        used = replay.history.before(consumed.astype(np.int64)) > 0
        opening = {slot: each[purchases.accounts] for slot, each in accounts.opening.items()}
        balances = less(opening[Slot.BALANCE], replay.history.before(points))
        return cls(balances, modes_after(opening[Slot.MODE], used), turns)


def _with_account(batch: pa.RecordBatch, ids: pa.Array, turns: pa.Array) -> pa.RecordBatch:
    first, *others = batch.columns
    return pa.RecordBatch.from_arrays(
        [first, ids, turns, *others], schema=replay_schema(batch.schema)
    )
