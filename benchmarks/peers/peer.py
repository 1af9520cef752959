"""What a peer that decides one purchase at a time brings to the measurement."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from attrs import frozen

from benchmarks.reference.answers import REASONS, Answer
from benchmarks.reference.purchases import Purchase

Flat = dict[str, Any]


@frozen
class Peer:
    """`prepare` is not measured, `decide` is; `rows` is how many purchases it is checked on."""

    name: str
    package: str
    prepare: Callable[[Purchase[int]], Any]
    decide: Callable[[Any], Answer]
    rows: int | None = None
    note: str = ""

    @property
    def version(self) -> str:
        """Package and version, as installed."""
        return f"{self.package} {version(self.package)}"


def flat(purchase: Purchase[int]) -> Flat:
    """A purchase as a dict of text and int alone: amounts in cents, 0 for not set."""
    return {
        "currency": purchase.currency,
        "processing": purchase.processing,
        "response": purchase.response,
        "status": purchase.status,
        "household": purchase.household or "NONE",
        "amount": purchase.amount,
        "mcc": int(purchase.mcc or 0),
        "country": purchase.country,
        "merchant": purchase.merchant,
        "product": purchase.product,
        "balance": purchase.balance,
        "mode": purchase.mode,
        "minimum": purchase.minimum or 0,
        "cap": purchase.cap or 0,
    }


def four_steps(evaluate: Callable[[int, Flat], int]) -> Callable[[Flat], Answer]:
    """The Python around languages without names for values: four expressions, one after another.

    Expression 0 gives the place of the reason to stop for, or -1; 1 the rate; 2 the credit, or
    minus the place of a reason; 3 the points of that credit.
    """

    def decide(purchase: Flat) -> Answer:
        stop = evaluate(0, purchase)
        if stop >= 0:
            return REASONS[stop], 0, 0
        purchase["rate"] = evaluate(1, purchase)
        credit = evaluate(2, purchase)
        if credit < 0:
            return REASONS[-credit], 0, 0
        purchase["credit"] = credit
        return reason_of(purchase, credit), evaluate(3, purchase), credit

    return decide


def reason_of(purchase: Flat, credit: int) -> str:
    """Which kind of redemption a credit is; a part of the target is never the whole of it."""
    if credit == purchase["amount"]:
        return "REDEEMED_FULL"
    return "REDEEMED_FIXED" if credit == purchase["cap"] else "REDEEMED_PARTIAL"
