"""The facts of the model: the native form read into one flat record, None for what is unknown."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any

import pycountry
from attrs import frozen
from iso4217 import Currency

from tests.model.clock import instant
from tests.model.numbers import BadInput, number, number_with

AUTHORIZATION = {
    *("amount", "currency", "response_code", "processing", "mcc", "country", "issuer_country"),
    *("channel", "local_amount", "local_currency", "merchant", "time"),
}
ACCOUNT = {"status", "household", "product", "balance", "preferences", "facts"}
PROCESSINGS = {"purchase", "purchase_with_cashback", "cash", "refund", "other"}
CHANNELS = {"chip", "contactless", "magstripe", "manual", "ecommerce", "recurring"}
STATUSES = {"GOOD_STANDING", "REDEEM_ONLY", "NEW", "ON_HOLD", "CANCELLED", "INACTIVE"}
HOUSEHOLDS = {"REDEEMER", "PRIMARY_REDEEMER", "NON_REDEEMER", "UNKNOWN"}
REASONS = {
    *("NOT_IN_EFFECT", "CURRENCY_MISMATCH", "NOT_A_PURCHASE", "NOT_APPROVED", "ACCOUNT_STATUS"),
    *("NOT_A_REDEEMER", "NOTHING_TO_REDEEM", "BELOW_PROGRAM_MINIMUM", "ABOVE_PROGRAM_MAXIMUM"),
    *("BELOW_REDEMPTION_MINIMUM", "MCC_FILTERED", "COUNTRY_FILTERED", "MERCHANT_FILTERED"),
    *("REQUIREMENT_NOT_MET", "PREFERENCE_OFF", "BELOW_CARDHOLDER_MINIMUM", "NOT_REPROCESSABLE"),
    *("OUTSIDE_WINDOW", "REDEEMED_FULL", "REDEEMED_FIXED", "REDEEMED_PARTIAL"),
    *("INSUFFICIENT_BALANCE", "BELOW_REDEEMED_MINIMUM", "DEFERRED_TO_BANK"),
}

Json = Mapping[str, Any]


@frozen
class Purchase:
    """One purchase and its account. Money in major units, points in points, instants in UTC."""

    id: str | None
    amount: Fraction
    currency: str
    response_code: str | None
    processing: str | None
    mcc: str | None
    country: str | None
    issuer_country: str | None
    channel: str | None
    local_currency: str | None
    merchant: Mapping[str, str | None]
    time: datetime | None
    status: str | None
    household: str | None
    product: str | None
    balance: Fraction | None
    mode: str
    minimum: Fraction | None
    fixed: Fraction | None
    own: Mapping[str, str | Fraction]
    requested_at: datetime | None
    after: str | None


def read(document: Json, facts: Json) -> Purchase:
    """The native facts of design section 3; BadInput where that section says so."""
    top = _object(facts, {"id", "authorization", "account", "post_purchase"})
    auth = _object(top.get("authorization"), AUTHORIZATION)
    account = _object(top.get("account"), ACCOUNT)
    merchant = _object(auth.get("merchant"), {"id", "name", "acquirer", "terminal"})
    chosen = _object(account.get("preferences"), {"mode", "minimum", "amount"})
    if "amount" not in auth or "currency" not in auth:
        raise BadInput("the amount and its currency are mandatory")
    if "local_amount" in auth:
        number(auth["local_amount"])
    currency = _currency(auth["currency"])
    time = instant(auth["time"]) if "time" in auth else None
    requested_at, after = _request(top.get("post_purchase"), time)
    own_decimals = decimals_of(document["currency"])
    return Purchase(
        id=_text(top, "id"),
        amount=number_with(decimals_of(currency), auth["amount"]),
        currency=currency,
        response_code=_text(auth, "response_code"),
        processing=_one_of(PROCESSINGS, auth, "processing"),
        mcc=_mcc(auth),
        country=_country(auth, "country"),
        issuer_country=_country(auth, "issuer_country"),
        channel=_one_of(CHANNELS, auth, "channel"),
        local_currency=_currency(auth["local_currency"]) if "local_currency" in auth else None,
        merchant={key: _text(merchant, key) for key in ("id", "name", "acquirer", "terminal")},
        time=time,
        status=_one_of(STATUSES, account, "status"),
        household=_one_of(HOUSEHOLDS, account, "household"),
        product=_text(account, "product"),
        balance=number_with(2, account["balance"]) if "balance" in account else None,
        mode=_one_of({"OFF", "NEXT", "ALL"}, chosen, "mode") or "OFF",
        minimum=_set_amount(own_decimals, chosen, "minimum"),
        fixed=_set_amount(own_decimals, chosen, "amount"),
        own=_own(document, account.get("facts")),
        requested_at=requested_at,
        after=after,
    )


def decimals_of(currency: str) -> int:
    """How many decimals the amounts of a currency have (ISO 4217)."""
    return int(Currency(currency).exponent or 0)


def _object(value: object, keys: Collection[str]) -> dict[str, Any]:
    """The keys that are given; null means left out, an unknown key is refused."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadInput(f"not an object: {value!r}")
    unknown = [key for key in value if key not in keys]
    if unknown:
        raise BadInput(f"unknown keys: {unknown}")
    return {key: item for key, item in value.items() if item is not None}


def _text(values: Json, key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise BadInput(f"not a text: {value!r}")
    return value


def _one_of(allowed: Collection[str], values: Json, key: str) -> str | None:
    value = _text(values, key)
    if value is not None and value not in allowed:
        raise BadInput(f"not one of {sorted(allowed)}: {value!r}")
    return value


def _mcc(auth: Json) -> str | None:
    value = _text(auth, "mcc")
    if value is not None and re.fullmatch(r"[0-9]{4}", value, re.ASCII) is None:
        raise BadInput(f"not a merchant category code: {value!r}")
    return value


def _country(values: Json, key: str) -> str | None:
    """A country in any of its three ISO 3166 forms, as alpha-3."""
    value = _text(values, key)
    if value is None:
        return None
    found = _countries().get(value)
    if found is None:
        raise BadInput(f"not a country: {value!r}")
    return found


@cache
def _countries() -> dict[str, str]:
    """The alpha-3 code of every country by each of its codes."""
    forms = ("alpha_2", "alpha_3", "numeric")
    return {str(getattr(c, form)): str(c.alpha_3) for c in pycountry.countries for form in forms}


def _currency(value: object) -> str:
    """A currency, alpha-3 or numeric, as alpha-3."""
    found = _currencies().get(value) if isinstance(value, str) else None
    if found is None:
        raise BadInput(f"not a currency: {value!r}")
    return found


@cache
def _currencies() -> dict[str, str]:
    """The alpha-3 code of every currency by each of its codes."""
    codes = {str(currency.code): str(currency.code) for currency in Currency}
    return codes | {f"{currency.number:03}": str(currency.code) for currency in Currency}


def _set_amount(decimals: int, chosen: Json, key: str) -> Fraction | None:
    """A preference of 0 means not set."""
    return number_with(decimals, chosen[key]) or None if key in chosen else None


def _own(document: Json, values: object) -> dict[str, str | Fraction]:
    declared = {fact["name"]: fact for fact in document.get("facts", ())}
    given = _object(values, declared.keys())
    result: dict[str, str | Fraction] = {}
    for name, value in given.items():
        if declared[name]["type"] == "number":
            result[name] = number(value)
        elif not isinstance(value, str):
            raise BadInput(f"not a text: {value!r}")
        elif value not in declared[name].get("values", (value,)):
            raise BadInput(f"not one of the values of {name}: {value!r}")
        else:
            result[name] = value
    return result


def _request(value: object, time: datetime | None) -> tuple[datetime | None, str | None]:
    if value is None:
        return None, None
    request = _object(value, {"requested_at", "after"})
    if request.keys() != {"requested_at", "after"}:
        raise BadInput("a post-purchase request has both its fields")
    requested_at = instant(request["requested_at"])
    if time is not None and requested_at < time:
        raise BadInput("requested before the purchase")
    return requested_at, _one_of(REASONS, request, "after")
