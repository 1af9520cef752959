"""What was missing, and by how much."""

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import outline_of
from pointsman.tui.model.why_not import why_not
from tests.tui.explained_samples import HOSTILE, explanation_of, outline, step


def test_how_far_each_step_was_from_passing() -> None:
    found = outline("world-elite", "purchase of the minimum")
    (missing,) = why_not(found).missing
    assert missing.decided
    assert missing.index == found.decided
    assert (missing.row.title, missing.short_by) == ("purchase", "0.01")
    assert (missing.required, missing.observed) == ("> 20.00", "20.00")


def test_a_part_of_the_purchase_lacked_the_rest() -> None:
    (missing,) = why_not(outline("world-elite", "seven steps of ten")).missing
    assert (missing.row.title, missing.short_by, missing.decided) == (
        "whole purchase",
        "2,350",
        False,
    )


def test_a_fact_that_is_missing_is_told_too() -> None:
    (missing,) = why_not(outline("world-elite", "country not known")).missing
    assert missing.row.glyph == "?"
    assert missing.short_by is None


def test_everything_that_failed_is_told_in_order() -> None:
    found = why_not(outline("all-rewards", "not a redeemer, and not enough points"))
    assert [(each.row.title, each.short_by) for each in found.missing] == [
        ("redeemer", None),
        ("balance", "365.66"),
    ]


def test_the_parts_that_made_it_fail() -> None:
    (missing,) = why_not(outline("all-rewards", "25,000 points for 249.99")).missing
    assert [(part.title, part.glyph) for part in missing.parts] == [("points", "✗")]


def test_a_whole_redemption_lacked_nothing() -> None:
    found = why_not(outline("world-elite", "whole purchase"))
    assert found.missing == ()
    assert found.smallest_changes == ()


def test_other_peoples_text_is_made_fit_for_a_screen() -> None:
    bad = ExplainedStep("x", Verdict.FAILED, "no", None, None, HOSTILE, HOSTILE, None, HOSTILE)
    stage = ExplainedStage(1, "request", True, (bad, step("fine")))
    (missing,) = why_not(outline_of(explanation_of(stage))).missing
    for text in (missing.observed, missing.required, missing.short_by):
        assert text is not None
        assert text.isprintable()
