"""The purchases as columns that Pointsman takes: bound already, or an Arrow table with text."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.reference.answers import Answer
from benchmarks.reference.coded import (
    HOUSEHOLDS,
    MERCHANTS,
    MODES,
    PRODUCTS,
    RESPONSES,
    STATUSES,
    Column,
    Columns,
    countries,
)
from benchmarks.reference.purchases import CURRENCY, PROCESSING
from pointsman.batch.binding.columns import (
    NO_INSTANT,
    UNKNOWN,
    BoundColumns,
    Coded,
)
from pointsman.engine.slots import NUMBER_SLOTS, Slot

_FIRST = 1_772_323_200_000_000
"""2026-03-01T00:00:00Z in microseconds since 1970."""

_CENTS = pa.decimal128(18, 2)
_INSTANTS = frozenset({Slot.TIME, Slot.REQUESTED_AT})


def bound_columns(columns: Columns) -> BoundColumns:
    """As the compiled loop reads them."""
    rows = len(columns["amount"])
    points = columns["balance"] * 100
    known = {
        Slot.AMOUNT: columns["amount"],
        Slot.BALANCE: points,
        Slot.USABLE: points,
        Slot.MINIMUM: _set(columns["minimum"]),
        Slot.CAP: _set(columns["cap"]),
    }
    numbers: dict[int, Column] = {
        slot: known.get(slot, _nothing(slot, rows)) for slot in NUMBER_SLOTS
    }
    texts = {slot: _coded(*coded) for slot, coded in _texts(columns).items()}
    nowhere = np.zeros(rows, np.int32)
    coded: dict[int, Coded] = {
        slot: texts.get(slot, Coded(nowhere, (None,))) for slot in Slot if slot not in NUMBER_SLOTS
    }
    return BoundColumns(rows, numbers, coded, np.zeros(rows, np.bool_), pa.nulls(rows, pa.string()))


def table(columns: Columns) -> pa.Table:
    """As a file holds them: flat, text as dictionaries, amounts as decimals."""
    ids = {"id": _ids("P", len(columns["amount"]))}
    return pa.table(ids | _authorizations(columns) | _accounts(columns, "account."))


def accounts_table(accounts: Columns) -> pa.Table:
    """The accounts of a replay, as a file holds them."""
    ids = {"account_id": _ids("A", len(accounts["balance"]))}
    return pa.table(ids | _accounts(accounts, ""))


def replay_table(columns: Columns, account: Column) -> pa.Table:
    """The purchases of a replay: a second apart, each with the row of its account."""
    rows = len(columns["amount"])
    seconds = pa.array(np.arange(rows) * 1_000_000 + _FIRST, pa.timestamp("us", "UTC"))
    known = _ids("A", int(account.max()) + 1)
    ids = {
        "id": _ids("P", rows),
        "account_id": known.take(pa.array(account)),
        "authorization.time": seconds,
    }
    return pa.table(ids | _authorizations(columns))


def answers_in(decisions: pa.Table) -> Iterator[Answer]:
    """The decisions of a table in the form that is compared."""
    points = (int(value) for value in decisions["points"].to_pylist())
    credit = (int(value.scaleb(2)) for value in decisions["credit"].to_pylist())
    return zip(decisions["reason"].to_pylist(), points, credit, strict=True)


def _authorizations(columns: Columns) -> dict[str, pa.Array]:
    texts = {slot: _dictionary(*coded) for slot, coded in _texts(columns).items()}
    return {
        "authorization.amount": _cents(columns["amount"]),
        "authorization.currency": texts[Slot.CURRENCY],
        "authorization.response_code": texts[Slot.RESPONSE_CODE],
        "authorization.processing": texts[Slot.PROCESSING],
        "authorization.mcc": texts[Slot.MCC],
        "authorization.country": texts[Slot.COUNTRY],
        "authorization.merchant.id": texts[Slot.MERCHANT_ID],
    }


def _accounts(columns: Columns, prefix: str) -> dict[str, pa.Array]:
    texts = {slot: _dictionary(*coded) for slot, coded in _texts(columns).items()}
    arrays = {
        "status": texts[Slot.STATUS],
        "household": texts[Slot.HOUSEHOLD],
        "product": texts[Slot.PRODUCT],
        "balance": pa.array(columns["balance"]),
        "preferences.mode": texts[Slot.MODE],
        "preferences.minimum": _cents_or_none(columns["minimum"]),
        "preferences.amount": _cents_or_none(columns["cap"]),
    }
    return {prefix + name: array for name, array in arrays.items()}


def _texts(columns: Columns) -> dict[Slot, tuple[Column, Sequence[str | None]]]:
    """Codes, and the texts that they stand for."""
    return {
        Slot.CURRENCY: (columns["currency"], (CURRENCY,)),
        Slot.PROCESSING: (columns["processing"], (PROCESSING,)),
        Slot.RESPONSE_CODE: (columns["response"], RESPONSES),
        Slot.STATUS: (columns["status"], STATUSES),
        Slot.HOUSEHOLD: (columns["household"], HOUSEHOLDS),
        Slot.MCC: (columns["mcc"], [f"{code:04d}" for code in range(10_000)]),
        Slot.COUNTRY: (columns["country"], countries()),
        Slot.MERCHANT_ID: (columns["merchant"], [f"{number:015d}" for number in range(MERCHANTS)]),
        Slot.PRODUCT: (columns["product"], PRODUCTS),
        Slot.MODE: (columns["mode"], MODES),
    }


def _coded(codes: Column, texts: Sequence[str | None]) -> Coded:
    """Code 0 is unknown, and every text stands once."""
    values: tuple[str | None, ...] = (None, *(text for text in texts if text is not None))
    place = {value: number for number, value in enumerate(values)}
    renumbered = np.array([place[text] for text in texts], np.int32)
    return Coded(renumbered[codes], values)


def _dictionary(codes: Column, texts: Sequence[str | None]) -> pa.Array:
    known = pa.array([text for text in texts if text is not None])
    numbers = pa.array([None if t is None else known.index(t).as_py() for t in texts], pa.int32())
    return pa.DictionaryArray.from_arrays(numbers.take(pa.array(codes)), known)


def _ids(letter: str, rows: int) -> pa.Array:
    return pa.array([f"{letter}-{number:08d}" for number in range(rows)])


def _cents(amounts: Column) -> pa.Array:
    """Cents as decimals, exactly: a whole number whose decimal point is moved."""
    padded = np.zeros((len(amounts), 2), np.int64)
    padded[:, 0] = amounts
    return pa.Array.from_buffers(_CENTS, len(amounts), [None, pa.py_buffer(padded)])


def _cents_or_none(amounts: Column) -> pa.Array:
    decimals = _cents(amounts)
    return pc.if_else(pa.array(amounts > 0), decimals, pa.scalar(None, _CENTS))


def _set(amounts: Column) -> Column:
    return np.where(amounts > 0, amounts, UNKNOWN)


def _nothing(slot: int, rows: int) -> Column:
    return np.full(rows, NO_INSTANT if slot in _INSTANTS else UNKNOWN, np.int64)
