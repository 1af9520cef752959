"""A row in full."""

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import outline_of
from pointsman.tui.model.step_facts import BUILT_IN, step_facts
from tests.tui.explained_samples import HOSTILE, at, explanation_of, outline

PARTIAL = outline("world-elite", "seven steps of ten")


def test_a_step_tells_all_its_pieces() -> None:
    facts = step_facts(PARTIAL.rows[at(PARTIAL, "redemption", "whole purchase", 0)])
    assert (facts.title, facts.verdict) == ("whole purchase", "failed")
    assert facts.says == "10,000 > 7,650, short by 2,350"
    assert facts.pieces == (
        ("observed", "7,650"),
        ("required", "10,000 Miles"),
        ("short by", "2,350"),
        ("rule", "/redemption"),
        ("place", "world-elite.points:47"),
    )


def test_a_step_that_no_program_writes_says_so() -> None:
    facts = step_facts(PARTIAL.rows[at(PARTIAL, "authorization", "approved", 0)])
    assert facts.pieces[-1] == ("rule", BUILT_IN)


def test_a_stage_counts_its_steps() -> None:
    assert step_facts(PARTIAL.rows[0]).says == "7 steps"
    one = ExplainedStage(1, "request", True, (ExplainedStep("a", Verdict.PASSED, "so"),))
    assert step_facts(outline_of(explanation_of(one)).rows[0]).says == "1 step"
    none = ExplainedStage(1, "request", False)
    assert step_facts(outline_of(explanation_of(none)).rows[0]).says == "not reached"


def test_other_peoples_text_is_made_fit_for_a_screen() -> None:
    bad = ExplainedStep("x", Verdict.PASSED, "y", HOSTILE, HOSTILE, HOSTILE)
    stage = ExplainedStage(1, "request", True, (bad,))
    facts = step_facts(outline_of(explanation_of(stage)).rows[1])
    assert all(text.isprintable() for _, text in facts.pieces)
