"""A program and rows for replays whose numbers can be followed by hand: 100 points a dollar."""

from typing import Any

from pointsman.dsl.formatter import document_to_json
from pointsman.engine.program import Program
from pointsman.programs import load_text
from tests.strategies.documents import simple_document

Json = dict[str, Any]


def program(**parts: Any) -> Program:
    """100 points a dollar, the whole purchase or nothing, requests for any past purchase."""
    parts = {"post_purchase": {"after": ["PREFERENCE_OFF", "INSUFFICIENT_BALANCE"]}} | parts
    return load_text(document_to_json(simple_document(**parts)), "replay.json")


def account(account_id: str, balance: str | None = "12000", mode: str | None = "ALL") -> Json:
    """An account in good standing."""
    given = {"account_id": account_id, "status": "GOOD_STANDING", "balance": balance}
    return {**given, "preferences": {"mode": mode}}


def purchase(account_id: str, day: int, amount: str = "50.00", **others: Any) -> Json:
    """An approved purchase at noon of a day in January."""
    authorization = {
        "amount": amount,
        "currency": "USD",
        "response_code": "00",
        "processing": "purchase",
        "time": noon(day),
    }
    return {"account_id": account_id, "authorization": authorization, **others}


def request(account_id: str, day: int, asked: int, amount: str = "50.00") -> Json:
    """A request, on another day, for such a purchase."""
    post_purchase = {"requested_at": noon(asked), "after": "PREFERENCE_OFF"}
    return purchase(account_id, day, amount, post_purchase=post_purchase)


def noon(day: int) -> str:
    """Noon of a day in January 2026."""
    return f"2026-01-{day:02}T12:00:00Z"
