import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pointsman.engine.exact import Exact, Written
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
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.engine.read_facts import FactsContext, read_facts
from tests.facts.bad_facts import BAD_FACTS
from tests.facts.purchases import CONTEXT, PURCHASE, changed
from tests.facts.strategies import any_json, native_facts, paths

REQUEST = {"requested_at": "2026-03-20T09:00:00-04:00", "after": "PREFERENCE_OFF"}


def test_the_whole_purchase_of_the_design() -> None:
    assert read_facts(changed({"post_purchase": REQUEST}), CONTEXT) == Facts(
        Authorization(
            amount=100_00,
            currency="USD",
            response_code="00",
            processing="purchase",
            mcc="5942",
            country="USA",
            issuer_country="USA",
            channel="chip",
            local_amount=Exact(921, 1),
            local_currency="EUR",
            merchant=Merchant("445566778899002", "CORNER BOOKS", "012345", "00000001"),
            time=1_772_904_600_000_000,
        ),
        Account(
            Status.GOOD_STANDING,
            Household.REDEEMER,
            "MCS",
            7650_00,
            AccountPreferences(Mode.ALL, Exact(25), Exact(0)),
            {"segment": "gold", "nickname": "Ann", "visits": Exact(35, 1)},
        ),
        PostPurchaseRequest(1_774_011_600_000_000, "PREFERENCE_OFF"),
        "A-1001",
    )


def test_an_amount_and_its_currency_are_enough() -> None:
    facts = read_facts({"authorization": {"amount": 0, "currency": "JPY"}}, FactsContext(2))
    assert facts == Facts(Authorization(0, "JPY"))


def test_null_means_left_out() -> None:
    data = dict.fromkeys(PURCHASE) | {
        "authorization": dict.fromkeys(PURCHASE["authorization"])
        | {"amount": "1", "currency": "USD"}
    }
    assert read_facts(data, CONTEXT) == Facts(Authorization(100, "USD"))
    nulls = changed({"authorization.merchant": {"name": None}, "account": {"preferences": None}})
    read = read_facts(nulls, CONTEXT)
    assert (read.authorization.merchant, read.account) == (Merchant(), Account())


@pytest.mark.parametrize(
    "amount",
    [
        "150",
        "150.0",
        "150.00",
        "150.000",
        "000150",
        150,
        Written("150.00"),
        Decimal(150),
        Decimal("1.5E+2"),
    ],
)
def test_one_amount_in_all_its_forms(amount: object) -> None:
    read = read_facts(changed({"authorization.amount": amount}), CONTEXT)
    assert read.authorization.amount == 150_00


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("100", "JPY", 100),
        ("100.0", "JPY", 100),
        ("1.234", "KWD", 1234),
        ("0.01", "USD", 1),
        ("999999999999999999", "USD", 99999999999999999900),
        ("9999999999999999.99", "USD", 999999999999999999),
        ("0", "USD", 0),
    ],
)
def test_amounts_are_minor_units_of_their_own_currency(
    amount: str, currency: str, minor: int
) -> None:
    changes = {"authorization.amount": amount, "authorization.currency": currency}
    assert read_facts(changed(changes), CONTEXT).authorization.amount == minor


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USD", "USD"),
        ("840", "USD"),
        (840, "USD"),
        (Written("840"), "USD"),
        ("036", "AUD"),
        (36, "AUD"),
        (Written("36"), "AUD"),
    ],
)
def test_currencies_in_all_their_forms(written: object, code: str) -> None:
    read = read_facts(changed({"authorization.currency": written}), CONTEXT)
    assert read.authorization.currency == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("USA", "USA"),
        ("US", "USA"),
        ("840", "USA"),
        (840, "USA"),
        ("036", "AUS"),
        (36, "AUS"),
        (Written("36"), "AUS"),
    ],
)
def test_countries_in_all_their_forms(written: object, code: str) -> None:
    changes = {"authorization.country": written, "authorization.issuer_country": written}
    read = read_facts(changed(changes), CONTEXT).authorization
    assert (read.country, read.issuer_country) == (code, code)


@pytest.mark.parametrize("mcc", ["5942", Written("5942"), 5942, "0742", Written("0742")])
def test_merchant_category_codes_keep_their_zeros(mcc: object) -> None:
    assert read_facts(changed({"authorization.mcc": mcc}), CONTEXT).authorization.mcc == str(mcc)


def test_texts_may_be_numbers_as_they_were_written() -> None:
    changes = {
        "id": 1001,
        "authorization.merchant.id": Written("00445566778899002"),
        "authorization.response_code": Written("00"),
        "account.facts.nickname": Written("1.50"),
    }
    read = read_facts(changed(changes), CONTEXT)
    assert read.id == "1001"
    assert read.authorization.merchant.id == "00445566778899002"
    assert read.authorization.response_code == "00"
    assert read.account.facts["nickname"] == "1.50"


@pytest.mark.parametrize(
    "text", ["", " ", "B" * 10_000, "書店", "مكتبة", "\U0001f4da", "a/b~c", '"\\"']
)
def test_texts_of_any_script(text: str) -> None:
    read = read_facts(changed({"authorization.merchant.name": text}), CONTEXT)
    assert read.authorization.merchant.name == text


def test_texts_are_plain_texts_afterwards() -> None:
    read = read_facts(
        changed({"account.product": Written("7"), "account.status": Status.NEW}), CONTEXT
    )
    assert type(read.account.product) is str
    assert read.account.status is Status.NEW


def test_a_local_currency_need_not_have_minor_units() -> None:
    changes = {"authorization.local_currency": "XAU", "authorization.local_amount": "0.123456"}
    read = read_facts(changed(changes), CONTEXT).authorization
    assert (read.local_currency, read.local_amount) == ("XAU", Exact(123456, 6))


def test_a_local_amount_without_a_currency_has_no_limit_of_its_own() -> None:
    changes = {"authorization.local_currency": None, "authorization.local_amount": "0.123456"}
    assert read_facts(changed(changes), CONTEXT).authorization.local_amount == Exact(123456, 6)


def test_preferences_count_in_the_currency_of_the_program() -> None:
    data = changed({"account.preferences": {"minimum": "1.234"}, "account.facts": None})
    assert read_facts(data, FactsContext(3)).account.preferences.minimum == Exact(1234, 3)
    for exponent in (0, 2):
        with pytest.raises(BadFactsError, match="the program's currency has"):
            read_facts(data, FactsContext(exponent))


@pytest.mark.parametrize("asked", ["2026-03-07T12:30:00-05:00", "2026-03-07T17:30:00.000001Z"])
def test_a_request_may_come_at_once(asked: str) -> None:
    data = changed({"post_purchase": {"requested_at": asked, "after": "INSUFFICIENT_BALANCE"}})
    assert read_facts(data, CONTEXT).post_purchase is not None


def test_a_request_for_a_purchase_without_a_time() -> None:
    data = changed({"post_purchase": REQUEST, "authorization.time": None})
    assert read_facts(data, CONTEXT).authorization.time is None


@pytest.mark.parametrize(
    ("changes", "told"), [case[1:] for case in BAD_FACTS], ids=[case[0] for case in BAD_FACTS]
)
def test_bad_facts(changes: dict[object, object], told: list[str]) -> None:
    with pytest.raises(BadFactsError) as refused:
        read_facts(changed(changes), CONTEXT)
    assert [str(problem) for problem in refused.value.problems] == told


def test_there_are_enough_bad_facts_and_no_two_are_called_the_same() -> None:
    names = [case[0] for case in BAD_FACTS]
    assert len(names) >= 120
    assert len(set(names)) == len(names)


def test_all_problems_are_told_in_one_go() -> None:
    changes = {"id": [], "authorization.amount": "-1", "account.balance": "x", "colour": "red"}
    with pytest.raises(BadFactsError) as refused:
        read_facts(changed(changes), CONTEXT)
    pointers = [problem.pointer for problem in refused.value.problems]
    assert pointers == ["/colour", "/id", "/authorization/amount", "/account/balance"]


@pytest.mark.parametrize("whole", [None, [], "facts", 7, True, 1.5])
def test_facts_that_are_no_object(whole: object) -> None:
    with pytest.raises(BadFactsError, match="but it must be an object"):
        read_facts(whole, CONTEXT)


@given(any_json)
def test_whatever_is_handed_in_is_read_or_refused(data: object) -> None:
    assert_read_or_refused(data)


@given(st.sampled_from(paths(PURCHASE)), any_json)
def test_whatever_stands_in_one_place_is_read_or_refused(path: str, value: object) -> None:
    assert_read_or_refused(changed({path: value}))


def assert_read_or_refused(data: object) -> None:
    try:
        read_facts(data, CONTEXT)
    except BadFactsError as refused:
        assert_can_be_shown(refused.problems)


def assert_can_be_shown(problems: tuple[Problem, ...]) -> None:
    assert problems
    for problem in problems:
        json.dumps(problem.to_json(), ensure_ascii=False).encode("utf-8")
        assert str(problem).isprintable()


@given(native_facts, st.data())
@settings(max_examples=50)
def test_leaving_a_fact_out_keeps_facts_readable(
    facts: dict[str, Any], data: st.DataObject
) -> None:
    read_facts(facts, CONTEXT)
    optional = [
        path
        for path in paths(facts)
        if path not in {"authorization", "authorization.amount", "authorization.currency"}
        and not path.startswith("post_purchase.")
    ]
    *around, key = data.draw(st.sampled_from(optional)).split(".") if optional else ["none"]
    place = facts
    for step in around:
        place = place[step]
    place.pop(key, None)
    assert read_facts(facts, CONTEXT).authorization.amount >= 0
