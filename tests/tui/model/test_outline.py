"""An explanation as rows: keys that hold through edits, depth, levels, lines."""

from collections.abc import Iterator

import pytest

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import Level, Outline, outline_of
from tests.programs.shipped_programs import NAMES, case_file
from tests.tui.explained_samples import (
    HOSTILE,
    at,
    edited,
    explanation_of,
    outline,
    sample,
    step,
    titles,
)

REFUSED = outline("world-elite", "everything wrong at once")
PARTIAL = outline("world-elite", "seven steps of ten")


def _level(found: Outline, level: Level) -> list[str]:
    rows = enumerate(found.rows)
    return titles(found, (index for index, row in rows if row.step and row.is_at(level)))


def _outlines(program: str) -> Iterator[Outline]:
    for case in case_file(program).cases:
        yield outline(program, case.name)


@pytest.mark.parametrize("program", NAMES)
def test_every_row_is_one_line_of_the_text_form(program: str) -> None:
    for case in case_file(program).cases:
        decided = sample(program, case.name)
        found = outline_of(decided.explanation)
        empty = sum(not stage.steps for stage in decided.explanation.stages)
        lines = decided.explanation.to_text().splitlines()[3:]
        assert len(found.rows) + empty == len(lines)
        assert [row.title for row in found.rows if row.depth == 1] == [
            step.title for stage in decided.explanation.stages for step in stage.steps
        ]


@pytest.mark.parametrize("program", NAMES)
def test_keys_numbers_and_ends_hold_together(program: str) -> None:
    for found in _outlines(program):
        assert len(found.at) == len(found.rows), "no key twice"
        assert [row.number for row in found.rows if row.step] == list(range(1, found.steps + 1))
        for index, row in enumerate(found.rows):
            within = found.rows[index + 1 : row.end]
            assert all(each.key[: len(row.key)] == row.key for each in within)
            assert row.parent == -1 or found.rows[row.parent].depth == row.depth - 1


def test_a_step_keeps_its_key_when_a_rule_is_written_before_it() -> None:
    new = edited(
        "world-elite",
        "seven steps of ten",
        "    override",
        '    override "Brand new" for mcc 4111 at 0.02\n    override',
    )
    after = outline_of(new.explanation)
    key = ("conversion", "Weekend web", 0, "weekday", 0)
    before, moved = PARTIAL.rows[PARTIAL.at[key]], after.rows[after.at[key]]
    assert moved.pointer != before.pointer
    assert moved.says == before.says


def test_steps_of_one_title_are_told_apart() -> None:
    filters = [row.key for row in PARTIAL.rows if row.title == "purchase"]
    assert filters == [
        ("authorization", "purchase", 0),
        ("filters", "purchase", 0),
        ("filters", "purchase", 1),
    ]


def test_the_nearest_row_of_a_key_that_is_gone() -> None:
    gone = ("conversion", "Weekend web", 0, "hour", 0)
    assert PARTIAL.nearest(gone) == at(PARTIAL, "conversion", "Weekend web", 0)
    assert PARTIAL.nearest(("conversion", "Gone", 0)) == at(PARTIAL, "conversion")
    assert PARTIAL.nearest(("lots", "lot 1", 0)) is None


def test_what_mattered() -> None:
    assert _level(PARTIAL, Level.MATTERED) == [
        "base", "target", "points needed", "whole purchase", "partial", "email redeemed", "notify",
    ]  # fmt: skip


def test_the_step_that_decided_mattered_though_it_only_passed() -> None:
    found = outline("world-elite", "whole purchase")
    assert found.decided is not None
    row = found.rows[found.decided]
    assert (row.title, row.glyph, row.mattered) == ("whole purchase", "✓", True)


def test_an_item_that_worked_something_out_mattered() -> None:
    found = outline("all-rewards", "sample: cashback")
    assert _level(found, Level.MATTERED) == [
        "item 41275 Cash back", "scenario", "cash", "balance", "balance after",
    ]  # fmt: skip


def test_what_failed_includes_what_is_not_known() -> None:
    unknown = outline("world-elite", "country not known")
    failed = [row for row in unknown.rows if row.failed]
    assert [(row.title, row.glyph) for row in failed] == [("country", "?")]


def test_everything_that_failed_in_the_stage_that_refused() -> None:
    failed = _level(REFUSED, Level.FAILED)
    assert len(failed) > 3
    assert failed[0] == "purchase"


def test_the_parts_that_made_a_condition_fail() -> None:
    holds, not_ = step("channel"), step("weekday", Verdict.FAILED)
    both = ExplainedStep("require", Verdict.FAILED, "1 of 2 holds", parts=(holds, not_))
    turned = ExplainedStep("require", Verdict.FAILED, "holds, and must not", parts=(step("all"),))
    found = outline_of(explanation_of(ExplainedStage(2, "filters", True, (both, turned))))
    assert _level(found, Level.FAILED) == ["require", "weekday", "require", "all"]


def test_what_was_not_reached_has_no_truth_to_compare() -> None:
    skipped = step("inner", Verdict.NOT_REACHED)
    parts = (skipped, step("other", Verdict.FAILED))
    failed = ExplainedStep("require", Verdict.FAILED, "fails", parts=parts)
    found = outline_of(explanation_of(ExplainedStage(2, "filters", True, (failed,))))
    assert _level(found, Level.FAILED) == ["require", "other"]


def test_a_stage_says_why_it_has_no_steps() -> None:
    stages = [row for row in REFUSED.rows if row.depth == 0]
    assert [(row.title, row.glyph, row.says) for row in stages] == [
        ("1 Authorization", "", ""),
        ("2 Filters", "", ""),
        ("3 Preferences", "○", "not reached"),
        ("4 Conversion", "○", "not reached"),
        ("5 Redemption", "○", "not reached"),
        ("6 Communications", "", ""),
    ]
    idle = outline_of(explanation_of(ExplainedStage(6, "communications", True)))
    assert (idle.rows[0].glyph, idle.rows[0].says) == ("–", "nothing to do")


def test_the_rows_of_a_line() -> None:
    require = PARTIAL.rows[at(PARTIAL, "conversion", "Weekend web", 0)]
    assert require.line is not None
    assert titles(PARTIAL, PARTIAL.on_line(require.line)) == ["Weekend web", "channel", "weekday"]
    assert PARTIAL.on_line(1) == ()


def test_a_place_without_a_line_has_none() -> None:
    odd = ExplainedStep("odd", Verdict.PASSED, "so", "/x", "somewhere")
    found = outline_of(explanation_of(ExplainedStage(1, "request", True, (odd,))))
    assert [row.line for row in found.rows] == [None, None]


def test_other_peoples_text_is_made_fit_for_a_screen() -> None:
    hostile = step(HOSTILE, says=HOSTILE)
    found = outline_of(explanation_of(ExplainedStage(1, "request", True, (hostile,))))
    row = found.rows[1]
    assert "\\u{202e}abc \\u{1b}[31mred" in row.title
    assert row.title == row.says
    assert row.title.isprintable()


def test_what_a_search_finds() -> None:
    row = PARTIAL.rows[at(PARTIAL, "redemption", "partial", 0)]
    assert row.has("7 steps of")
    assert row.has("/redemption/partial")
    assert row.has("world-elite.points:48")
    assert not row.has("nowhere")
    assert not PARTIAL.rows[0].has("authorization"), "a stage is no step"
