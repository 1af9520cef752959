"""Purchases for tests of files: some that are decided, in every way, and the program for them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from pointsman.batch.files.formats import Format
from pointsman.batch.files.writing import open_writer
from pointsman.engine.program import Program
from pointsman.programs import load_text

Json = dict[str, Any]

PROGRAM_TEXT: Final = """\
program "Test" {
  version   3
  currency  USD
  points    "Miles" 2 decimals

  fact segment in (gold, silver)

  conversion {
    base at 0.012
    override "Gold" when segment = gold at 0.0000005
  }

  redemption {
    partial in steps of 10.00
  }

  communications {
    email      redeemed, insufficient balance
    notify     "https://issuer.example/rewards"
    statement  "MILES \\"CREDIT\\", PAID"
  }
}
"""

FLAT: Final = pa.schema(
    [
        ("id", pa.string()),
        ("authorization.amount", pa.decimal128(18, 2)),
        ("authorization.currency", pa.dictionary(pa.int32(), pa.string())),
        ("authorization.response_code", pa.dictionary(pa.int32(), pa.string())),
        ("authorization.processing", pa.string()),
        ("authorization.time", pa.timestamp("us", tz="UTC")),
        ("account.status", pa.string()),
        ("account.balance", pa.decimal128(18, 2)),
        ("account.preferences.mode", pa.string()),
        ("account.facts.segment", pa.string()),
    ]
)
"""Columns with dotted names, as a warehouse writes them."""


def program() -> Program:
    """A program with an own fact, with messages, and with text that needs quotes."""
    return load_text(PROGRAM_TEXT)


def purchase(number: int, **changes: Any) -> Json:
    """The purchase of a number from 1; `changes` are to its authorization."""
    authorization = {
        "amount": f"{number * 7 % 400}.{number % 100:02}",
        "currency": "USD",
        "response_code": "05" if number % 11 == 0 else "00",
        "processing": "purchase",
        "time": f"2026-03-{number % 28 + 1:02}T12:30:00Z",
    }
    account: Json = {
        "status": "GOOD_STANDING",
        "preferences": {"mode": ("ALL", "NEXT", "OFF")[number % 3]},
    }
    if number % 7:
        account["balance"] = f"{number * 997}.5"
    if number % 4 == 0:
        account["facts"] = {"segment": "gold" if number % 8 else "silver"}
    return {"id": f"A-{number}", "authorization": {**authorization, **changes}, "account": account}


def purchases(count: int) -> list[Json]:
    """So many purchases, which come out in several ways."""
    return [purchase(number) for number in range(1, count + 1)]


def lines(objects: Iterable[object]) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(each).encode() + b"\n" for each in objects)


def flat_texts(purchase: Json, above: str = "") -> dict[str, str]:
    """A purchase with dotted names."""
    found = {}
    for key, value in purchase.items():
        if isinstance(value, dict):
            found |= flat_texts(value, f"{above}{key}.")
        else:
            found[above + key] = value
    return found


def flat_table(rows: Iterable[Json], schema: pa.Schema = FLAT) -> pa.Table:
    """Purchases as a table with dotted names."""
    texts = pa.Table.from_pylist(
        [flat_texts(row) for row in rows], pa.schema([(name, pa.string()) for name in schema.names])
    )
    return texts.cast(schema)


def nested_table(rows: Iterable[Json]) -> pa.Table:
    """Purchases as a table with struct columns of text."""
    return pa.Table.from_pylist(list(rows))


def write_table(path: Path, table: pa.Table, kind: Format | None = None, rows: int = 64) -> Path:
    """Write a table in the format that the ending tells, in batches of so many rows."""
    with open_writer(path, kind, table.schema) as writer:
        for batch in table.to_batches(max_chunksize=rows):
            writer.write(batch)
    return path


def expected(rows: Iterable[Json]) -> list[str]:
    """What `Program.decide` says of each, as a line."""
    decide = program().decide
    return [str(decide(row)) for row in rows]
