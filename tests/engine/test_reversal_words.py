import attrs
import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.engine.exact import Exact
from pointsman.engine.explanation.model import ExplainedStep, Explanation
from pointsman.engine.explanation.reversal_words import explain_reversal
from pointsman.engine.instants import parse_instant
from pointsman.engine.lots import Allocation, Lot
from pointsman.engine.reversal import (
    Redemption,
    RedemptionType,
    ReversalRequest,
    decide_reversal,
)
from pointsman.engine.verdicts import Verdict

EARNED = parse_instant("2025-01-01T00:00:00Z")
LOTS = (
    Lot("L1", EARNED, parse_instant("2026-03-01T00:00:00Z"), 0),
    Lot("L2", EARNED, parse_instant("2027-01-01T00:00:00Z"), 50_000),
    Lot("L3", EARNED, None, 9_700),
)
TAKEN = (Allocation("L1", 100_000), Allocation("L2", 150_000), Allocation("L3", 300))
REQUEST = ReversalRequest(
    Redemption(RedemptionType.MERCHANDISE, TAKEN, credited=50_300),
    LOTS,
    parse_instant("2026-04-01T00:00:00Z"),
    Exact(1500),
    "C-1",
)
CASHBACK = attrs.evolve(REQUEST.redemption, type=RedemptionType.CASHBACK)
ALL_GIVEN_BACK = attrs.evolve(REQUEST.redemption, credited=250_300)


def explained(request: ReversalRequest, *, whole: bool = True) -> Explanation:
    return decide_reversal(request, whole).explain("World Elite v3", "Miles")


def steps(explanation: Explanation) -> dict[str, ExplainedStep]:
    return {step.title: step for stage in explanation.stages for step in stage.steps}


REQUESTS = {
    "part": REQUEST,
    "all": attrs.evolve(REQUEST, points=None),
    "last_lot_alone": attrs.evolve(
        REQUEST, points=Exact(2), redemption=attrs.evolve(REQUEST.redemption, credited=0)
    ),
    "too_much": attrs.evolve(REQUEST, points=Exact(25001, 1)),
    "nothing_left": attrs.evolve(REQUEST, points=None, redemption=ALL_GIVEN_BACK),
    "all_wrong": attrs.evolve(REQUEST, points=Exact(-15, 1), redemption=CASHBACK),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_reversal_in_words(name: str, snapshot: SnapshotAssertion) -> None:
    assert explained(REQUESTS[name]).to_text() == snapshot


@pytest.mark.parametrize("name", REQUESTS)
def test_every_form_tells_the_same(name: str) -> None:
    explanation = explained(REQUESTS[name])
    tree = explanation.to_json()
    assert [stage["stage"] for stage in tree["stages"]] == ["request", "lots"]  # type: ignore[attr-defined]
    assert tree["decision"] == decide_reversal(REQUESTS[name], whole=True).to_json()
    page = explanation.to_html()
    assert page.startswith("<!doctype html>")
    for step in steps(explanation).values():
        assert step.title in page
        assert f"| {step.title} |" in explanation.to_markdown()


def test_each_lot_is_told_with_its_dates() -> None:
    told = steps(explained(REQUESTS["part"]))
    assert told["lot L3"].verdict is Verdict.NOT_APPLIED
    assert told["lot L2"].says == (
        "1,000 of 1,500 given back (500 before), "
        "earned 2025-01-01T00:00:00Z, expires 2027-01-01T00:00:00Z"
    )
    assert told["lot L1"].says.endswith("expires 2026-03-01T00:00:00Z: expired at once")


def test_how_far_off_a_reversal_is() -> None:
    step = steps(explained(REQUESTS["too_much"]))["still to give back"]
    assert (step.verdict, step.short_by) == (Verdict.FAILED, "500.1")
    assert (step.observed, step.required) == ("2500.1", "at most 2,000")
    finer = attrs.evolve(REQUEST, points=Exact(2_000_001, 3))
    assert steps(explained(finer))["still to give back"].short_by == "0.001"


def test_a_lot_that_gets_nothing_need_not_be_there() -> None:
    request = attrs.evolve(REQUEST, lots=LOTS[1:], points=Exact(1))
    told = steps(explained(request))
    assert told["lot L1"].says == "0 of 1,000 given back before, none now"
    assert told["lot L2"].verdict is Verdict.APPLIED


def test_without_a_program_the_heading_does_without() -> None:
    explanation = explain_reversal(decide_reversal(attrs.evolve(REQUEST, id=None), whole=True))
    assert explanation.heading == (
        "reversal of a MERCHANDISE redemption of 2,503 points · 2026-04-01T00:00:00Z"
    )
    assert explanation.summary == (
        "REVERSED: 1,500 points given back, 500 of them expired at once, 500 remain"
    )
