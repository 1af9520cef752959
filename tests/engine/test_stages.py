"""The stages where the design is particular: order, modes, requests, external bank, messages."""

from typing import Any

import pytest

from pointsman.engine.outcome import Stage
from pointsman.engine.verdicts import Verdict
from tests.worked.programs import facts, program

REQUEST = {"requested_at": "2026-03-20T09:00:00-04:00", "after": "PREFERENCE_OFF"}
AFTER = "post purchase { within 90 days }"


def decided(given: dict[str, object], **blocks: str) -> dict[str, Any]:
    return program(**blocks).decide(given).to_json()


def test_all_failing_conditions_of_a_stage_are_listed_and_the_first_gives_the_reason() -> None:
    given = facts("0", account={"status": "NEW"}, authorization={"response_code": "05"})
    decision = program().decide(given)
    assert decision.reason == "NOT_APPROVED"
    [first, *_] = decision.explain().stages
    failed = [step.title for step in first.steps if step.verdict is Verdict.FAILED]
    assert failed == ["approved", "account status", "amount"]


def test_nothing_of_stage_4_and_5_is_told_before_they_are_reached() -> None:
    decision = decided(facts("1.00"), blocks="filters { purchase over 25.00 }")
    assert (decision["outcome"], decision["code"], decision["stage"]) == (
        "INELIGIBLE",
        None,
        "filters",
    )
    unset = ("rule", "cost_per_point", "points_required", "target_credit", "target_points")
    assert {decision[key] for key in unset} == {None}


@pytest.mark.parametrize(
    ("mode", "offer", "reason", "after"),
    [
        ("ALL", "next, all", "REDEEMED_FULL", "ALL"),
        ("NEXT", "next, all", "REDEEMED_FULL", "OFF"),
        ("NEXT", "all", "PREFERENCE_OFF", "NEXT"),
        ("ALL", "next", "PREFERENCE_OFF", "ALL"),
        ("OFF", "next, all", "PREFERENCE_OFF", "OFF"),
        (None, "next, all", "PREFERENCE_OFF", "OFF"),
    ],
)
def test_modes(mode: str | None, offer: str, reason: str, after: str) -> None:
    given = facts(account={"preferences": {"mode": mode}})
    decision = decided(given, blocks=f"preferences {{ offer {offer} }}")
    assert (decision["reason"], decision["preference_after"]) == (reason, after)


def test_next_stays_on_when_nothing_is_redeemed() -> None:
    decision = decided(facts(balance="1", account={"preferences": {"mode": "NEXT"}}))
    assert (decision["reason"], decision["preference_after"]) == ("INSUFFICIENT_BALANCE", "NEXT")


@pytest.mark.parametrize(
    ("amount", "minimum", "reason"),
    [
        ("50.00", "50.00", "BELOW_CARDHOLDER_MINIMUM"),
        ("50.01", "50.00", "REDEEMED_FULL"),
        ("50.00", "0", "REDEEMED_FULL"),
    ],
)
def test_the_cardholders_minimum_is_strict(amount: str, minimum: str, reason: str) -> None:
    given = facts(amount, account={"preferences": {"mode": "ALL", "minimum": minimum}})
    assert decided(given, blocks="preferences { cardholder minimum }")["reason"] == reason


def test_a_minimum_that_the_program_does_not_offer_does_not_count() -> None:
    given = facts("10.00", account={"preferences": {"mode": "ALL", "minimum": "50.00"}})
    assert decided(given)["reason"] == "REDEEMED_FULL"


@pytest.mark.parametrize(
    ("own", "program_fixed", "credit", "reason"),
    [
        ("30.00", "fixed 50.00", "30.00", "REDEEMED_FIXED"),
        ("70.00", "fixed 50.00", "50.00", "REDEEMED_FIXED"),
        ("0", "fixed 50.00", "50.00", "REDEEMED_FIXED"),
        ("100.00", "full", "100.00", "REDEEMED_FULL"),
    ],
)
def test_the_least_of_purchase_and_fixed_amounts(
    own: str, program_fixed: str, credit: str, reason: str
) -> None:
    given = facts(account={"preferences": {"mode": "ALL", "amount": own}})
    decision = decided(given, blocks="preferences { cardholder amount }", redemption=program_fixed)
    assert (decision["credit"], decision["reason"]) == (credit, reason)
    assert decision["partially_redeemed"] is (credit != "100.00")


def test_a_request_ignores_preferences_but_not_the_programs_fixed_amount() -> None:
    given = facts(
        account={"preferences": {"mode": "OFF", "minimum": "500", "amount": "10"}},
        post_purchase=REQUEST,
    )
    decision = decided(
        given,
        blocks=f"preferences {{ cardholder minimum cardholder amount }} {AFTER}",
        redemption="fixed 40.00",
    )
    assert (decision["reason"], decision["credit"]) == ("REDEEMED_FIXED", "40.00")
    assert decision["preference_after"] == "OFF"


def test_a_request_does_not_use_up_next() -> None:
    given = facts(account={"preferences": {"mode": "NEXT"}}, post_purchase=REQUEST)
    decision = decided(given, blocks=AFTER)
    assert (decision["outcome"], decision["preference_after"]) == ("REDEEMED", "NEXT")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ("2026-06-05T13:30:00-04:00", "REDEEMED_FULL"),
        ("2026-06-05T13:30:00.000001-04:00", "OUTSIDE_WINDOW"),
        ("2026-06-06T00:00:00Z", "OUTSIDE_WINDOW"),
    ],
)
def test_a_window_is_counted_in_days_of_24_hours(asked: str, reason: str) -> None:
    given = facts(post_purchase={"requested_at": asked, "after": "PREFERENCE_OFF"})
    assert decided(given, blocks=AFTER)["reason"] == reason


@pytest.mark.parametrize(
    ("block", "after", "reason"),
    [
        ("", "PREFERENCE_OFF", "NOT_REPROCESSABLE"),
        (AFTER, "MCC_FILTERED", "NOT_REPROCESSABLE"),
        ("post purchase { after MCC_FILTERED }", "MCC_FILTERED", "REDEEMED_FULL"),
        ("post purchase { after MCC_FILTERED }", "PREFERENCE_OFF", "NOT_REPROCESSABLE"),
    ],
)
def test_reasons_that_are_offered_again(block: str, after: str, reason: str) -> None:
    given = facts(post_purchase={**REQUEST, "after": after})
    decision = decided(given, blocks=block)
    assert (decision["reason"], decision["stage"] == "preferences") == (
        reason,
        reason == "NOT_REPROCESSABLE",
    )


@pytest.mark.parametrize(
    ("block", "credit"), [(AFTER, "0.00"), ("post purchase { partial }", "70.00")]
)
def test_steps_for_a_request_only_where_the_block_says_so(block: str, credit: str) -> None:
    given = facts("100.00", "7650", post_purchase=REQUEST)
    decision = decided(given, blocks=block, redemption="partial in steps of 10.00")
    assert decision["credit"] == credit


def test_an_external_bank_gets_the_target() -> None:
    decision = decided(
        facts("100.00", "7650"),
        blocks="bank external filters { balance worth at least 500.00 }",
        redemption="fixed 60.00",
    )
    assert (decision["outcome"], decision["code"], decision["reason"]) == (
        "DEFERRED",
        "59",
        "DEFERRED_TO_BANK",
    )
    assert (decision["target_credit"], decision["target_points"]) == ("60.00", "6000")
    assert (decision["points"], decision["credit"], decision["balance_after"]) == (
        "0",
        "0.00",
        None,
    )


def test_the_balance_of_an_external_bank_is_unknown_in_conditions() -> None:
    decision = decided(facts(), blocks="bank external filters { require not balance < 1 }")
    assert decision["reason"] == "REQUIREMENT_NOT_MET"


def test_an_unknown_balance_is_not_enough() -> None:
    decision = decided(facts(balance=None), redemption="partial in steps of 10.00")
    assert (decision["reason"], decision["balance_after"]) == ("INSUFFICIENT_BALANCE", None)


def test_a_target_worth_no_points_is_nothing_to_redeem() -> None:
    decision = decided(facts("0.01"), conversion="base at 1")
    assert (decision["reason"], decision["outcome"], decision["stage"]) == (
        "NOTHING_TO_REDEEM",
        "ELIGIBLE",
        "redemption",
    )


def test_a_credit_below_the_smallest_moves_nothing() -> None:
    decision = decided(
        facts("100.00", "1500"), redemption="partial in steps of 10.00 redeem at least 20.00"
    )
    assert (decision["reason"], decision["credit"], decision["balance_after"]) == (
        "BELOW_REDEEMED_MINIMUM",
        "0.00",
        "1500",
    )


def test_only_whole_points_can_be_spent_where_points_are_whole() -> None:
    decision = decided(facts("100.00", "10000.99"))
    assert (decision["points"], decision["balance_after"]) == ("10000", "0.99")
    assert decided(facts("100.00", "9999.99"))["reason"] == "INSUFFICIENT_BALANCE"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (facts(), ["email redeemed", "notify"]),
        (facts(balance="1"), ["email eligible", "email insufficient balance", "notify"]),
        (facts("1.00"), ["email below minimum", "notify"]),
        (facts("1.00", account={"preferences": {}}), ["notify"]),
        (facts(account={"preferences": {}}), ["email eligible", "notify"]),
        (facts(balance=None), ["email eligible", "notify"]),
        (facts(balance="1", post_purchase=REQUEST), ["email insufficient balance", "notify"]),
        (facts(authorization={"response_code": "05"}), ["notify"]),
    ],
)
def test_messages(given: dict[str, object], sent: list[str]) -> None:
    decision = decided(
        given,
        blocks=f"filters {{ purchase over 20.00 }} {AFTER} communications {{ "
        "email below minimum, insufficient balance, eligible, redeemed "
        'notify "https://issuer.example/n" statement "MILES" }',
    )
    assert decision["messages"] == sent
    assert decision["statement"] == ("MILES" if decision["outcome"] == "REDEEMED" else None)


def test_the_first_override_that_is_true_wins() -> None:
    decision = decided(
        facts(account={"product": "WEB"}),
        conversion='base at 0.01 override "A" for product MCS at 0.02 '
        'override "B" for mcc 5942 at 0.05 override "C" for product WEB at 0.1',
    )
    assert (decision["rule"], decision["cost_per_point"]) == ("/conversion/overrides/1", "0.05")


def test_an_override_that_may_be_true_does_not_apply() -> None:
    given = facts(authorization={"channel": None})
    decision = program(
        conversion='base at 0.01 override "A" when not channel = chip at 0.02'
    ).decide(given)
    assert decision.to_json()["rule"] == "/conversion/base"
    conversion = decision.explain().stages[3]
    assert conversion.stage is Stage.CONVERSION
    assert [step.verdict for step in conversion.steps] == [Verdict.APPLIED, Verdict.UNKNOWN]
