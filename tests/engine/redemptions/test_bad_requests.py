import re
from typing import Any

import pytest

from pointsman.engine.problems import BadFactsError
from pointsman.engine.redemptions import redeem, redeem_line
from tests.engine.redemptions.bad_requests import BAD, NO_REQUESTS, Bad
from tests.engine.redemptions.samples import AT, RICH, SAMPLES, decided, named_program, told

HUNDREDTHS = named_program("hundredths")


def _name(bad: Bad) -> str:
    base, path, value, _ = bad
    return f"{base} {path} {ascii(value)[:30]}" if not isinstance(value, int) else f"{base} {path}"


def _pointer(path: str) -> str:
    """`~` in a key of the tables is written out in a pointer."""
    return path.replace("~", "~0")


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 150


@pytest.mark.parametrize("bad", BAD, ids=_name)
def test_one_bad_field_is_one_error_at_its_place(bad: Bad) -> None:
    base, path, value, reason = bad
    decision = decided(base, {path: value})
    assert told(decision) == [(reason, _pointer(path))]
    assert decision.items == ()
    assert str(decision.explain()).splitlines()[1] == f"{reason}: nothing is redeemed"


@pytest.mark.parametrize("bad", BAD, ids=_name)
def test_a_description_is_one_sentence_without_python_in_it(bad: Bad) -> None:
    base, path, value, reason = bad
    (error,) = decided(base, {path: value}).errors
    if reason != "-1":
        assert re.match(r"[a-z`]", error.description)
        assert not error.description.endswith(".")
    assert "NoneType" not in error.description
    assert "Traceback" not in error.description
    assert error.description.isprintable()


@pytest.mark.parametrize("request_", NO_REQUESTS, ids=ascii)
def test_what_is_no_object_lacks_everything(request_: Any) -> None:
    decision = redeem(HUNDREDTHS, request_, RICH, AT)
    assert told(decision) == [("INVALID_FIELD_FORMAT", "")]
    assert decision.type is None


def test_an_empty_request_lacks_what_every_type_needs() -> None:
    assert told(redeem(HUNDREDTHS, {}, RICH, AT)) == [
        ("MISSING_REQUIRED_FIELD", "/userId"),
        ("MISSING_REQUIRED_FIELD", "/userIdType"),
        ("MISSING_REQUIRED_FIELD", "/redemptionType"),
        ("MISSING_REQUIRED_FIELD", "/items"),
    ]


def test_all_errors_of_a_request_are_told_at_once() -> None:
    request = {
        "redemptionType": "MERCHANDISE",
        "userIdType": "BCN",
        "sourceCode": "PP",
        "currency": "USD",
        "items": [
            7,
            {"pointsRedeemed": -1, "cashEquivalent": "x", "redemptionItemId": "19068"},
            {"paymentOption": "POINTS_ONLY", "additionalDetails": {}, "quantity": "1.5"},
            {"paymentOption": "POINTS_ONLY", "additionalDetails": {"itemSkuCode": ""}},
        ],
    }
    assert told(redeem(HUNDREDTHS, request, {"status": "NEW"}, AT)) == [
        ("INVALID_INPUT", "/currency"),
        ("MISSING_REQUIRED_FIELD", "/userId"),
        ("INVALID_INPUT", "/userIdType"),
        ("INVALID_FIELD_FORMAT", "/items/0"),
        ("INVALID_INPUT", "/items/1/pointsRedeemed"),
        ("INVALID_FIELD_FORMAT", "/items/1/cashEquivalent"),
        ("MISSING_REQUIRED_FIELD", "/items/1/paymentOption"),
        ("INVALID_FIELD_FORMAT", "/items/2/quantity"),
        ("-1", "/items/2/additionalDetails/itemSkuCode"),
        ("-1", "/items/3/additionalDetails/itemSkuCode"),
        ("-1", "/sourceCode"),
    ]


def test_cash_is_as_fine_as_the_currency_of_its_item() -> None:
    yen = {"/items/0/cashEquivalent": "10.5"}
    decision = decided("merchandise in cash", yen, on="yen")
    assert told(decision) == [("INVALID_FIELD_FORMAT", "/items/0/cashEquivalent")]
    assert decision.errors[0].description == "`cashEquivalent` is `10.5`, but JPY has no decimals"
    assert decided("merchandise in cash", {"/items/0/cashEquivalent": "10.00"}, on="yen").accepted


def test_cash_of_an_unknown_item_has_no_currency_to_be_too_fine_for() -> None:
    changes = {"/items/0/cashEquivalent": "0.001", "/items/0/redemptionItemId": "1"}
    decision = decided("merchandise in cash", changes)
    assert told(decision) == [("NOT_ELIGIBLE", "/items/0/redemptionItemId")]


def test_the_nearest_field_is_suggested() -> None:
    (error,) = decided("travel", {"/userid": "1"}).errors
    assert error.description == (
        "`userid` is not a key of a TRAVEL redemption (did you mean `userId`?)"
    )


@pytest.mark.parametrize("account", [[], "account", {"status": "GOOD"}, {"balance": 1.5}, {"x": 1}])
def test_a_bad_account_is_no_decision(account: Any) -> None:
    with pytest.raises(BadFactsError):
        redeem(HUNDREDTHS, SAMPLES["cashback"], account, AT)


@pytest.mark.parametrize("at", ["", "2026-03-07", "2026-03-07T12:30:00", "tomorrow"])
def test_a_bad_instant_is_no_decision(at: str) -> None:
    with pytest.raises(BadFactsError, match="/at: `at` is "):
        redeem(HUNDREDTHS, SAMPLES["cashback"], RICH, at)


def test_all_that_is_wrong_around_a_request_is_told_at_once() -> None:
    line = {"at": "now", "account": {"status": "GOOD"}, "asked": 1}
    with pytest.raises(BadFactsError) as raised:
        redeem_line(HUNDREDTHS, line)
    paths = [problem.pointer for problem in raised.value.problems]
    assert paths == ["/asked", "/at", "/request", "/account/status"]
