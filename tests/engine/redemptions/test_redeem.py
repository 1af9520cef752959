import json
from typing import Any

import attrs
import pytest

from pointsman.engine.facts import Account, Status
from pointsman.engine.redemptions import RedemptionDecision, redeem, redeem_line
from pointsman.engine.rules import Precision, Rounding
from tests.engine.redemptions.samples import (
    AT,
    GONE,
    RICH,
    SAMPLES,
    Json,
    decided,
    goods,
    item,
    named_program,
    program,
    request,
    told,
)

_POINTS, _CASH = "/items/0/pointsRedeemed", "/items/0/cashEquivalent"
_MATRIX, _REDEMPTION = "/items/0/redemptionMatrixItemId", "/items/0/redemptionItemId"


def test_the_line_of_the_design() -> None:
    decision = redeem(named_program("hundredths"), SAMPLES["cashback"], RICH, AT, "R-1")
    assert decision.to_json() == {
        "id": "R-1",
        "accepted": True,
        "errors": [],
        "items": [
            {
                "item": "41275",
                "type": "cashback",
                "scenario": "I",
                "points": "366.66",
                "cash": "11.00",
            }
        ],
        "points": "366.66",
        "balance_after": "96383462.64",
        "response": {
            "pointBalance": "96383462.64",
            "pointsName": "Miles",
            "programName": "World Elite",
            "items": [{"redemptionMatrixItemId": "41275"}],
        },
        "program": {"name": "World Elite", "version": 3, "digest": "sha256:0"},
    }
    assert json.loads(str(decision)) == decision.to_json()


def test_the_refused_line_of_the_design() -> None:
    decision = decided("external", {"/items/0/additionalDetails/itemSkuCode": GONE})
    assert decision.to_json() == {
        "id": None,
        "accepted": False,
        "errors": [
            {
                "reason": "-1",
                "description": "Invalid request. ItemSkuCode must be provided",
                "path": "/items/0/additionalDetails/itemSkuCode",
            }
        ],
        "items": [],
        "points": "0",
        "balance_after": "96383829.3",
        "response": None,
        "program": {"name": "World Elite", "version": 3, "digest": "sha256:0"},
    }


def test_both_documented_messages_in_their_order() -> None:
    changes = {"/items/0/additionalDetails": {}, "/sourceCode": "PP"}
    assert [error.description for error in decided("external", changes).errors] == [
        "Invalid request. ItemSkuCode must be provided",
        "VALID Source Codes for Externally Hosted Item Redemption are 'EC','ES'",
    ]


@pytest.mark.parametrize(
    ("base", "body"),
    [
        (
            "merchandise",
            {"cashEquivalent": "96383828.30", "items": [{"redemptionItemId": "65973"}]},
        ),
        (
            "merchandise in points",
            {"cashEquivalent": "963828.29", "items": [{"redemptionMatrixItemId": "19068"}]},
        ),
        (
            "external",
            {"cashEquivalent": "96383819.30", "items": [{"redemptionMatrixItemId": "41275"}]},
        ),
        (
            "travel",
            {
                "cashEquivalent": "96383828.30",
                "currencyCode": "AUD",
                "items": [{"redemptionItemId": "50243"}],
            },
        ),
    ],
)
def test_the_response(base: str, body: Json) -> None:
    decision = decided(base)
    response = decision.response
    assert response is not None
    balance = decision.to_json()["balance_after"]
    named = {"pointBalance": balance, "pointsName": "Miles", "programName": "World Elite"}
    assert response == {**named, **body}


def test_row_11_points_and_cash_agree_or_not() -> None:
    both = {_POINTS: 25000, _CASH: "250.00"}
    assert decided("merchandise in both", both, on="whole").accepted
    decision = decided("merchandise in both", {**both, _CASH: "249.99"}, on="whole")
    assert told(decision) == [("POINTS_MISMATCH", _POINTS)]
    assert decision.errors[0].description == "249.99 at 0.01 a point is 24999 points, not 25000"


@pytest.mark.parametrize(
    ("points", "amount", "on", "accepted"),
    [
        ("366.66", "11.00", "hundredths", True),
        ("366.67", "11.00", "hundredths", True),
        ("366.65", "11.00", "hundredths", False),
        ("366.68", "11.00", "hundredths", False),
        ("366", "11.00", "whole", True),
        ("367", "11.00", "whole", True),
        ("365", "11.00", "whole", False),
        ("300", "9.02", "whole", True),
        ("300", "9.03", "whole", False),
        ("300", "8.98", "whole", True),
        ("300", "8.97", "whole", False),
    ],
)
def test_row_12_cashback_differs_by_less_than_one_unit_is_worth(
    points: str, amount: str, on: str, accepted: bool
) -> None:
    decision = decided("cashback", {_POINTS: points, "/items/0/cashbackAmount": amount}, on=on)
    mismatch = [("POINTS_MISMATCH", "/items/0/cashbackAmount")]
    assert told(decision) == ([] if accepted else mismatch)


def test_decimals_in_a_whole_program() -> None:
    assert told(decided("cashback", on="whole")) == [("WHOLE_POINTS_ONLY", _POINTS)]
    assert decided("merchandise in points", {_POINTS: "3.0"}, on="whole").accepted
    decision = decided("merchandise in both", {_POINTS: "999.5"}, on="whole")
    assert told(decision) == [("POINTS_MISMATCH", _POINTS), ("WHOLE_POINTS_ONLY", _POINTS)]


@pytest.mark.parametrize(
    ("rounding", "cash", "points"),
    [
        (Rounding.UP, "1024.67", 11),
        (Rounding.UP, "555.07", 6),
        (Rounding.DOWN, "1024.67", 10),
        (Rounding.DOWN, "555.07", 5),
        (Rounding.NATURAL, "1024.67", 10),
        (Rounding.NATURAL, "555.07", 6),
        (None, "1050.00", 11),
        (None, "1049.99", 10),
    ],
)
def test_cash_becomes_points_as_the_program_rounds(
    rounding: Rounding | None, cash: str, points: int
) -> None:
    rounds = program(
        Precision.WHOLE, rounding, (item("1", "merchandise", "100", redeems="2"),), partner=None
    )
    asked = request("MERCHANDISE", goods(cashEquivalent=cash, redemptionItemId="2"))
    assert redeem(rounds, asked, RICH, AT).points == points * 100


@pytest.mark.parametrize(
    "sent",
    [
        set(),
        {_POINTS},
        {_CASH},
        {_MATRIX},
        {_REDEMPTION},
        {_POINTS, _CASH},
        {_CASH, _MATRIX},
        {_POINTS, _REDEMPTION},
        {_MATRIX, _REDEMPTION},
        {_POINTS, _CASH, _MATRIX},
        {_POINTS, _MATRIX, _REDEMPTION},
        {_CASH, _MATRIX, _REDEMPTION},
    ],
    ids=lambda sent: ", ".join(sorted(path.rpartition("/")[2] for path in sent)) or "nothing",
)
def test_any_other_combination_is_invalid(sent: set[str]) -> None:
    every = {_POINTS: 1000, _CASH: "10", _MATRIX: "19068", _REDEMPTION: "19068"}
    changes = {path: value if path in sent else None for path, value in every.items()}
    decision = decided("merchandise in both", changes)
    assert told(decision) == [("INVALID_INPUT", "/items/0")]
    assert decision.items[0].to_json()["scenario"] is None


def test_cash_that_is_worth_no_points() -> None:
    changes = {_CASH: "0.49", _REDEMPTION: "65973"}
    decision = decided("merchandise in cash", changes, on="whole")
    assert told(decision) == [("INVALID_INPUT", _CASH)]
    both = decided("merchandise in both", {**changes, _POINTS: 1}, on="whole")
    assert told(both) == [("INVALID_INPUT", _CASH)]


def test_two_ids_of_two_items() -> None:
    decision = decided("merchandise in both", {_MATRIX: "41275"})
    assert told(decision) == [("INVALID_INPUT", _MATRIX)]
    assert decision.errors[0].description == "`41275` and `19068` are not the ids of one item"


@pytest.mark.parametrize(
    ("account", "accepted"),
    [
        ({"status": "GOOD_STANDING"}, True),
        ({"status": "REDEEM_ONLY"}, True),
        ({"status": "NEW"}, False),
        ({"status": "ON_HOLD"}, False),
        ({"status": "CANCELLED"}, False),
        ({"status": "INACTIVE"}, False),
        ({"status": None}, False),
        ({"household": "REDEEMER"}, True),
        ({"household": "PRIMARY_REDEEMER"}, True),
        ({"household": "NON_REDEEMER"}, False),
        ({"household": "UNKNOWN"}, False),
        ({"household": None}, True),
    ],
)
def test_who_may_redeem(account: Json, accepted: bool) -> None:
    assert told(decided("travel", account=account)) == (
        [] if accepted else [("NOT_ELIGIBLE", "/userId")]
    )


def test_a_listed_partner_must_say_who_it_is() -> None:
    decision = decided("travel", {"/processedBy": GONE})
    assert told(decision) == [("NOT_ELIGIBLE", "/processedBy")]
    assert decision.errors[0].description.startswith("`processedBy` is left out, but ")


@pytest.mark.parametrize(("on", "accepted"), [("2025", False), ("2026", True)])
def test_a_program_redeems_while_it_is_in_effect(on: str, accepted: bool) -> None:
    decision = decided("travel", on=on)
    assert told(decision) == ([] if accepted else [("NOT_ELIGIBLE", "")])


def test_a_program_without_digital_items_redeems_nothing() -> None:
    decision = decided("travel", on="without digital")
    assert told(decision) == [("NOT_ELIGIBLE", _REDEMPTION)]


@pytest.mark.parametrize(
    ("base", "id_"), [("merchandise in points", "50243"), ("travel", "19068"), ("external", "1")]
)
def test_an_item_of_another_type_is_not_the_programs(base: str, id_: str) -> None:
    path = _REDEMPTION if base == "travel" else _MATRIX
    assert told(decided(base, {path: id_})) == [("NOT_ELIGIBLE", path)]


def test_the_balance_covers_all_items_together() -> None:
    three = goods(pointsRedeemed=3, redemptionMatrixItemId="41275")
    asked = request("MERCHANDISE", three, three)
    whole = named_program("whole")
    assert redeem(whole, asked, {**RICH, "balance": "6"}, AT).points == 600
    decision = redeem(whole, asked, {**RICH, "balance": "5.99"}, AT)
    assert told(decision) == [("INSUFFICIENT_POINTS", "/items")]
    assert decision.errors[0].description == "6 points are asked for, and the balance is 5.99"


@pytest.mark.parametrize(("on", "balance"), [("hundredths", None), ("external bank", "1000")])
def test_a_balance_that_is_not_known_covers_nothing(on: str, balance: str | None) -> None:
    decision = decided("travel", account={"balance": balance}, on=on)
    assert told(decision) == [("INSUFFICIENT_POINTS", "/items")]
    assert decision.to_json()["balance_after"] is None


def test_external_and_own_items_in_one_request() -> None:
    asked = request(
        "MERCHANDISE",
        SAMPLES["external"]["items"][0],
        SAMPLES["merchandise in points"]["items"][0],
        sourceCode="EC",
    )
    decision = redeem(named_program("hundredths"), asked, RICH, AT)
    assert told(decision) == [("NOT_ELIGIBLE", "/sourceCode")]
    either = redeem(program(source=("EC",)), asked, RICH, AT)
    assert [each.to_json()["type"] for each in either.items] == ["external", "merchandise"]
    assert either.accepted


def test_errors_of_steps_2_to_4_come_by_step_then_by_item() -> None:
    asked = request(
        "MERCHANDISE",
        goods(pointsRedeemed=999, cashEquivalent="10", redemptionItemId="19068"),
        goods(pointsRedeemed="0.5", redemptionMatrixItemId="1"),
        sourceCode="X",
        processedBy=None,
    )
    poor = {"status": "NEW", "household": "UNKNOWN", "balance": 5}
    assert told(redeem(named_program("whole"), asked, poor, AT)) == [
        ("NOT_ELIGIBLE", "/userId"),
        ("NOT_ELIGIBLE", "/userId"),
        ("NOT_ELIGIBLE", "/processedBy"),
        ("NOT_ELIGIBLE", "/sourceCode"),
        ("NOT_ELIGIBLE", "/items/1/redemptionMatrixItemId"),
        ("POINTS_MISMATCH", "/items/0/pointsRedeemed"),
        ("WHOLE_POINTS_ONLY", "/items/1/pointsRedeemed"),
        ("INSUFFICIENT_POINTS", "/items"),
    ]


def test_facts_as_classes_and_an_instant_as_text() -> None:
    account = Account(status=Status.GOOD_STANDING, balance=100)
    decision = redeem(
        named_program("whole"), SAMPLES["merchandise"], account, "2026-03-07T12:30:00Z"
    )
    assert (decision.at, decision.balance_after) == (AT, 0)


def test_a_line_is_read_and_decided() -> None:
    line = {
        "id": "R-1",
        "at": "2026-03-07T12:30:00Z",
        "account": RICH,
        "request": SAMPLES["cashback"],
    }
    whole = named_program("hundredths")
    assert redeem_line(whole, line) == redeem(whole, SAMPLES["cashback"], RICH, AT, "R-1")
    bare = redeem_line(whole, {"at": line["at"], "request": 5})
    assert told(bare) == [("INVALID_FIELD_FORMAT", "")]


def test_the_program_redeems() -> None:
    decision = named_program("hundredths").redeem(SAMPLES["travel"], RICH, AT)
    assert isinstance(decision, RedemptionDecision)
    assert decision == decided("travel")


@pytest.mark.parametrize("currency", ["XAU", "ABC"])
def test_an_item_needs_a_currency_with_minor_units(currency: str) -> None:
    odd: Any = program(items=(attrs.evolve(item("1", "travel", "1"), currency=currency),))
    with pytest.raises(KeyError):
        redeem(odd, SAMPLES["travel"], RICH, AT)
