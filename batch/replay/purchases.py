"""The purchases of a replay as columns: gathered batch by batch, all of them held as integers."""

from typing import Any

import numpy as np
import pyarrow as pa
from attrs import define, frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding import BadColumnsError, Binder, row_facts
from pointsman.batch.binding.columns import NO_INSTANT, BoundColumns
from pointsman.batch.decide import RowProblem
from pointsman.batch.files.source import RowBatch, UnfitRow
from pointsman.batch.replay.accounts import (
    Accounts,
    Columns,
    check_id_column,
    ids_of,
    without,
)
from pointsman.batch.replay.classes import Classes
from pointsman.batch.replay.ordering import instants_of
from pointsman.batch.replay.rows import (
    ACCOUNT,
    ACCOUNT_ID,
    PurchaseRow,
    Row,
    account_of_a_purchase,
    read_purchase_row,
    row_problem,
    unfit_problem,
)
from pointsman.engine.problems import BadFactsError
from pointsman.engine.slots import NUMBER_SLOTS, Slot


@frozen(eq=False)
class Purchases:
    """All purchases, in the order of their rows (from 0).

    `accounts` are positions among the accounts, -1 for rows left out. Rows in `one_by_one` are
    decided by themselves; rows `left_out` cannot be replayed. `ids` come batch by batch.
    """

    columns: Columns
    classes: dict[int, Classes]
    instants: NDArray[np.int64]
    accounts: NDArray[np.int32]
    requests: NDArray[np.bool_]
    left_out: NDArray[np.bool_]
    one_by_one: dict[int, PurchaseRow]
    ids: tuple[pa.Array, ...]

    def __len__(self) -> int:
        return len(self.instants)


@define
class _Held:
    """What is kept of the batches so far, array by array."""

    instants: list[NDArray[np.int64]]
    accounts: list[NDArray[np.int32]]
    requests: list[NDArray[np.bool_]]
    left_out: list[NDArray[np.bool_]]
    ids: list[pa.Array]


class PurchaseColumns:
    """Takes in purchases, and holds of each what its decision needs."""

    def __init__(self, accounts: Accounts, schema: pa.Schema) -> None:
        """`schema` is that of all batches.

        Raises:
            BadColumnsError: the columns can hold no purchases of the program.
        """
        self._accounts = accounts
        self._needs = accounts.needs
        self._classes = self._needs.classes(self._needs.of_purchases)
        self._binder = self._make_binder(schema)
        self._columns: dict[int, list[NDArray[Any]]] = {
            slot: [] for slot in self._needs.of_purchases
        }
        self._held = _Held([], [], [], [], [])
        self._one_by_one: dict[int, PurchaseRow] = {}
        self._rows = 0

    def add(self, rows: RowBatch) -> list[RowProblem]:
        """Take in a batch; what is told of its bad rows, which are left out, in their order."""
        batch = rows.columns
        bound = self._binder.bind(without(batch, ACCOUNT_ID, ACCOUNT))
        accounts = self._accounts.positions(ids_of(batch))
        requests = bound.coded[Slot.AFTER].codes != 0
        times, asked = bound.numbers[Slot.TIME], bound.numbers[Slot.REQUESTED_AT]
        instants = instants_of(times, asked, requests)
        odd = bound.odd | (accounts < 0) | (instants == NO_INSTANT)
        odd |= bound.numbers[Slot.AMOUNT] > self._needs.loop.largest_amount
        odd |= _at(self._accounts.odd, accounts)
        left_out = np.zeros(bound.rows, np.bool_)
        problems = [self._unfit(row) for row in rows.unfit]
        for row in np.flatnonzero(odd).tolist():
            facts = row_facts(batch, row)
            try:
                read = self._read_row(facts, known=bool(accounts[row] >= 0))
            except BadFactsError as error:
                problems.append(row_problem(rows.numbers[row], facts, "id", error))
                left_out[row] = True
            else:
                self._one_by_one[self._rows + row] = read
                instants[row] = read.instant
        self._hold(bound, instants, accounts, requests, left_out)
        return sorted(problems, key=lambda problem: problem.row)

    def purchases(self) -> Purchases:
        """All that was taken in; nothing more is taken after that."""
        held = self._held
        columns = {slot: _joined(arrays, _kind(slot)) for slot, arrays in self._columns.items()}
        return Purchases(
            columns=columns,
            classes=self._classes,
            instants=_joined(held.instants, np.int64),
            accounts=_joined(held.accounts, np.int32),
            requests=_joined(held.requests, np.bool_),
            left_out=_joined(held.left_out, np.bool_),
            one_by_one=self._one_by_one,
            ids=tuple(held.ids),
        )

    def _make_binder(self, schema: pa.Schema) -> Binder:
        check_id_column(schema)
        for column in schema:
            if column.name.partition(".")[0] == ACCOUNT and not types.is_null(column.type):
                raise BadColumnsError([account_of_a_purchase()])
        nothing = pa.RecordBatch.from_pylist([], schema=schema)
        facts = without(nothing, ACCOUNT_ID, ACCOUNT).schema
        return Binder(self._needs.program, facts, self._needs.of_purchases)

    def _read_row(self, facts: Row, *, known: bool) -> PurchaseRow:
        """A row by itself; `known` tells whether its account was found."""
        accounts = {str(facts.get(ACCOUNT_ID))} if known else set[str]()
        return read_purchase_row(self._needs.program, facts, accounts)

    def _unfit(self, row: UnfitRow) -> RowProblem:
        """What is wrong with a row that is in no columns."""
        account_id = None if row.data is None else str(row.data.get(ACCOUNT_ID))
        known = self._accounts.positions(pa.array([account_id], pa.large_string()))[0] >= 0
        return unfit_problem(row, lambda data: self._read_row(data, known=bool(known)))

    def _hold(
        self,
        bound: BoundColumns,
        instants: NDArray[np.int64],
        accounts: NDArray[np.int32],
        requests: NDArray[np.bool_],
        left_out: NDArray[np.bool_],
    ) -> None:
        for slot, arrays in self._columns.items():
            if slot in NUMBER_SLOTS:
                arrays.append(bound.numbers[slot])
            else:
                arrays.append(self._classes[slot].codes(bound.coded[slot]))
        held = self._held
        held.instants.append(instants)
        held.accounts.append(accounts)
        held.requests.append(requests)
        held.left_out.append(left_out)
        held.ids.append(bound.ids)
        self._rows += bound.rows


def _at(flags: NDArray[np.bool_], positions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """The flag at each position, where there is one."""
    if not flags.any():
        return np.zeros(len(positions), np.bool_)
    return np.where(positions >= 0, flags[positions], False)


def _joined(arrays: list[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    """One array of many, which are let go: a replay holds every column once."""
    joined = np.concatenate([np.zeros(0, kind), *arrays])
    arrays.clear()
    return joined


def _kind(slot: int) -> type[np.generic]:
    return np.int64 if slot in NUMBER_SLOTS else np.int32
