# ruff: noqa: E501  (a problem is told on one line, and is shown here as it is told)

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Written
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import FactsContext, read_facts
from pointsman.feeds import native
from pointsman.feeds.api import detect, from_api
from tests.facts.strategies import any_json

REQUEST: dict[str, Any] = {
    "accountId": "5413330089010483",
    "accountIdType": "BAN",
    "acquiringInstitutionIdCode": "012345",
    "cardAcceptorIdCode": "445566778899002",
    "cardAcceptorNameAndLocation": " CORNER BOOKS NEW YORK ",
    "cardholderBillingAmount": "100.00",
    "cardholderBillingCurrencyCode": "USD",
    "externalId": "E-1001",
    "issuerCountryCode": "840",
    "merchantCategoryCode": "5942",
    "processingCode": "PURCHASE",
    "queueTransaction": "N",
    "transactionDateAndTime": "2026-03-07T12:30:00-05:00",
    "responseCode": "00",
    "pointOfSaleEntryMode": "051",
    "pointOfSaleCardholderPresence": "0",
    "pointOfSaleCountryCode": "USA",
    "transactionAmount": "92.10",
    "transactionCurrencyCode": "EUR",
    "systemTraceAuditNumber": "123456",
    "walletIdentifier": "103",
    "primaryAccountNumber": "5413330089010483",
}
AUTHORIZATION = {
    "amount": "100",
    "currency": "USD",
    "response_code": "00",
    "processing": "purchase",
    "mcc": "5942",
    "country": "USA",
    "issuer_country": "USA",
    "channel": "chip",
    "local_amount": "92.1",
    "local_currency": "EUR",
    "merchant": {"id": "445566778899002", "name": "CORNER BOOKS NEW YORK", "acquirer": "012345"},
    "time": "2026-03-07T17:30:00Z",
}
UNUSED = """
accountId1 accountId2 additionalAmount amountCardholderBillingFee authorizationIdResponse
cardholderAccountTerminalLevel conversionRateCardholderBilling conversionRateSettled
forwardingInstitutionIdCode issuerSettlementAmount originalDataElement
pointOfSaleCaptureCapabilities pointOfSaleCardPresence pointOfSalePostalCode
reconciliationCurrencyCode replacementAmount reserved tokenRequestorId transactionCategoryCode
"""


def facts(**changes: object) -> dict[str, Any]:
    return {"authorization": REQUEST | changes}


def authorization(**changes: object) -> dict[str, Any]:
    read = from_api(facts(**changes))["authorization"]
    assert isinstance(read, dict)
    return read


def problems(data: dict[str, Any]) -> list[str]:
    with pytest.raises(BadFactsError) as refused:
        from_api(data)
    return [str(problem) for problem in refused.value.problems]


def test_a_whole_request() -> None:
    assert from_api(facts()) == {"id": "E-1001", "authorization": AUTHORIZATION}


def test_what_stands_beside_it_is_kept_as_it_is() -> None:
    account = {"status": "GOOD_STANDING", "balance": "7650"}
    request = {"requested_at": "2026-03-20T09:00:00-04:00", "after": "PREFERENCE_OFF"}
    beside = {"id": "A-1", "account": account, "post_purchase": request}
    read = native(facts() | beside)
    assert read == {"authorization": AUTHORIZATION} | beside
    assert read_facts(read, FactsContext(2)).id == "A-1"


@pytest.mark.parametrize("name", UNUSED.split())
def test_fields_that_no_rule_names_are_known(name: str) -> None:
    assert authorization(**{name: ["whatever"]}) == AUTHORIZATION


def test_only_the_amount_and_its_currency_must_be_there() -> None:
    least = {"cardholderBillingAmount": 7, "cardholderBillingCurrencyCode": "JPY"}
    assert from_api({"authorization": least}) == {
        "authorization": {"amount": "7", "currency": "JPY"}
    }
    nulls = dict.fromkeys(REQUEST) | least
    assert from_api({"authorization": nulls, "account": None}) == from_api({"authorization": least})


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("10.75", "10.75"),
        ("10.750", "10.75"),
        ("000000010000", "10000"),
        (Written("10.5"), "10.5"),
        (Decimal("0.01"), "0.01"),
        (999999999999999999, "999999999999999999"),
    ],
)
def test_amounts_are_in_major_units(amount: object, text: str) -> None:
    read = authorization(cardholderBillingAmount=amount, transactionAmount=amount)
    assert (read["amount"], read["local_amount"]) == (text, text)


@pytest.mark.parametrize(
    ("code", "processing"),
    [
        ("PURCHASE", "purchase"),
        ("PURCHASE_WITH_CASHBACK", "purchase_with_cashback"),
        (None, None),
    ],
)
def test_processing(code: str | None, processing: str | None) -> None:
    assert authorization(processingCode=code).get("processing") == processing


@pytest.mark.parametrize(
    ("entry_mode", "presence", "pos_data", "channel"),
    [
        ("051", "0", None, "chip"),
        (51, "0", None, "chip"),
        (Written("71"), None, None, "contactless"),
        ("051", "4", None, "recurring"),
        ("051", "5", None, "ecommerce"),
        ("812", None, None, "ecommerce"),
        ("051", None, "0004", "recurring"),
        ("051", "0", "0004", "chip"),
        ("051", None, "000", "chip"),
        (None, None, None, None),
        ("", "", "", None),
        ("00", "9", None, None),
    ],
)
def test_channel(
    entry_mode: object, presence: str | None, pos_data: str | None, channel: str | None
) -> None:
    read = authorization(
        pointOfSaleEntryMode=entry_mode,
        pointOfSaleCardholderPresence=presence,
        pointOfSaleData=pos_data,
    )
    assert read.get("channel") == channel


@pytest.mark.parametrize(
    ("named", "pos_data", "country"),
    [
        ("USA", None, "USA"),
        ("250", None, "FRA"),
        ("FR", "0000000000000840", "FRA"),
        (None, "0000000000000840", "USA"),
        (None, "0000000000000", None),
        (None, None, None),
    ],
)
def test_country(named: str | None, pos_data: str | None, country: str | None) -> None:
    read = authorization(pointOfSaleCountryCode=named, pointOfSaleData=pos_data)
    assert read.get("country") == country


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"cardholderBillingAmount": None}, "Amount: `cardholderBillingAmount` is missing"),
        (
            {"cardholderBillingCurrencyCode": None},
            "CurrencyCode: `cardholderBillingCurrencyCode` is missing",
        ),
        (
            {"cardholderBillingAmount": "10.755"},
            "Amount: `cardholderBillingAmount` is `10.755`, but USD has 2 decimals",
        ),
        (
            {"cardholderBillingAmount": "-1"},
            "Amount: `cardholderBillingAmount` is `-1`, but a number is never negative",
        ),
        (
            {"cardholderBillingCurrencyCode": "XAU"},
            "CurrencyCode: `cardholderBillingCurrencyCode` is `XAU`, but it has no minor unit, so nothing is billed in it",
        ),
    ],
)
def test_bad_billing(changes: dict[str, object], told: str) -> None:
    assert problems(facts(**changes)) == ["/authorization/cardholderBilling" + told]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"transactionCurrencyCode": "EU"},
            "`transactionCurrencyCode` is `EU`, but ISO 4217 has no such currency",
        ),
        (
            {"processingCode": "REFUND"},
            "`processingCode` is `REFUND`, but it must be PURCHASE or PURCHASE_WITH_CASHBACK",
        ),
        (
            {"merchantCategoryCode": "742"},
            '`merchantCategoryCode` is `742`, but a merchant category code is four digits (write its leading zeros: "0742")',
        ),
        (
            {"transactionDateAndTime": "2026-03-07"},
            "`transactionDateAndTime` is `2026-03-07`, but a time is written like 2026-03-07T12:30:00-05:00",
        ),
        (
            {"issuerCountryCode": "999"},
            "`issuerCountryCode` is `999`, but ISO 3166 has no such country",
        ),
        (
            {"pointOfSaleCountryCode": None, "pointOfSaleData": "0000000000000999"},
            "`pointOfSaleData` is `0000000000000999`, but ISO 3166 has no country with the code in its subfield 13",
        ),
        (
            {"responceCode": "00"},
            "`responceCode` is not a key of `authorization` (did you mean `responseCode`?)",
        ),
        (
            {"cardAcceptorIdCode": "1\x00"},
            "`cardAcceptorIdCode` is `1\\u0000`, but a text may not hold the character U+0000",
        ),
    ],
)
def test_bad_fields(changes: dict[str, object], told: str) -> None:
    name = list(changes)[-1]
    assert problems(facts(**changes)) == [f"/authorization/{name}: {told}"]


def test_all_problems_are_told_in_one_go() -> None:
    data = facts(processingCode="CASH", issuerCountryCode="ZZZ", transactionAmount="-1")
    told = problems(data | {"id": [], "acount": {}})
    assert [line.partition(":")[0] for line in told] == [
        "/acount",
        "/authorization/processingCode",
        "/authorization/issuerCountryCode",
        "/authorization/transactionAmount",
        "/id",
    ]


def test_card_numbers_are_never_shown() -> None:
    shown = json.dumps(from_api(facts()))
    told = str(problems(facts(cardholderBillingAmount="x", accountIdType=7)))
    assert REQUEST["accountId"] not in shown + told


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (facts(), True),
        ({"authorization": {"cardholderBillingAmount": "1"}}, True),
        ({"authorization": {"externalId": "1", "responseCode": "00"}}, True),
        ({"authorization": {"amount": "1", "responseCode": "00"}}, False),
        ({"authorization": {"amount": "1", "currency": "USD"}}, False),
        ({"authorization": {}}, False),
        ({"authorization": []}, False),
        ({}, False),
    ],
)
def test_detect(data: dict[str, Any], found: bool) -> None:
    assert detect(data) is found


@given(st.sampled_from(sorted(REQUEST)), any_json)
def test_whatever_stands_in_one_field_is_read_or_refused(name: str, value: object) -> None:
    try:
        read = from_api(facts(**{name: value}))
    except BadFactsError as refused:
        told = {problem.pointer.rpartition("/")[2] for problem in refused.problems}
    else:
        told = set() if read_facts(read, FactsContext(2)) else {"nothing read"}
    assert told <= {name, "cardholderBillingAmount", "transactionAmount"}
