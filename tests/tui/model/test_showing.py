"""Which rows are on the screen: levels, folds, and what is searched for."""

from pointsman.tui.model.outline import Level
from pointsman.tui.model.showing import shown
from tests.tui.explained_samples import at, outline, titles

PARTIAL = outline("world-elite", "seven steps of ten")
WEEKEND = ("conversion", "Weekend web", 0)


def test_everything_is_every_row() -> None:
    found = shown(PARTIAL, Level.ALL)
    assert found.rows == tuple(range(len(PARTIAL.rows)))
    assert len(found.steps) == PARTIAL.steps
    assert found.found == ()


def test_a_level_keeps_the_stages_around_its_steps() -> None:
    found = shown(PARTIAL, Level.FAILED)
    assert titles(PARTIAL, found.rows) == ["5 Redemption", "whole purchase"]
    assert titles(PARTIAL, found.steps) == ["whole purchase"]


def test_what_lies_in_a_fold_is_not_on_the_screen_but_in_reach() -> None:
    found = shown(PARTIAL, Level.ALL, {WEEKEND})
    hidden = set(range(len(PARTIAL.rows))) - set(found.rows)
    assert titles(PARTIAL, sorted(hidden)) == ["channel", "weekday"]
    assert hidden < set(found.steps)


def test_a_folded_stage_hides_its_folded_steps_too() -> None:
    found = shown(PARTIAL, Level.ALL, {WEEKEND, ("conversion",)})
    assert "Weekend web" not in titles(PARTIAL, found.rows)
    assert "5 Redemption" in titles(PARTIAL, found.rows)


def test_a_search_keeps_what_is_around_what_it_finds() -> None:
    found = shown(PARTIAL, Level.ALL, wanted="WEEKDAY")
    assert titles(PARTIAL, found.rows) == ["4 Conversion", "Weekend web", "weekday"]
    assert found.found == (at(PARTIAL, *WEEKEND, "weekday", 0),)


def test_a_search_looks_into_folds() -> None:
    found = shown(PARTIAL, Level.ALL, {("conversion",)}, "weekday")
    assert titles(PARTIAL, found.rows) == ["4 Conversion", "Weekend web", "weekday"]


def test_a_search_stays_within_the_level() -> None:
    assert shown(PARTIAL, Level.FAILED, wanted="weekday").rows == ()


def test_a_search_turned_round() -> None:
    found = shown(PARTIAL, Level.FAILED, wanted="!short by")
    assert found.rows == ()
    assert titles(PARTIAL, shown(PARTIAL, Level.MATTERED, wanted="!points:5").found) == [
        "base", "target", "points needed", "whole purchase", "partial",
    ]  # fmt: skip


def test_a_mark_alone_searches_for_nothing_yet() -> None:
    assert shown(PARTIAL, Level.ALL, wanted="!").rows == tuple(range(len(PARTIAL.rows)))
