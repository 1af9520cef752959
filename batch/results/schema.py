"""The columns of decisions (design section 3), with the program they come from as metadata.

Money and points are decimals, money with the currency's decimals and points with two; words that
come again and again are dictionaries.
"""

import json
from typing import Final

import pyarrow as pa

from pointsman.engine.program import Program

WORD: Final = pa.dictionary(pa.int8(), pa.string())
RULE: Final = pa.dictionary(pa.int32(), pa.string())
POINTS: Final = pa.decimal128(38, 2)
RATE: Final = pa.decimal128(38, 9)
PROGRAM_KEY: Final = b"pointsman.program"
"""The metadata entry that holds name, version and digest of the program, as JSON."""


def decision_schema(program: Program) -> pa.Schema:
    """The columns of this program's decisions, in the order of a decision line."""
    money = pa.decimal128(38, program.plan.units.exponent)
    fields = {
        "id": pa.string(),
        "outcome": WORD,
        "code": WORD,
        "stage": WORD,
        "reason": WORD,
        "rule": RULE,
        "cost_per_point": RATE,
        "points_required": POINTS,
        "target_credit": money,
        "target_points": POINTS,
        "points": POINTS,
        "credit": money,
        "currency": WORD,
        "balance_after": POINTS,
        "partially_redeemed": pa.bool_(),
        "preference_after": WORD,
        "messages": pa.list_(pa.string()),
        "statement": WORD,
    }
    identity = json.dumps(program.identity(), ensure_ascii=False)
    return pa.schema(list(fields.items()), metadata={PROGRAM_KEY: identity.encode()})
