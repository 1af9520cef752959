"""Purchases and accounts for frames: many rows of few kinds, and drawn ones near every edge."""

from typing import Any

import numpy as np
import pyarrow as pa

from tests.batch.replay_streams import as_text

Json = dict[str, Any]

ACCOUNTS = 500
_FIRST = 1_772_323_200_000_000
"""2026-03-01T00:00:00Z in microseconds since 1970."""


def many_purchases(rows: int, *, odd_every: int = 997) -> pa.Table:
    """So many purchases with ids of their own; one in `odd_every` has to be decided by itself."""
    random = np.random.default_rng(3)
    amounts = [f"{cents // 100}.{cents % 100:02}" for cents in random.integers(1, 600_000, rows)]
    amounts = [f"{it}000" if at % odd_every == 0 else it for at, it in enumerate(amounts)]
    return pa.table(
        {
            "id": [f"P-{at}" for at in range(rows)],
            "authorization.amount": amounts,
            "authorization.currency": _words(random, rows, ["USD"]),
            "authorization.response_code": _words(random, rows, [*["00"] * 9, "05"]),
            "authorization.processing": _words(random, rows, ["purchase"]),
            "authorization.mcc": _words(random, rows, ["5942", "3001", "5999", "6010", "5814"]),
            "authorization.country": _words(random, rows, ["USA", "USA", "CAN", "FRA"]),
            "authorization.channel": _words(random, rows, ["chip", "ecommerce"]),
            "authorization.merchant.id": _words(random, rows, ["445566778899002", "77"]),
            "authorization.merchant.name": _words(
                random, rows, ["STARBUCKS 7", "BIG ATM", "BOOKS", "CAFÉ", "7-11"]
            ),
            "authorization.time": _times(random, rows),
        }
    )


def with_accounts(purchases: pa.Table) -> pa.Table:
    """Purchases with the account beside each."""
    random, rows = np.random.default_rng(5), purchases.num_rows
    columns = _account_columns(random, rows)
    for name, column in columns.items():
        purchases = purchases.append_column(f"account.{name}", column)
    return purchases


def named_accounts(purchases: pa.Table) -> pa.Table:
    """Purchases that name accounts of `many_accounts`."""
    random = np.random.default_rng(9)
    ids = [f"A-{at}" for at in random.integers(0, ACCOUNTS, purchases.num_rows)]
    return purchases.append_column("account_id", pa.array(ids))


def many_accounts() -> pa.Table:
    """The accounts, about half of them on NEXT."""
    ids = {"account_id": [f"A-{at}" for at in range(ACCOUNTS)]}
    return pa.table(ids | _account_columns(np.random.default_rng(6), ACCOUNTS))


def texts(rows: list[Json] | tuple[Json, ...]) -> pa.Table:
    """Facts as a table of nested columns, every value as text."""
    return pa.Table.from_struct_array(pa.array([as_text(row) for row in rows]))


def _account_columns(random: np.random.Generator, rows: int) -> dict[str, pa.Array]:
    return {
        "status": _words(random, rows, [*["GOOD_STANDING"] * 9, "ON_HOLD"]),
        "product": _words(random, rows, ["MCS", "WEB"]),
        "balance": pa.array(random.integers(0, 2_000_000, rows)),
        "preferences.mode": _words(random, rows, ["ALL", "NEXT", "NEXT", "OFF"]),
    }


def _words(random: np.random.Generator, rows: int, words: list[str | None]) -> pa.Array:
    return pa.array(words).take(pa.array(random.integers(0, len(words), rows)))


def _times(random: np.random.Generator, rows: int) -> pa.Array:
    """Few enough seconds that many purchases of an account share one."""
    seconds = random.integers(0, 2_000, rows)
    return pa.array(_FIRST + seconds * 1_000_000, pa.timestamp("us", "UTC"))
