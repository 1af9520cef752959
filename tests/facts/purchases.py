"""The purchase that tests of facts start from, and how they change it."""

from copy import deepcopy
from typing import Any, Final

from pointsman.engine.fact_types import FactType, Kind
from pointsman.engine.read_facts import FactsContext

CONTEXT: Final = FactsContext(
    exponent=2,
    own={
        "segment": FactType("segment", Kind.CHOICE, "account", ("gold", "silver", "basic")),
        "nickname": FactType("nickname", Kind.TEXT, "account"),
        "visits": FactType("visits", Kind.NUMBER, "account"),
    },
)
"""A program in dollars with an own fact of each type."""

PURCHASE: Final[dict[str, Any]] = {
    "id": "A-1001",
    "authorization": {
        "amount": "100.00",
        "currency": "USD",
        "response_code": "00",
        "processing": "purchase",
        "mcc": "5942",
        "country": "USA",
        "issuer_country": "USA",
        "channel": "chip",
        "local_amount": "92.10",
        "local_currency": "EUR",
        "merchant": {
            "id": "445566778899002",
            "name": "CORNER BOOKS",
            "acquirer": "012345",
            "terminal": "00000001",
        },
        "time": "2026-03-07T12:30:00-05:00",
    },
    "account": {
        "status": "GOOD_STANDING",
        "household": "REDEEMER",
        "product": "MCS",
        "balance": "7650",
        "preferences": {"mode": "ALL", "minimum": "25.00", "amount": "0"},
        "facts": {"segment": "gold", "nickname": "Ann", "visits": "3.5"},
    },
}
"""The purchase of design section 3, with every fact known."""


def changed(changes: dict[Any, Any]) -> dict[Any, Any]:
    """The purchase with some of its values replaced, by keys joined with points."""
    purchase = deepcopy(PURCHASE)
    for path, value in changes.items():
        *around, key = path.split(".") if isinstance(path, str) else [path]
        place: dict[Any, Any] = purchase
        for step in around:
            place = place[step]
        place[key] = value
    return purchase
