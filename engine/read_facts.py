"""Facts from plain data: a mapping as JSON or YAML gives it, read into attrs classes.

Everything that is wrong is told in one go; bad input is an error and never a decision.
What one field may hold stands in the tables, what several may hold together in the checks.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import CHANNELS, PROCESSINGS, FactType, Kind
from pointsman.engine.facts import (
    Account,
    AccountPreferences,
    Authorization,
    Facts,
    Household,
    Merchant,
    Mode,
    PostPurchaseRequest,
    Status,
)
from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw
from pointsman.engine.facts_reading.objects import Field, Fields, read_object, table
from pointsman.engine.facts_reading.values import (
    Reader,
    billable,
    choice,
    in_currency,
    member,
    read_country,
    read_currency,
    read_mcc,
    read_number,
    read_points,
    read_text,
    read_time,
    short_text,
)
from pointsman.engine.problems import BadFactsError
from pointsman.engine.reasons import Reason
from pointsman.engine.record import Record

_MERCHANT = table(
    Field("id", read_text),
    Field("name", read_text),
    Field("acquirer", read_text),
    Field("terminal", read_text),
)

_AUTHORIZATION = table(
    Field("amount", read_number, needed=True),
    Field("currency", read_currency, needed=True),
    Field("response_code", short_text(10)),
    Field("processing", choice(PROCESSINGS)),
    Field("mcc", read_mcc),
    Field("country", read_country),
    Field("issuer_country", read_country),
    Field("channel", choice(CHANNELS)),
    Field("local_amount", read_number),
    Field("local_currency", read_currency),
    Field("merchant", _MERCHANT),
    Field("time", read_time),
)

_PREFERENCES = table(
    Field("mode", member(Mode)),
    Field("minimum", read_number),
    Field("amount", read_number),
)

_ACCOUNT = table(
    Field("status", member(Status)),
    Field("household", member(Household)),
    Field("product", read_text),
    Field("balance", read_points),
    Field("preferences", _PREFERENCES),
)

_POST_PURCHASE = table(
    Field("requested_at", read_time, needed=True),
    Field("after", member(Reason), needed=True),
)


@frozen(repr=False)
class FactsContext(Record):
    """What facts are read against: the exponent of the program's currency, and its own facts."""

    exponent: int
    own: Mapping[str, FactType] = field(factory=dict)

    @cached_property
    def account_fields(self) -> Fields:
        """The table of the account and what stands in it, its own facts among that."""
        own = table(*(Field(name, _own_reader(fact)) for name, fact in self.own.items()))
        return table(Field("account", {**_ACCOUNT, "facts": Field("facts", own)}))

    @cached_property
    def fields(self) -> Fields:
        """The table of the facts of this program."""
        return table(
            Field("id", read_text),
            Field("authorization", _AUTHORIZATION, needed=True),
            *self.account_fields.values(),
            Field("post_purchase", _POST_PURCHASE),
        )


def read_facts(data: object, context: FactsContext) -> Facts:
    """Read facts in the native form (design section 3): a mapping of text, numbers and mappings.

    Numbers are text, `Written`, int or Decimal, never a binary float. None means left out.

    Raises:
        BadFactsError: with everything that is wrong with them.
    """
    findings = Findings()
    values = read_object(data, context.fields, (), findings)
    for check in (_check_amounts, _check_preferences, _check_request):
        check(_Reading(data, values, context.exponent), findings)
    if findings.problems:
        raise BadFactsError(findings.problems)
    return _facts(values)


def read_account(data: object, context: FactsContext) -> Account:
    """Read the `account` object of the facts, where it stands alone.

    Raises:
        BadFactsError: with everything that is wrong with it.
    """
    findings = Findings()
    values = read_object({"account": data}, context.account_fields, (), findings)
    _check_preferences(_Reading({"account": data}, values, context.exponent), findings)
    if findings.problems:
        raise BadFactsError(findings.problems)
    return _account(**values.get("account", {}))


@frozen(repr=False)
class _Reading(Record):
    """The data handed in, and what could be read of it, by the same paths."""

    data: Any
    values: dict[str, Any]
    exponent: int

    def get(self, *path: str) -> Any:
        """What was read at a path, or None."""
        return _at(self.values, path)

    def tell(self, flaw: Flaw, path: tuple[str, ...], findings: Findings) -> None:
        """Note a flaw of the value at a path."""
        findings.add(flaw, path, _at(self.data, path))


def _at(values: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        values = values.get(key) if values is not None else None
    return values


def _check_amounts(reading: _Reading, findings: Findings) -> None:
    """The amount has a currency with minor units and is not finer than it.

    The local amount is only shown, so nothing is asked of it.
    """
    currency = reading.get("authorization", "currency")
    flaw = currency and billable(currency)
    if flaw is not None:
        reading.tell(flaw, ("authorization", "currency"), findings)
    amount = reading.get("authorization", "amount")
    if amount is None or currency is None or currency.exponent is None:
        return
    minor = in_currency(amount, currency.exponent, currency.code)
    if isinstance(minor, Flaw):
        reading.tell(minor, ("authorization", "amount"), findings)


def _check_preferences(reading: _Reading, findings: Findings) -> None:
    """No amount of the preferences is finer than the program's currency."""
    for key in ("minimum", "amount"):
        path = ("account", "preferences", key)
        amount = reading.get(*path)
        if amount is None:
            continue
        minor = in_currency(amount, reading.exponent, "the program's currency")
        if isinstance(minor, Flaw):
            reading.tell(minor, path, findings)


def _check_request(reading: _Reading, findings: Findings) -> None:
    """A past purchase lies in the past of the request."""
    path = ("post_purchase", "requested_at")
    asked, bought = reading.get(*path), reading.get("authorization", "time")
    if asked is not None and bought is not None and asked < bought:
        flaw = Flaw(Code.ASKED_TOO_EARLY, "the purchase was later than that")
        reading.tell(flaw, path, findings)


def _own_reader(fact: FactType) -> Reader:
    if fact.kind is Kind.CHOICE:
        return choice(fact.choices)
    return read_number if fact.kind is Kind.NUMBER else read_text


def _facts(values: dict[str, Any]) -> Facts:
    """The classes, from values in which nothing was found wrong."""
    request = values.get("post_purchase")
    return Facts(
        _authorization(**values["authorization"]),
        _account(**values.get("account", {})),
        PostPurchaseRequest(**request) if request else None,
        values.get("id"),
    )


def _authorization(*, amount: Exact, currency: Any, **others: Any) -> Authorization:
    local_currency = others.pop("local_currency", None)
    return Authorization(
        amount=amount.units * 10 ** (currency.exponent - amount.places),
        currency=currency.code,
        local_currency=local_currency and local_currency.code,
        merchant=Merchant(**others.pop("merchant", {})),
        **others,
    )


def _account(**values: Any) -> Account:
    preferences = AccountPreferences(**values.pop("preferences", {}))
    return Account(preferences=preferences, **values)
