import attrs
import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.engine.explanation.build import ExplanationMismatchError
from pointsman.engine.redemptions import redeem
from pointsman.engine.verdicts import Verdict
from tests.engine.redemptions.samples import (
    AT,
    RICH,
    SAMPLES,
    Json,
    decided,
    goods,
    named_program,
    program,
    request,
)

_POINTS, _CASH = "/items/0/pointsRedeemed", "/items/0/cashEquivalent"


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_in_words(name: str, snapshot: SnapshotAssertion) -> None:
    assert str(decided(name).explain()) == snapshot


@pytest.mark.parametrize(
    ("base", "changes", "account", "on"),
    [
        ("cashback", {"/items/0/cashbackAmount": "11.01"}, {}, "hundredths"),
        ("cashback", {}, {"balance": None}, "whole"),
        ("cashback", {"/items/0/cashbackAmount": "9", _POINTS: 300}, {}, "external bank"),
        ("merchandise", {"/processedBy": "E1", "/sourceCode": "EC"}, {"status": "NEW"}, "2025"),
        ("merchandise in both", {_POINTS: "999.5"}, {"household": "UNKNOWN"}, "whole"),
        ("merchandise in both", {_POINTS: None, _CASH: None}, {"balance": 1}, "2026"),
        ("merchandise in both", {"/items/0/redemptionMatrixItemId": "59897"}, {}, "hundredths"),
        ("merchandise in cash", {_CASH: "0.49", "/items/0/redemptionItemId": "65973"}, {}, "whole"),
        ("external", {"/sourceCode": "PP", "/items/0/additionalDetails": {}}, {}, "hundredths"),
        ("travel", {"/currencyCode": "NZD"}, {"household": "REDEEMER"}, "without digital"),
        ("travel", {"/currencyCode": "NZD"}, {"balance": 0}, "hundredths"),
        ("travel", {"/redemptionType": "TRAVL", "/items/0": 5}, {}, "hundredths"),
    ],
)
def test_refusals_in_words(
    base: str, changes: Json, account: Json, on: str, snapshot: SnapshotAssertion
) -> None:
    assert str(decided(base, changes, account, on).explain()) == snapshot


def test_the_sum_of_a_cashback_is_worked_out() -> None:
    text = str(decided("cashback").explain())
    assert "366.66 × 0.03 = 10.9998, differs from 11.00 by 0.0002, less than 0.0003" in text


def test_many_items_and_the_places_of_their_rules() -> None:
    places = {"/digital/items/1": "rewards.points:9", "/digital/partner": "rewards.points:12"}
    rewards = attrs.evolve(program(), places=places)
    three = goods(pointsRedeemed=3, redemptionMatrixItemId="41275")
    decision = redeem(rewards, request("MERCHANDISE", three, three), RICH, AT, "R-1")
    explanation = decision.explain()
    assert explanation.heading == (
        "World Elite v3 · R-1 · MERCHANDISE redemption · 2026-03-07T12:30:00Z"
    )
    assert explanation.summary == "ACCEPTED: 6 Miles for 2 items, 96,383,823.3 left"
    eligibility, points, balance = explanation.stages[1:]
    found = {step.title: step.place for step in (*eligibility.steps, *points.steps)}
    assert found["partner"] == "rewards.points:12"
    assert found["item 41275"] == "rewards.points:9"
    assert found["source code"] is None
    assert balance.steps[0].says == "3 + 3 = 6 ≤ 96,383,829.3"


def test_what_a_refused_step_was_short_of() -> None:
    balance = decided("travel", account={"balance": "0.25"}).explain().stages[3].steps[0]
    assert (balance.verdict, balance.short_by) == (Verdict.FAILED, "0.75")
    item = decided("merchandise in both", {_POINTS: 999}).explain().stages[2].steps[0]
    (points,) = (part for part in item.parts if part.title == "points")
    assert (points.verdict, points.short_by, points.required) == (Verdict.FAILED, "1", "1,000")


def test_every_form_renders() -> None:
    explanation = decided("travel", {"/sourceCode": "<b>"}).explain()
    assert "&lt;b&gt;" in explanation.to_html()
    assert "\\<b\\>" in explanation.to_markdown()
    stages = explanation.to_json()["stages"]
    assert isinstance(stages, list)
    assert [stage["stage"] for stage in stages] == ["request", "eligibility", "points", "balance"]


def test_an_explanation_of_another_decision_is_refused() -> None:
    decision = decided("travel")
    with pytest.raises(ExplanationMismatchError, match="comes to no error"):
        attrs.evolve(decision, errors=decided("travel", {_POINTS: 2}).errors).explain()
    other = attrs.evolve(decision, program=named_program("without digital"))
    with pytest.raises(ExplanationMismatchError, match="comes to NOT_ELIGIBLE"):
        other.explain()
