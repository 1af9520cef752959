"""Facts from the JSON of `POST /authorizations` (design section 3, the API form).

    {"authorization": {"cardholderBillingAmount": "100.00", …}, "account": {…}}

`account`, `post_purchase` and `id` stand beside it in the native form; without an `id` the
`externalId` is it. Amounts are decimal text in major units. As in the native form only the
amount and its currency must be there: that the API asks for more is the service's affair.
"""

from collections.abc import Mapping
from typing import Any

from pointsman.engine.exact import Exact
from pointsman.engine.facts_reading.flaws import Findings, Flaw
from pointsman.engine.facts_reading.objects import Field, read_object, table
from pointsman.engine.facts_reading.values import (
    billable,
    choice,
    in_currency,
    read_code,
    read_country,
    read_currency,
    read_mcc,
    read_number,
    read_text,
    read_time,
    short_text,
)
from pointsman.engine.instants import format_instant
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import point_of_sale
from pointsman.feeds.native_form import BESIDE, NATIVE_KEYS, without_none

_USED = table(
    Field("cardholderBillingAmount", read_number, needed=True),
    Field("cardholderBillingCurrencyCode", read_currency, needed=True),
    Field("responseCode", short_text(10)),
    Field("processingCode", choice(("PURCHASE", "PURCHASE_WITH_CASHBACK"))),
    Field("merchantCategoryCode", read_mcc),
    Field("pointOfSaleCountryCode", read_country),
    Field("issuerCountryCode", read_country),
    Field("pointOfSaleEntryMode", read_code),
    Field("pointOfSaleCardholderPresence", read_text),
    Field("pointOfSaleData", read_text),
    Field("transactionAmount", read_number),
    Field("transactionCurrencyCode", read_currency),
    Field("cardAcceptorIdCode", read_text),
    Field("cardAcceptorNameAndLocation", read_text),
    Field("acquiringInstitutionIdCode", read_text),
    Field("transactionDateAndTime", read_time),
    Field("externalId", read_text),
)

_UNUSED = (
    "accountId",
    "accountIdType",
    "accountId1",
    "accountId2",
    "accountNumber",
    "accountNumberIndicator",
    "additionalAmount",
    "amountCardholderBillingFee",
    "authorizationIdResponse",
    "cardholderAccountTerminalLevel",
    "conversionRateCardholderBilling",
    "conversionRateSettled",
    "expirationDate",
    "forwardingInstitutionIdCode",
    "issuerSettlementAmount",
    "onBehalfService",
    "onBehalfServiceResult1",
    "onBehalfServiceResult2",
    "originalDataElement",
    "panMappingFileInformation",
    "pointOfSaleCaptureCapabilities",
    "pointOfSaleCardPresence",
    "pointOfSaleCardTerminalInputCapability",
    "pointOfSalePostalCode",
    "primaryAccountNumber",
    "productCode",
    "queueTransaction",
    "reconciliationCurrencyCode",
    "replacementAmount",
    "reserved",
    "systemTraceAuditNumber",
    "tokenAssuranceLevel",
    "tokenRequestorId",
    "transactionCategoryCode",
    "walletIdentifier",
)
"""Fields of the API that no rule can name. They are never read, and so never shown: some of them
hold card numbers."""

_AUTHORIZATION = {**_USED, **table(*(Field(name, lambda _: None) for name in _UNUSED))}
_FORM = table(Field("authorization", _AUTHORIZATION, needed=True), *BESIDE)


def detect(data: Mapping[str, object]) -> bool:
    """Whether facts are in the API form: some field of the API, and no native amount."""
    authorization = data.get("authorization")
    if not isinstance(authorization, Mapping):
        return False
    return not _AUTHORIZATION.keys().isdisjoint(authorization) and NATIVE_KEYS.isdisjoint(
        authorization
    )


def unread_pointers(data: Mapping[str, object]) -> tuple[str, ...]:
    """JSON pointers of the fields of an authorization that are never read."""
    authorization = data.get("authorization")
    if not isinstance(authorization, Mapping):
        return ()
    return tuple(f"/authorization/{name}" for name in _UNUSED if name in authorization)


def from_api(data: Mapping[str, object]) -> dict[str, object]:
    """The native form of facts in the API form.

    Raises:
        BadFactsError: with everything that is wrong with the authorization; what stands beside
            it is read later.
    """
    findings = Findings()
    values = read_object(data, _FORM, (), findings)
    given = values.get("authorization", {})
    authorization = _authorization(_Reading(given, data, findings))
    if findings.problems:
        raise BadFactsError(findings.problems)
    beside = {key: values.get(key) for key in ("account", "post_purchase")}
    beside["id"] = values.get("id", given.get("externalId"))
    return {"authorization": authorization} | without_none(beside)


class _Reading:
    """The fields of an authorization that were read, and where problems with them go."""

    def __init__(self, values: dict[str, Any], data: Mapping[str, Any], findings: Findings) -> None:
        self.get = values.get
        self._data = data
        self._findings = findings

    def tell(self, key: str, flaw: Flaw) -> None:
        """Note a flaw of a field."""
        self._findings.add(flaw, ("authorization", key), self._data["authorization"][key])


def _authorization(reading: _Reading) -> dict[str, object]:
    get = reading.get
    amount = _billing_amount(reading)
    local_amount = get("transactionAmount")
    if (currency := get("cardholderBillingCurrencyCode")) and (flaw := billable(currency)):
        reading.tell("cardholderBillingCurrencyCode", flaw)
    pos_data = get("pointOfSaleData")
    presence = get("pointOfSaleCardholderPresence") or point_of_sale.presence(pos_data)
    processing, time = get("processingCode"), get("transactionDateAndTime")
    authorization = {
        "amount": amount,
        "currency": currency and currency.code,
        "response_code": get("responseCode"),
        "processing": processing and processing.lower(),
        "mcc": get("merchantCategoryCode"),
        "country": _country(reading),
        "issuer_country": get("issuerCountryCode"),
        "channel": point_of_sale.channel(get("pointOfSaleEntryMode"), presence),
        "local_amount": None if local_amount is None else str(local_amount),
        "local_currency": (local := get("transactionCurrencyCode")) and local.code,
        "merchant": _merchant(reading),
        "time": None if time is None else format_instant(time),
    }
    return without_none(authorization)


def _billing_amount(reading: _Reading) -> str | None:
    """The amount as decimal text; its flaw is noted when it is finer than its currency."""
    amount: Exact | None = reading.get("cardholderBillingAmount")
    currency = reading.get("cardholderBillingCurrencyCode")
    if amount is None:
        return None
    if currency is not None and currency.exponent is not None:
        minor = in_currency(amount, currency.exponent, currency.code)
        if isinstance(minor, Flaw):
            reading.tell("cardholderBillingAmount", minor)
    return str(amount)


def _country(reading: _Reading) -> str | None:
    """The field of its own; else subfield 13 of the point-of-sale data."""
    named: str | None = reading.get("pointOfSaleCountryCode")
    country = named or point_of_sale.country(reading.get("pointOfSaleData"))
    if not isinstance(country, Flaw):
        return country
    reading.tell("pointOfSaleData", country)
    return None


def _merchant(reading: _Reading) -> dict[str, object] | None:
    name = reading.get("cardAcceptorNameAndLocation")
    merchant = {
        "id": reading.get("cardAcceptorIdCode"),
        "name": name and name.strip(),
        "acquirer": reading.get("acquiringInstitutionIdCode"),
    }
    return without_none(merchant) or None
