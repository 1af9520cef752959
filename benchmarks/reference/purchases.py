"""The purchases row by row: as a Python caller holds them, as facts, and as JSON lines."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Generic, TypeVar

from attrs import frozen

from benchmarks.reference.coded import (
    HOUSEHOLDS,
    MODES,
    PRODUCTS,
    RESPONSES,
    STATUSES,
    WIDTHS,
    Columns,
    countries,
)
from pointsman.engine.facts import Facts

CURRENCY = "USD"
PROCESSING = "purchase"

Amount = TypeVar("Amount", int, Decimal)
"""Cents, or dollars."""


@frozen
class Purchase(Generic[Amount]):
    """One purchase, already read and converted: amounts, whole points, codes; None is unknown.

    `balance` is what can be spent of the balance. `after` is the reason of an earlier decision
    where this is a later request.
    """

    currency: str | None
    processing: str | None
    response: str | None
    status: str | None
    household: str | None
    amount: Amount
    mcc: str | None
    country: str | None
    merchant: str | None
    product: str | None
    balance: int | None
    mode: str | None
    minimum: Amount | None
    cap: Amount | None
    after: str | None = None


def purchases(columns: Columns) -> Iterator[Purchase[int]]:
    """Row by row."""
    places = countries()
    for row in zip(*(columns[name].tolist() for name in WIDTHS), strict=True):
        (_, _, response, status, household, amount, mcc, country, merchant, product, balance, mode,
         minimum, cap) = row  # fmt: skip
        yield Purchase(
            CURRENCY, PROCESSING, RESPONSES[response], STATUSES[status], HOUSEHOLDS[household],
            amount, f"{mcc:04d}", places[country], f"{merchant:015d}", PRODUCTS[product], balance,
            MODES[mode], minimum or None, cap or None,
        )  # fmt: skip


def as_mapping(purchase: Purchase[int], id: str | None = None) -> dict[str, object]:
    """The same facts in the native form, as JSON has them; what is unknown is left out."""
    authorization = {
        "amount": money(purchase.amount),
        "currency": purchase.currency,
        "response_code": purchase.response,
        "processing": purchase.processing,
        "mcc": purchase.mcc,
        "country": purchase.country,
        "merchant": _known({"id": purchase.merchant}),
    }
    preferences = {
        "mode": purchase.mode,
        "minimum": _money_or_none(purchase.minimum),
        "amount": _money_or_none(purchase.cap),
    }
    account = {
        "status": purchase.status,
        "household": purchase.household,
        "product": purchase.product,
        "balance": purchase.balance,
        "preferences": _known(preferences),
    }
    facts = {"id": id, "authorization": _known(authorization), "account": _known(account)}
    if purchase.after is not None:
        facts["post_purchase"] = {"requested_at": "2026-03-20T09:00:00Z", "after": purchase.after}
    return _known(facts)


def from_facts(facts: Facts) -> Purchase[int]:
    """Facts as Pointsman reads them, in the form that the others are handed."""
    authorization, account = facts.authorization, facts.account
    minimum, cap = account.preferences.minimum, account.preferences.amount
    return Purchase(
        authorization.currency, authorization.processing, authorization.response_code,
        account.status, account.household, authorization.amount, authorization.mcc,
        authorization.country, authorization.merchant.id, account.product,
        None if account.balance is None else account.balance // 100,
        account.preferences.mode,
        None if minimum is None else minimum.scaled(2) or None,
        None if cap is None else cap.scaled(2) or None,
        None if facts.post_purchase is None else facts.post_purchase.after,
    )  # fmt: skip


def money(cents: int) -> str:
    """Cents as the facts write them: `12.34`."""
    return f"{cents // 100}.{cents % 100:02d}"


def _money_or_none(cents: int | None) -> str | None:
    return None if cents is None else money(cents)


def _known(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}
