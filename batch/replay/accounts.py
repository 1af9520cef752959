"""The accounts of a replay as columns: found by their ids, bound once, each an integer row."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding import BadColumnsError, Binder, row_facts
from pointsman.batch.binding.columns import BoundColumns
from pointsman.batch.binding.schema import is_text
from pointsman.batch.decide import RowProblem
from pointsman.batch.files.source import RowBatch, UnfitRow
from pointsman.batch.replay.classes import Classes
from pointsman.batch.replay.needs import Needs
from pointsman.batch.replay.rows import (
    ACCOUNT,
    ACCOUNT_ID,
    TOTALS,
    AccountRow,
    BadAccountError,
    Row,
    as_in_accounts,
    named_twice,
    read_account_row,
    row_problem,
    unfit_problem,
)
from pointsman.engine.compiled.columns import CARRIED
from pointsman.engine.problems import BadFactsError, Problem, pointer
from pointsman.engine.slots import NUMBER_SLOTS, Slot

Columns = dict[int, NDArray[Any]]
"""Arrays by slot: int64 for numbers, int32 for codes of classes."""

_PLAIN_ID: Final = "^[!-~]{1,200}$"
"""Ids that need no second look: whatever else a text may hold is read one by one."""


@frozen(eq=False)
class Accounts:
    """Accounts in the order of their rows.

    `columns` has the slots that stay, `opening` those that a replay carries (`CARRIED`), with
    codes of modes as in `classes.MODES`. Accounts marked odd are beyond what columns hold; they
    stand in `one_by_one`, and so do those whose balance is beyond 64 bits.
    """

    needs: Needs
    batches: tuple[pa.RecordBatch, ...]
    ids: pa.Array
    columns: Columns
    opening: Columns
    classes: dict[int, Classes]
    odd: NDArray[np.bool_]
    one_by_one: dict[int, AccountRow]

    def __len__(self) -> int:
        return len(self.ids)

    def positions(self, ids: pa.Array) -> NDArray[np.int32]:
        """Where the accounts with these ids stand; -1 where there is none."""
        found = pc.fill_null(pc.index_in(ids, value_set=self.ids), -1)
        return np.asarray(found, dtype=np.int32)

    def row(self, at: int) -> AccountRow:
        """One account as it stands at the start."""
        held = self.one_by_one.get(at)
        if held is not None:
            return held
        for batch in self.batches:
            if at < batch.num_rows:
                return read_account_row(self.needs.program, row_facts(batch, at))
            at -= batch.num_rows
        raise IndexError(at)


class BadAccountColumnsError(BadColumnsError):
    """A table whose columns can hold no accounts of the program."""


def read_account_columns(needs: Needs, schema: pa.Schema, batches: Iterable[RowBatch]) -> Accounts:
    """Bind every account; the batches stay in memory, for the end state repeats them.

    Raises:
        BadAccountColumnsError: the columns can hold no accounts of the program.
        BadAccountError: a row cannot be read, or names an account again.
    """
    reading = _Reading(needs, schema)
    for batch in batches:
        reading.add(batch)
    return reading.accounts()


def check_id_column(schema: pa.Schema) -> None:
    """Make sure that the rows name their accounts.

    Raises:
        BadColumnsError: there is no such column, there are two, or it holds no ids.
    """
    at = schema.get_all_field_indices(ACCOUNT_ID)
    if len(at) != 1:
        code = "doubled-column" if at else "missing-column"
        message = f"there {'are two columns' if at else 'is no column'} `{ACCOUNT_ID}`"
        raise BadColumnsError([_id_problem(code, message)])
    kind = schema.field(at[0]).type
    kind = kind.value_type if types.is_dictionary(kind) else kind
    if not (is_text(kind) or types.is_integer(kind) or types.is_null(kind)):
        message = f"the column `{ACCOUNT_ID}` is {kind}, but the id of an account is text"
        raise BadColumnsError([_id_problem("wrong-column-type", message)])


def ids_of(batch: pa.RecordBatch) -> pa.Array:
    """The account ids of a batch as text; whole numbers are the text that they are written as."""
    column = batch.column(batch.schema.get_field_index(ACCOUNT_ID))
    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.cast(column, pa.large_string())


def without(batch: pa.RecordBatch, *names: str) -> pa.RecordBatch:
    """A batch without the columns of these names, and without the flat columns below them."""
    kept = [at for at, name in enumerate(batch.schema.names) if name.partition(".")[0] not in names]
    schema = pa.schema([batch.schema.field(at) for at in kept])
    columns = [batch.column(at) for at in kept]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


class _Reading:
    """Accounts on their way in."""

    def __init__(self, needs: Needs, schema: pa.Schema) -> None:
        self._needs = needs
        self._schema = schema
        self._classes = needs.classes(needs.of_accounts | CARRIED)
        self._binder = self._make_binder()
        self._batches: list[pa.RecordBatch] = []
        self._ids: list[pa.Array] = []
        self._columns: dict[int, list[NDArray[Any]]] = {
            slot: [] for slot in needs.of_accounts | CARRIED
        }
        self._odd: list[NDArray[np.bool_]] = []
        self._one_by_one: dict[int, AccountRow] = {}
        self._numbers: list[Sequence[int]] = []
        self._rows = 0

    def add(self, rows: RowBatch) -> None:
        if rows.unfit:
            raise BadAccountError(self._unfit(rows.unfit[0]))
        batch = rows.columns
        ids = ids_of(batch)
        bound = self._binder.bind(_as_facts(batch, self._needs.program.plan.units.currency))
        odd = bound.odd | (bound.numbers[Slot.USABLE] > self._needs.loop.largest_balance)
        plain = pc.fill_null(pc.match_substring_regex(ids, _PLAIN_ID), False)
        for row in np.flatnonzero(odd | ~np.asarray(plain)).tolist():
            account = self._read_row(row_facts(batch, row), rows.numbers[row])
            if odd[row]:
                self._one_by_one[self._rows + row] = account
        for slot, arrays in self._columns.items():
            arrays.append(_values(bound, slot, self._classes))
        self._odd.append(odd)
        self._ids.append(ids)
        self._batches.append(batch)
        self._numbers.append(rows.numbers)
        self._rows += batch.num_rows

    def accounts(self) -> Accounts:
        ids = pa.concat_arrays(self._ids) if self._ids else pa.array([], pa.large_string())
        if pc.count_distinct(ids).as_py() != len(ids):
            raise _doubled(ids, chain.from_iterable(self._numbers))
        columns = {slot: _joined(arrays, slot) for slot, arrays in self._columns.items()}
        return Accounts(
            needs=self._needs,
            batches=tuple(self._batches or _no_rows(self._schema)),
            ids=ids,
            columns={slot: columns[slot] for slot in self._needs.of_accounts},
            opening={slot: columns[slot] for slot in CARRIED},
            classes=self._classes,
            odd=np.concatenate([np.zeros(0, np.bool_), *self._odd]),
            one_by_one=self._one_by_one,
        )

    def _make_binder(self) -> Binder:
        needs = self._needs
        [nothing] = _no_rows(self._schema)
        try:
            check_id_column(self._schema)
            schema = _as_facts(nothing, needs.program.plan.units.currency).schema
            return Binder(needs.program, schema, needs.of_accounts | CARRIED)
        except BadColumnsError as error:
            raise BadAccountColumnsError(map(_as_in_accounts, error.problems)) from error

    def _read_row(self, facts: Row, number: int) -> AccountRow:
        try:
            return read_account_row(self._needs.program, facts)
        except BadFactsError as error:
            raise BadAccountError(row_problem(number, facts, ACCOUNT_ID, error)) from error

    def _unfit(self, row: UnfitRow) -> RowProblem:
        """What is wrong with a row that is in no columns."""
        return unfit_problem(row, lambda data: read_account_row(self._needs.program, data))


def _as_facts(batch: pa.RecordBatch, currency: str) -> pa.RecordBatch:
    """Accounts as facts of purchases of nothing, which is what a binder takes."""
    account = without(batch, ACCOUNT_ID, TOTALS)
    names = [f"{ACCOUNT}.{name}" for name in account.schema.names]
    rows = batch.num_rows
    amounts = pa.array(np.zeros(rows, np.int64))
    currencies = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int8)), [currency])
    return pa.RecordBatch.from_arrays(
        [*account.columns, amounts, currencies],
        names=[*names, "authorization.amount", "authorization.currency"],
    )


def _as_in_accounts(problem: Problem) -> Problem:
    """A problem with a column; a column that only purchases have is no help."""
    help_ = problem.help
    if help_ and "`" in help_:
        help_ = help_.replace(f"`{ACCOUNT}.", "`") if f"`{ACCOUNT}." in help_ else None
    return evolve(as_in_accounts(problem), help=help_)


def _no_rows(schema: pa.Schema) -> list[pa.RecordBatch]:
    return [pa.RecordBatch.from_pylist([], schema=schema)]


def _values(bound: BoundColumns, slot: int, classes: dict[int, Classes]) -> NDArray[Any]:
    if slot in NUMBER_SLOTS:
        return bound.numbers[slot]
    return classes[slot].codes(bound.coded[slot])


def _joined(arrays: list[NDArray[Any]], slot: int) -> NDArray[Any]:
    kind = np.int64 if slot in NUMBER_SLOTS else np.int32
    return np.concatenate([np.zeros(0, kind), *arrays])


def _doubled(ids: pa.Array, numbers: Iterable[int]) -> BadAccountError:
    row_of: dict[str, int] = {}
    for row, account_id in zip(numbers, ids.to_pylist(), strict=True):
        if account_id in row_of:
            problem = named_twice(account_id, row_of[account_id])
            return BadAccountError(RowProblem(row, account_id, (problem,)))
        row_of[account_id] = row
    raise ValueError("no id stands twice")


def _id_problem(code: str, message: str) -> Problem:
    help_ = f"every row names its account in `{ACCOUNT_ID}`"
    return Problem(code, pointer((ACCOUNT_ID,)), message, help_)
