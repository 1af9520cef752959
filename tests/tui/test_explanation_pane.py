"""The explanation pane as the workbench uses it: answers come, go stale, and follow the rules."""

import pytest
from textual.widgets import Static

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import Level
from pointsman.tui.widgets.explanation.lines import Piece
from tests.tui.explained_samples import HOSTILE, edited, long_stage, rules_of, sample, told
from tests.tui.explanation_host import hosted

PARTIAL = sample("world-elite", "seven steps of ten")
WHOLE = sample("world-elite", "whole purchase")
NEW_OVERRIDE = '\n    override "Brand new" for mcc 4111 at 0.02\n    override'


def _line_of(pointer: str) -> int:
    line = rules_of("world-elite").line_of(pointer)
    assert line is not None
    return line


async def test_an_empty_pane_says_what_will_appear_and_which_key_does_it() -> None:
    async with hosted() as (app, _):
        assert "The explanation appears here" in app.text
        assert "F5 decides" in app.text
        assert "step 0" not in app.text


async def test_an_answer_opens_at_the_step_that_decided() -> None:
    async with hosted(PARTIAL, focused=False) as (app, pilot):
        await pilot.pause()
        assert app.title_at_cursor == "partial"
        assert "✓ REDEEMED_PARTIAL: 7,000 Miles for 70.00 USD, 650 left" in app.text
        assert "step 30 of 36" in app.text
        assert app.chosen == [], "nobody moved"


@pytest.mark.parametrize(
    ("program", "case", "heading", "outcome"),
    [
        (
            "world-elite",
            "casino by its number",
            "World Elite v3",
            "✗ INELIGIBLE  MERCHANT",
        ),
        ("world-elite", "preference off", "World Elite v3", "– ELIGIBLE  PREFERENCE_OFF"),
        ("world-elite", "past purchase", "asked for at", "✓ REDEEMED_FULL"),
        ("all-rewards", "sample: cashback", "CASHBACK redemption", "✓ ACCEPTED: 366.66 Points"),
        ("all-rewards", "unknown partner", "MERCHANDISE redemption", "✗ NOT_ELIGIBLE"),
        ("all-rewards", "reversal of the rest", "reversal of a", "✓ REVERSED: "),
    ],
)
async def test_every_kind_of_answer(program: str, case: str, heading: str, outcome: str) -> None:
    async with hosted(sample(program, case), size=(140, 40)) as (app, pilot):
        assert heading in app.text
        assert outcome in app.text
        decided = app.title_at_cursor
        await pilot.press("G", "d")
        assert app.title_at_cursor == decided


async def test_after_an_edit_cursor_folds_and_level_are_as_they_were() -> None:
    after = edited("world-elite", "seven steps of ten", "\n    override", NEW_OVERRIDE)
    async with hosted(PARTIAL) as (app, pilot):
        tree = app.steps
        assert tree.outline is not None
        tree.go(tree.outline.at[("conversion", "Weekend web", 0)])
        await pilot.press("space")
        pointer = tree.row and tree.row.pointer
        app.pane.show(after)
        await pilot.pause()
        assert app.title_at_cursor == "Weekend web"
        assert tree.row is not None
        assert tree.row.pointer != pointer, "another rule came before it"
        assert "Brand new" in app.titles_shown
        assert "weekday" not in app.titles_shown, "still folded"
        await pilot.press("1")
        app.pane.show(PARTIAL)
        assert tree.level is Level.MATTERED


async def test_a_step_that_is_gone_leaves_the_cursor_near_it() -> None:
    with_new = edited("world-elite", "seven steps of ten", "\n    override", NEW_OVERRIDE)
    async with hosted(with_new) as (app, _):
        assert app.steps.outline is not None
        app.steps.go(app.steps.outline.at[("conversion", "Brand new", 0)])
        app.pane.show(PARTIAL)
        assert app.title_at_cursor == "4 Conversion"
        app.pane.show(sample("all-rewards", "reversal of the rest"))
        assert app.title_at_cursor == "still to give back"


async def test_a_stale_answer_stays_and_says_so_until_the_next() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        app.pane.mark_stale("the rules do not load")
        await pilot.pause()
        assert "stale: the rules do not load" in app.text
        assert "10,000 > 7,650, short by 2,350" in app.text, "the last answer"
        assert app.pane.has_class("-stale")
        app.pane.show(WHOLE)
        await pilot.pause()
        assert "stale" not in app.text
        assert not app.pane.has_class("-stale")


async def test_without_an_answer_it_says_why_there_is_none() -> None:
    async with hosted() as (app, pilot):
        app.pane.mark_stale("the facts cannot be read")
        await pilot.pause()
        assert "No explanation yet: the facts cannot be read." in app.text


async def test_the_steps_of_a_line_are_shown_and_nobody_is_told() -> None:
    async with hosted(PARTIAL, focused=False) as (app, pilot):
        app.screen.set_focus(None)
        line = _line_of("/filters/3")
        app.pane.show_steps_at(line)
        await pilot.pause()
        assert app.title_at_cursor == "mcc"
        assert app.steps.is_linked(app.steps.cursor)
        assert "mcc" in app.detail
        assert app.chosen == []
        app.pane.show_steps_at(1)
        assert not any(app.steps.is_linked(entry) for entry in range(app.steps.count))
        assert app.title_at_cursor == "mcc", "a line without steps takes it nowhere"


async def test_the_steps_of_a_line_come_out_of_their_fold() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("minus")
        app.screen.set_focus(None)
        app.pane.show_steps_at(_line_of("/filters/3"))
        assert app.title_at_cursor == "mcc"
        assert "country" in app.titles_shown


async def test_a_cursor_among_the_steps_of_the_line_stays() -> None:
    async with hosted(PARTIAL) as (app, _):
        tree = app.steps
        assert tree.outline is not None
        tree.go(tree.outline.at[("conversion", "Weekend web", 0, "weekday", 0)])
        assert tree.row is not None
        assert tree.row.line is not None
        app.screen.set_focus(None)
        app.pane.show_steps_at(tree.row.line)
        assert app.title_at_cursor == "weekday"


async def test_whoever_moves_in_the_explanation_is_not_taken_away() -> None:
    async with hosted(PARTIAL) as (app, _):
        app.pane.show_steps_at(_line_of("/filters/3"))
        assert app.title_at_cursor == "partial"
        assert sum(app.steps.is_linked(entry) for entry in range(app.steps.count)) == 1


async def test_steps_that_the_level_hides_are_told_of() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("2")
        line = _line_of("/filters/3")
        app.pane.show_steps_at(line)
        await pilot.pause()
        assert f"line {line}: its steps are not shown here" in app.text
        await pilot.press("down")
        assert "not shown here" not in app.text


async def test_without_an_answer_no_line_has_steps() -> None:
    async with hosted() as (app, _):
        app.pane.show_steps_at(3)
        assert app.steps.count == 0


async def test_a_cleared_pane_is_empty_and_forgets() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("minus", "w")
        app.pane.mark_stale("the rules do not load")
        app.pane.clear()
        await pilot.pause()
        assert "The explanation appears here" in app.text
        assert "REDEEMED" not in app.text
        app.pane.show(PARTIAL)
        await pilot.pause()
        assert app.title_at_cursor == "partial"
        assert not app.pane.asks_why_not
        assert "target" in app.titles_shown, "unfolded"


async def test_keys_without_an_answer_do_nothing() -> None:
    async with hosted() as (app, pilot):
        app.steps.display = True
        app.steps.focus()
        await pilot.press(
            "j", "k", "g", "G", "pagedown", "pageup", "full_stop", "comma", "d", "w", "slash", "n",
            "N", "enter", "space", "left", "right", "minus", "plus", "1", "ctrl+l", "y", "Y", "e",
        )  # fmt: skip
        assert app.chosen == []
        assert app.wanted == []
        assert app.told == []


async def test_only_the_lines_on_the_screen_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    long = told(PARTIAL, long_stage(5_000))
    async with hosted(size=(100, 40)) as (app, pilot):
        drawn: set[int] = set()
        pieces = app.steps.pieces

        def watched(line: int, width: int) -> list[Piece]:
            drawn.add(line)
            return pieces(line, width)

        monkeypatch.setattr(app.steps, "pieces", watched)
        app.pane.show(long)
        await pilot.pause()
        assert app.steps.count == 15_001
        assert 0 < len(drawn) < 100


async def test_hostile_text_is_shown_as_text() -> None:
    bad = ExplainedStep(
        HOSTILE, Verdict.FAILED, HOSTILE, "/x", f"{HOSTILE}:3", HOSTILE, HOSTILE, None, HOSTILE
    )
    answer = told(PARTIAL, ExplainedStage(2, "filters", True, (bad,)))
    async with hosted(answer, size=(200, 40)) as (app, pilot):
        seen = app.text
        assert "[red]x[/red] [link=http://x]y[/link] \\u{202e}abc \\u{1b}[31mred" in seen
        assert "\u202e" not in seen
        assert "\x1b" not in seen
        await pilot.press("w", "y")
        await pilot.pause()
        assert "\\u{202e}" in app.text
        assert all("\u202e" not in note for note in app.told)
        assert "\u202e" not in app.clipboard


async def test_wide_characters_keep_the_columns() -> None:
    wide = ExplainedStep("株式会社コーヒーの店", Verdict.PASSED, "日本語の説明" * 20, "/x", "a:3")
    answer = told(PARTIAL, ExplainedStage(2, "filters", True, (wide,)))
    async with hosted(answer, size=(80, 24)) as (app, _):
        line = next(line for line in app.text.splitlines() if "日本語" in line)
        assert line.endswith(":3│")


async def test_how_the_room_is_shared_depends_on_the_size() -> None:
    async with hosted(PARTIAL, size=(60, 40)) as (app, pilot):
        assert not app.pane.has_class("-wide", "-low")
        await pilot.resize_terminal(120, 16)
        await pilot.pause()
        assert app.pane.has_class("-wide")
        assert app.pane.has_class("-low")
        assert app.title_at_cursor == "partial"
        assert "partial" in app.text


async def test_the_place_for_smallest_changes_is_not_seen_while_there_are_none() -> None:
    async with hosted(sample("world-elite", "preference off")) as (app, pilot):
        await pilot.press("w")
        assert not app.query_one("#explanation-smallest-changes", Static).display
