"""The step that decided, for every way in which an answer can come out."""

import pytest

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.deciding import deciding_line, deciding_step
from tests.tui.explained_samples import explanation_of, sample, step

DECIDED = [
    ("world-elite", "whole purchase", "whole purchase", Verdict.PASSED),
    ("world-elite", "seven steps of ten", "partial", Verdict.PASSED),
    ("world-elite", "cardholder's amount under the smallest credit", "smallest credit",
     Verdict.FAILED),
    ("world-elite", "purchase of the minimum", "purchase", Verdict.FAILED),
    ("world-elite", "country not known", "country", Verdict.UNKNOWN),
    ("world-elite", "preference off", "preference", Verdict.FAILED),
    ("world-elite", "everything wrong at once", "purchase", Verdict.FAILED),
    ("world-elite", "past purchase ninety days and a second ago", "window", Verdict.FAILED),
    ("second-chance", "too few points at once", "partial", Verdict.FAILED),
    ("all-rewards", "sample: cashback", "balance", Verdict.PASSED),
    ("all-rewards", "25,000 points for 249.99", "item 19068", Verdict.FAILED),
    ("all-rewards", "not a redeemer, and not enough points", "redeemer", Verdict.FAILED),
    ("all-rewards", "balance not known", "balance", Verdict.UNKNOWN),
    ("all-rewards", "reversal of the rest", "still to give back", Verdict.PASSED),
    ("all-rewards", "reversal of cash back", "reversible", Verdict.FAILED),
]  # fmt: skip


@pytest.mark.parametrize(("program", "case", "title", "verdict"), DECIDED)
def test_the_step_that_decided(program: str, case: str, title: str, verdict: Verdict) -> None:
    found = deciding_step(sample(program, case).explanation)

    assert found is not None
    assert (found.title, found.verdict) == (title, verdict)


@pytest.mark.parametrize(("program", "case", "title", "verdict"), DECIDED)
def test_its_line_in_the_text(program: str, case: str, title: str, verdict: Verdict) -> None:
    explanation = sample(program, case).explanation
    line = deciding_line(explanation)

    assert line is not None
    assert explanation.to_text().split("\n")[line].startswith(f"  {GLYPHS[verdict]} {title} ")


def test_a_deferred_decision_was_left_to_the_bank() -> None:
    stage = ExplainedStage(5, "redemption", True, (_applied("target"), _applied("bank")))
    found = deciding_step(explanation_of(stage))
    assert found is not None
    assert found.title == "bank"


def test_without_a_step_nothing_decided() -> None:
    empty = ExplainedStage(1, "request", True)
    untold = ExplainedStage(5, "redemption", True, (step("target", Verdict.NOT_REACHED),))
    assert deciding_step(explanation_of(empty)) is None
    assert deciding_step(explanation_of(untold)) is None
    assert deciding_line(explanation_of(untold)) is None


def test_messages_decide_nothing() -> None:
    sent = ExplainedStage(6, "communications", True, (step("email", Verdict.FAILED),))
    checked = ExplainedStage(2, "filters", True, (step("mcc"),))
    found = deciding_step(explanation_of(checked, sent))
    assert found is not None
    assert found.title == "mcc"


def _applied(title: str) -> ExplainedStep:
    return step(title, Verdict.APPLIED)
