"""The accounts at the end of a replay: the rows they began as, with what has changed.

An end state is again a file of accounts, so that the next replay can begin where one ended.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding.columns import UNKNOWN
from pointsman.batch.binding.schema import leaves_of
from pointsman.batch.replay.accounts import Accounts, without
from pointsman.batch.replay.classes import MODES
from pointsman.batch.replay.reference import HeldAccount
from pointsman.batch.replay.rows import TOTALS
from pointsman.batch.results.schema import POINTS

BALANCE = ("balance",)
MODE = ("preferences", "mode")


@frozen(eq=False)
class EndColumns:
    """What a replay made of each account: hundredths of points, minor units, counts of rows.

    Balances are `UNKNOWN` where they are not known, modes numbers in `classes.MODES`.
    """

    balances: NDArray[np.int64]
    modes: NDArray[np.int32]
    decided: NDArray[np.int64]
    redeemed: NDArray[np.int64]
    points: NDArray[np.int64]
    credit: NDArray[np.int64]


def end_state(accounts: Accounts, ends: EndColumns, held: Mapping[int, HeldAccount]) -> pa.Table:
    """The accounts' table with new balances and modes, and what was redeemed under `replay`."""
    money = pa.decimal128(38, accounts.needs.program.plan.units.exponent)
    nested = _is_nested(accounts)
    batches, first = [], 0
    for batch in accounts.batches:
        part = range(first, first + batch.num_rows)
        columns = _Part(
            ends, {at - first: held[at] for at in part if at in held} if held else {}, part
        )
        batches.append(_changed(without(batch, TOTALS), columns, money, nested=nested))
        first = part.stop
    return pa.Table.from_batches(batches)


@frozen(eq=False)
class _Part:
    """The ends of the accounts of one batch; those `held` one by one instead of in columns."""

    ends: EndColumns
    held: Mapping[int, HeldAccount]
    rows: range

    def balances(self) -> pa.Array:
        """Balances as decimals."""
        values = self.ends.balances[self.rows.start : self.rows.stop]
        known = {at: each.account.balance for at, each in self.held.items()}
        return _decimals(values, POINTS, values == UNKNOWN, known)

    def modes(self) -> pa.Array:
        """Modes as text."""
        codes = self.ends.modes[self.rows.start : self.rows.stop].copy()
        for at, each in self.held.items():
            codes[at] = MODES.index(each.account.preferences.mode)
        words = pa.array([None if mode is None else str(mode) for mode in MODES], pa.string())
        return words.take(pa.array(codes))

    def counts(self, name: str) -> pa.Array:
        """Counts of rows."""
        values = getattr(self.ends, name)[self.rows.start : self.rows.stop].copy()
        for at, each in self.held.items():
            values[at] = getattr(each, name)
        return pa.array(values)

    def amounts(self, name: str, kind: pa.DataType) -> pa.Array:
        """Points or money as decimals."""
        values = getattr(self.ends, name)[self.rows.start : self.rows.stop]
        known = {at: getattr(each, name) for at, each in self.held.items()}
        return _decimals(values, kind, np.zeros(len(values), np.bool_), known)


def _changed(
    batch: pa.RecordBatch, part: _Part, money: pa.DataType, *, nested: bool
) -> pa.RecordBatch:
    columns = {
        field.name: column
        for field, column in zip(batch.schema, batch.columns, strict=True)
        if not _is_empty(field.type)
    }
    changes = {BALANCE: part.balances(), MODE: part.modes()}
    for leaf in leaves_of(batch.schema):
        if leaf.path in changes and not types.is_null(leaf.type):
            name = batch.schema.names[leaf.way[0]]
            columns[name] = _put(columns[name], leaf.way[1:], changes[leaf.path])
    totals = {
        "decided": part.counts("decided"),
        "redeemed": part.counts("redeemed"),
        "points": part.amounts("points", POINTS),
        "credit": part.amounts("credit", money),
    }
    if nested:
        columns[TOTALS] = pa.StructArray.from_arrays(list(totals.values()), list(totals))
    else:
        columns |= {f"{TOTALS}.{name}": each for name, each in totals.items()}
    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def _put(column: pa.Array, way: Sequence[int], values: pa.Array) -> pa.Array:
    """A column with other values at a place inside it."""
    if not way:
        return values
    at, *below = way
    inner = column.flatten()
    inner[at] = _put(inner[at], below, values)
    names = [column.type.field(each).name for each in range(column.type.num_fields)]
    return pa.StructArray.from_arrays(inner, names, mask=column.is_null())


def _is_empty(kind: pa.DataType) -> bool:
    """Whether it is an object that can hold nothing, which some formats have no word for."""
    return bool(types.is_struct(kind)) and kind.num_fields == 0


def _is_nested(accounts: Accounts) -> bool:
    """Whether objects of the accounts are structs: what is added is written as they are."""
    flat = any("." in name for batch in accounts.batches[:1] for name in batch.schema.names)
    return not flat


def _decimals(
    values: NDArray[np.int64],
    kind: pa.DataType,
    absent: NDArray[np.bool_],
    others: Mapping[int, int | None],
) -> pa.Array:
    """Integers of the last place of a decimal type; `others` replace single ones."""
    whole = pc.cast(pa.array(values, mask=absent), pa.decimal128(19, 0))
    scaled: Any = pc.cast(pc.multiply(whole, pa.scalar(_last_place(kind))), kind)
    if not others:
        return scaled
    exact = scaled.to_pylist()
    for at, value in others.items():
        exact[at] = None if value is None else value * _last_place(kind)
    return pa.array(exact, kind)


def _last_place(kind: pa.DataType) -> Decimal:
    return Decimal((0, (1,), -kind.scale))
