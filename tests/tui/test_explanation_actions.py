"""Everything that can be done in the explanation, by key and by mouse."""

import pytest

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.outline import Level
from pointsman.tui.widgets.explanation.bar_button import BarButton
from pointsman.tui.widgets.explanation.pane import ExplanationPane
from tests.tui.explained_samples import sample
from tests.tui.explanation_host import Driver, Host, hosted

PARTIAL = sample("world-elite", "seven steps of ten")
REFUSED = sample("world-elite", "purchase of the minimum")


@pytest.mark.parametrize("action", actions_of(Scope.EXPLANATION), ids=lambda action: action.id)
def test_every_action_is_the_panes(action: object) -> None:
    assert hasattr(ExplanationPane, f"action_{getattr(action, 'do')}")  # noqa: B009


def test_no_key_does_two_things() -> None:
    keys = [key for action in actions_of(Scope.EXPLANATION) for key in action.keys]
    assert len(keys) == len(set(keys))
    assert sum(action.footer is not None for action in actions_of(Scope.EXPLANATION)) == 6


def _button(app: Host, word: str) -> BarButton:
    return next(each for each in app.query(BarButton) if word in str(each.render()))


async def test_stepping_forward_and_back() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("full_stop")
        assert app.title_at_cursor == "smallest credit"
        assert "step 31 of 36" in app.text
        assert app.known.splitlines()[1] == "smallest credit  observed 70.00"
        await pilot.press("comma", "comma")
        assert app.title_at_cursor == "whole purchase"
        assert app.known.splitlines()[1] == "whole purchase  observed 7,650"
        assert app.chosen == ["/redemption/redeem_at_least", "/redemption/partial", "/redemption"]


async def test_stepping_ends_at_the_ends() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("G", "full_stop")
        assert app.title_at_cursor == "notify"
        await pilot.press("g", "full_stop", "comma")
        assert app.title_at_cursor == "in effect", "a stage is no step"


async def test_stepping_goes_into_folds() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("minus")
        assert app.title_at_cursor == "5 Redemption"
        await pilot.press("full_stop")
        assert app.title_at_cursor == "target"
        await pilot.press("plus")
        assert "in effect" in app.titles_shown


async def test_stepping_keeps_to_the_level() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("1", "comma", "comma", "comma", "comma")
        assert app.title_at_cursor == "base"


async def test_to_the_step_that_decided_whatever_is_shown() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("g", "2", "j")
        assert app.title_at_cursor == "whole purchase"
        await pilot.press("d")
        assert app.title_at_cursor == "partial"
        assert app.steps.level is Level.ALL
        assert "→ decided" in app.detail
        assert app.chosen[-1] == "/redemption/partial"


async def test_levels() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("1")
        assert "in effect" not in app.titles_shown
        assert app.title_at_cursor == "partial"
        await pilot.press("2")
        assert app.titles_shown == ["5 Redemption", "whole purchase"]
        await pilot.press("3")
        assert len(app.titles_shown) == 42
        for level in (Level.MATTERED, Level.FAILED, Level.ALL):
            await pilot.press("ctrl+l")
            assert app.steps.level is level
            assert _button(app, level).has_class("-on")


async def test_a_level_with_nothing_says_so() -> None:
    async with hosted(sample("world-elite", "whole purchase")) as (app, pilot):
        await pilot.press("2")
        assert app.titles_shown == []
        assert "none at this level: 3 shows everything" in app.text
        await pilot.press("j", "k", "pagedown", "space", "left", "right", "enter", "y", "Y")
        assert app.chosen == []
        await pilot.press("3")
        assert app.title_at_cursor == "whole purchase", "where the cursor was"


async def test_why_not_and_back() -> None:
    async with hosted(REFUSED) as (app, pilot):
        await pilot.press("w")
        assert "→✗ purchase  short by 0.01" in app.text
        assert "required  > 20.00" in app.text
        assert "2026-03-07 is in" not in app.text
        assert app.detail.startswith("✗ purchase  failed")
        assert app.pane.why_not_list.has_focus
        await pilot.press("w")
        assert "2026-03-07 is in" in app.text
        assert app.steps.has_focus


async def test_moving_in_why_not_moves_in_the_tree() -> None:
    async with hosted(sample("world-elite", "everything wrong at once")) as (app, pilot):
        await pilot.press("w", "down")
        first = app.title_at_cursor
        assert app.chosen == [app.steps.row and app.steps.row.pointer]
        await pilot.press("G", "pageup", "g", "pagedown", "up", "left", "right", "minus", "plus")
        assert app.pane.why_not_list.missing is not None
        await pilot.press("g", "down", "w")
        assert app.title_at_cursor == first


async def test_why_not_of_what_lacked_nothing() -> None:
    async with hosted(sample("world-elite", "whole purchase")) as (app, pilot):
        await pilot.press("w", "down", "up")
        assert "No step failed: nothing was missing." in app.text


async def test_why_not_follows_the_next_answer() -> None:
    async with hosted(REFUSED) as (app, pilot):
        await pilot.press("w")
        app.pane.show(sample("world-elite", "preference off"))
        await pilot.pause()
        assert "→✗ preference" in app.text
        await pilot.press("full_stop")
        assert not app.pane.asks_why_not, "stepping is the tree's"


async def test_why_not_looks_past_a_filter() -> None:
    async with hosted(REFUSED) as (app, pilot):
        await pilot.press("slash", *"amount", "enter", "w")
        assert app.title_at_cursor == "purchase"
        assert app.steps.wanted == ""


async def test_filtering_as_it_is_typed() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("slash", *"coffee")
        assert app.titles_shown == ["4 Conversion", "Gold coffee", "merchant", "Coffee"]
        assert "3 found" in app.text
        await pilot.press("enter")
        assert app.focused is app.steps
        await pilot.press("g", "n")
        assert app.title_at_cursor == "Gold coffee"
        await pilot.press("N")
        assert app.title_at_cursor == "Coffee"
        await pilot.press("n", "n")
        assert app.title_at_cursor == "merchant"
        await pilot.press("escape")
        assert len(app.titles_shown) == 42
        assert not app.pane.filter_input.display


async def test_letters_typed_into_the_filter_are_no_keys() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("slash", *"w1d.")
        assert app.pane.filter_input.value == "w1d."
        assert not app.pane.asks_why_not
        await pilot.press("escape")
        assert app.focused is app.steps


async def test_an_empty_filter_is_none() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("slash", "enter")
        assert not app.pane.filter_input.display
        await pilot.press("n", "N")
        assert app.title_at_cursor == "partial"


async def test_to_the_rule() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("enter")
        assert app.wanted == ["/redemption/partial"]
        await pilot.press("g", "enter")
        assert app.wanted == ["/redemption/partial"], "a stage has no rule"


async def test_what_is_built_in_has_no_rule_to_go_to() -> None:
    async with hosted(sample("world-elite", "declined")) as (app, pilot):
        await pilot.press("enter", "Y")
        assert app.title_at_cursor == "approved"
        assert app.wanted == []
        assert app.told == [
            "this step is built in: no line of the program says it",
            "nothing copied: this step has no rule in the program",
        ]


async def test_moving() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("g", "down", "j")
        assert app.title_at_cursor == "currency"
        assert app.chosen == [None, "/effective", "/currency"]
        await pilot.press("up", "k")
        assert app.title_at_cursor == "1 Authorization"
        await pilot.press("G")
        assert app.title_at_cursor == "notify"
        await pilot.press("home", "pagedown")
        assert app.steps.cursor > 10
        await pilot.press("pageup")
        assert app.steps.cursor == 0
        await pilot.press("end")
        assert app.steps.cursor == 41


async def test_the_cursor_stays_on_the_screen() -> None:
    async with hosted(PARTIAL, size=(80, 24)) as (app, pilot):
        for key in ("g", "G", "pageup", "g", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
            top = app.steps.scroll_offset.y
            assert top <= app.steps.cursor < top + app.steps.size.height


async def test_folding() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("left")
        assert app.title_at_cursor == "5 Redemption", "nothing within: outwards"
        await pilot.press("h")
        assert "target" not in app.titles_shown
        await pilot.press("left")
        assert app.title_at_cursor == "5 Redemption", "nothing around it"
        await pilot.press("right")
        assert "target" in app.titles_shown
        await pilot.press("l")
        assert app.title_at_cursor == "target"
        await pilot.press("right")
        assert app.title_at_cursor == "target", "nothing within"


async def test_space_folds_a_row_and_gives_a_step_room() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("space")
        assert app.pane.has_class("-opened")
        await pilot.press("escape")
        assert not app.pane.has_class("-opened")
        await pilot.press("left", "space")
        assert "target" not in app.titles_shown
        await pilot.press("space")
        assert "target" in app.titles_shown


async def test_escape_goes_back_by_one() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("w", "space", "escape")
        assert app.pane.asks_why_not
        await pilot.press("escape")
        assert not app.pane.asks_why_not


async def test_escape_with_nothing_to_leave_is_the_screens() -> None:
    class Around(Host):
        BINDINGS = [("escape", "heard")]  # noqa: RUF012 - Textual declares it so

        def action_heard(self) -> None:
            self.notes.append("escape")

    app = Around()
    async with app.run_test() as pilot:
        app.pane.show(PARTIAL)
        app.pane.focus()
        await pilot.press("w", "escape")
        assert app.notes == []
        await pilot.press("escape")
        assert app.notes == ["escape"]


async def test_copying() -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.press("y")
        says = "7,650 × 0.01 = 76.50, 7 steps of 10.00: 70.00 = 7,000 points"
        assert app.clipboard == says
        await pilot.press("Y")
        assert app.clipboard == "/redemption/partial"
        await pilot.press("g", "y")
        assert app.clipboard == "1 Authorization"
        await pilot.press("e")
        assert app.clipboard == PARTIAL.explanation.to_text()
        assert app.told == [
            f"copied: {says}",
            "copied: /redemption/partial",
            "copied: 1 Authorization",
            "copied the whole explanation",
        ]


async def _click_row(app: Host, pilot: Driver, title: str, x: int, times: int = 1) -> None:
    entry = app.titles_shown.index(title)
    y = entry - app.steps.scroll_offset.y
    await pilot.click(app.steps, offset=(x, y), times=times)
    await pilot.pause()


async def test_the_mouse_chooses_opens_and_folds() -> None:
    async with hosted(PARTIAL, size=(100, 60)) as (app, pilot):
        await _click_row(app, pilot, "mcc", 20)
        assert app.title_at_cursor == "mcc"
        assert app.chosen == ["/filters/3/mcc"]
        await _click_row(app, pilot, "mcc", 20, times=2)
        assert app.wanted == ["/filters/3/mcc"]
        await _click_row(app, pilot, "2 Filters", 1)
        assert "mcc" not in app.titles_shown
        assert app.title_at_cursor == "2 Filters"


async def test_the_mouse_below_the_last_row_does_nothing() -> None:
    async with hosted(REFUSED, size=(100, 60)) as (app, pilot):
        await pilot.press("2")
        await pilot.click(app.steps, offset=(10, 20))
        assert app.chosen == []


@pytest.mark.parametrize(
    ("word", "title"), [("back", "whole purchase"), ("forward", "smallest credit")]
)
async def test_the_words_of_the_bars_are_clicked(word: str, title: str) -> None:
    async with hosted(PARTIAL) as (app, pilot):
        await pilot.click(_button(app, word))
        assert app.title_at_cursor == title
        await pilot.click(_button(app, "decided"))
        assert app.title_at_cursor == "partial"
        await pilot.click(_button(app, "failed"))
        assert app.steps.level is Level.FAILED
        await pilot.click(_button(app, "why not"))
        assert app.pane.asks_why_not


async def test_the_words_of_the_bars_have_keys_where_there_is_room() -> None:
    async with hosted(PARTIAL, size=(44, 30)) as (app, pilot):
        assert "mattered  failed  everything  why not" in app.text
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        assert "1 mattered  2 failed  3 everything  w why not" in app.text
