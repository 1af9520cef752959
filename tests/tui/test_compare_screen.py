"""The compare screen: both explanations row by row, the records, and all cases."""

from pathlib import Path

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.messages import FactsChosen, SourceWanted
from pointsman.tui.model.comparing import OtherSide
from pointsman.tui.model.decided import decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import read_rules
from pointsman.tui.screens.choose_other import ChooseOtherScreen
from pointsman.tui.screens.compare import CompareScreen
from pointsman.tui.themes import DARK, LIGHT, THEMES
from pointsman.tui.widgets.compare.aligned_view import AlignedView
from pointsman.tui.widgets.compare.cases_view import CasesView
from pointsman.tui.widgets.compare.facing_panel import FacingPanel
from tests.tui.compare_desks import (
    BROKEN,
    CASES,
    FACTS,
    LEFT,
    RIGHT,
    WITHOUT_FACT,
    desk_of,
    other,
)
from tests.tui.screens_seen import screen_text

HOSTILE = "[red]x[/red] [link=http://x]y"


class Below(Screen[None]):
    """Stands where the workbench is, and keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[str] = []

    def on_source_wanted(self, message: SourceWanted) -> None:
        message.stop()
        self.wanted.append(message.pointer)


class Host(App[None]):
    """Shows the compare screen alone, and keeps the facts that it hands over."""

    def __init__(self, desk: Desk, side: OtherSide | None, theme: str = DARK) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.below = Below()
        self.place = CompareScreen(desk, side)
        self.chosen: list[FactsChosen] = []

    def on_mount(self) -> None:
        self.push_screen(self.below)
        self.push_screen(self.place)

    def on_facts_chosen(self, message: FactsChosen) -> None:
        self.chosen.append(message)

    @property
    def rows(self) -> AlignedView:
        return self.place.query_one(AlignedView)

    @property
    def cases(self) -> CasesView:
        return self.place.query_one(CasesView)

    @property
    def title_under(self) -> str:
        return self.place.query_one(FacingPanel).facing.title

    def text_of(self, selector: str) -> str:
        return str(self.place.query_one(selector, Static).content)


def on_top(app: Host) -> Screen[object]:
    """The screen that is seen."""
    return app.screen


async def settle(pilot: Pilot[None]) -> None:
    """Until the workers are done and their messages are handled."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@pytest.fixture
def saved(tmp_path: Path) -> Desk:
    """Rules with their cases beside them."""
    (tmp_path / "loyalty.cases.yaml").write_text(CASES, encoding="utf-8")
    return desk_of(path=tmp_path / "loyalty.points")


def hosted(desk: Desk | None = None, side: OtherSide | None = None) -> Host:
    return Host(desk or desk_of(), side or other())


async def test_wide(text_screen: SnapshotAssertion) -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert screen_text(app) == text_screen


async def answer(pilot: Pilot[None], app: Host, text: str, facts: str = FACTS) -> None:
    """The desk has other texts, and what they come to: the app tells the place on top."""
    desk = app.place.desk
    desk.rules, desk.question = evolve(desk.rules, text=text), Question(facts)
    desk.take(decide(read_rules(desk.rules), read_question(desk.question)))
    app.place.answered()
    await settle(pilot)


async def test_what_is_opened_before_the_first_decision_begins_with_it() -> None:
    desk = desk_of()
    desk.latest = desk.good = None
    app = hosted(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "once there is one: esc goes back" in screen_text(app)
        await answer(pilot, app, LEFT)
        text = screen_text(app)
        assert "once there is one" not in text
        assert "Loyalty v2" in text
        assert "Loyalty v3" in text
        assert app.rows.has_focus


async def test_a_newer_answer_is_compared() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await answer(pilot, app, LEFT.replace("version   2", "version   7"))
        assert "Loyalty v7" in screen_text(app)
        await answer(pilot, app, LEFT, FACTS.replace("100.00", "22.00"))
        text = screen_text(app)
        assert "Loyalty v2" in text
        assert "22.00" in text


async def test_the_same_answer_once_more_leaves_the_cursor_alone() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "j")
        before = app.rows.cursor
        assert before > 0
        await answer(pilot, app, LEFT)
        assert app.rows.cursor == before


async def test_rules_without_an_answer_leave_the_last_one_as_stale() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "stale" not in screen_text(app)
        app.place.desk.good = app.place.desk.latest = None
        await answer(pilot, app, BROKEN)
        assert "the edited text · stale" in screen_text(app)
        await answer(pilot, app, LEFT)
        assert "stale" not in screen_text(app)


async def test_narrow(text_screen: SnapshotAssertion) -> None:
    app = hosted()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_text(app) == text_screen


async def test_all_cases_wide(saved: Desk, text_screen: SnapshotAssertion) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert screen_text(app) == text_screen


async def test_all_cases_narrow(saved: Desk, text_screen: SnapshotAssertion) -> None:
    app = hosted(saved)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "d")
        assert screen_text(app) == text_screen


async def test_a_row_in_full_narrow(text_screen: SnapshotAssertion) -> None:
    app = hosted()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space")
        assert screen_text(app) == text_screen


async def test_a_side_that_does_not_load(text_screen: SnapshotAssertion) -> None:
    app = hosted(side=other(BROKEN))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert screen_text(app) == text_screen


async def test_colours(svg_screen: SnapshotAssertion) -> None:
    side = other(RIGHT.replace("at most 5000.00", "under 90.00"))
    app = Host(desk_of(), side, LIGHT)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert app.export_screenshot(simplify=True) == svg_screen


async def test_it_begins_at_the_first_difference() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app.focused is app.rows
        assert app.rows.row is not None
        assert app.rows.row.differs == ("required", "says")
        assert app.text_of("#compare-tally") == "3 of 25 rows differ"


async def test_differences_are_walked_through() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        found = app.rows.alignment.differences
        seen = [app.rows.cursor]
        for key in ("n", "n", "N", "f"):
            await press(pilot, key)
            seen.append(app.rows.cursor)
        assert seen == [found[0], found[1], found[2], found[1], found[0]]


async def test_after_the_last_difference_it_says_so() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "N")
        assert "no difference before this one" in screen_text(app)
        await press(pilot, "n", "n", "n")
        assert "no further difference" in screen_text(app)


async def test_only_differences_keep_the_cursor_on_its_row() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        row, everything = app.rows.row, app.rows.row_count
        await press(pilot, "d")
        assert app.rows.row is row
        assert app.rows.row_count == 6
        await press(pilot, "d")
        assert app.rows.row is row
        assert app.rows.row_count == everything


async def test_nothing_differs() -> None:
    app = hosted(side=other(LEFT))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app.text_of("#compare-tally") == "0 of 24 rows differ"
        await press(pilot, "d")
        assert "Nothing differs: both sides explain these facts alike." in screen_text(app)
        await press(pilot, "f", "d")
        assert "is over 20.00" in screen_text(app)


async def test_details_follow_the_cursor() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app.title_under == "decision record: the same on both sides"
        await press(pilot, "space")
        assert app.title_under == "Filters · purchase: differs in required, says"
        await press(pilot, "n")
        assert app.title_under == "Conversion · Books: only right"
        await press(pilot, "space")
        assert app.title_under == "decision record: the same on both sides"


async def test_keys_of_lists() -> None:
    app = hosted()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "g")
        assert app.rows.cursor == 0
        await press(pilot, "j", "down", "k")
        assert app.rows.cursor == 1
        await press(pilot, "G")
        assert app.rows.cursor == app.rows.row_count - 1
        assert app.rows.scroll_offset.y > 0
        await press(pilot, "pageup")
        assert app.rows.cursor < app.rows.row_count - 2


async def test_a_click_puts_the_cursor_there() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.click(AlignedView, offset=(5, 3))
        await settle(pilot)
        assert app.rows.cursor == 3


async def test_enter_goes_to_the_rule_on_the_left() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert app.below.wanted == ["/filters/0/purchase"]
        assert on_top(app) is app.below


async def test_a_row_of_the_right_alone_has_no_rule_to_go_to() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "enter")
        assert app.below.wanted == []
        assert on_top(app) is app.place


async def test_copies() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert app.clipboard == "100.00 is over 20.00\n100.00 is over 25.00"
        await press(pilot, "n", "Y")
        assert app.clipboard == "/conversion/overrides/0"
        app.place.action_copy_record()
        assert app.clipboard == "decision record: the same on both sides"


async def test_a_built_in_step_has_no_rule_to_copy() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "g", "Y")
        assert app.clipboard == ""
        assert "this row has no rule in the text" in screen_text(app)


async def test_edited_text_is_compared_with_its_file(tmp_path: Path) -> None:
    desk = desk_of(RIGHT, saved=LEFT, path=tmp_path / "loyalty.points")
    app = Host(desk, None)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "the edited text" in app.text_of("#left-side")
        assert "the saved file" in app.text_of("#right-side")
        assert app.rows.alignment.differences != ()


async def test_without_another_side_it_asks() -> None:
    app = Host(desk_of(), None)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert isinstance(on_top(app), ChooseOtherScreen)
        await press(pilot, "escape")
        assert on_top(app) is app.place
        assert "o chooses what to compare with" in screen_text(app)


async def test_another_side_is_chosen() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "o", "G", "enter")
        assert "World Elite" in app.text_of("#right-side")


async def test_without_an_answer_it_says_what_will_appear() -> None:
    app = Host(desk_of(BROKEN), None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert on_top(app) is app.place
        assert "once there is one: esc goes back" in screen_text(app)
        await press(pilot, "c", "n", "d", "y", "space", "escape")
        assert on_top(app) is app.below


async def test_an_old_answer_is_called_stale() -> None:
    desk = desk_of()
    desk.latest = None
    app = hosted(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "loyalty.points · stale" in app.text_of("#left-side")


async def test_facts_that_one_side_refuses() -> None:
    app = hosted(side=other(WITHOUT_FACT))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert "cannot decide these facts: 1 mistake" in app.text_of("#right-side")
        assert app.title_under == "no answer on one side"
        assert app.text_of("#compare-tally") == ""
        await press(pilot, "c")
        assert "cases stand beside the file of the rules" in screen_text(app)


async def test_the_right_side_alone_is_shown_on_the_right() -> None:
    without = desk_of(WITHOUT_FACT, facts=FACTS.replace("  facts: {segment: gold}\n", ""))
    assert without.good is not None
    without.good = evolve(without.good, question=read_question(Question(FACTS)))
    app = hosted(without, other())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "cannot decide these facts" in app.text_of("#left-side")
        assert "  ✓ account status     GOOD_STANDING may redeem" in screen_text(app)
        await press(pilot, "G", "space")
        assert app.title_under.startswith("Communications · email redeemed")
        assert all(line.left is None for line in app.place.query_one(FacingPanel).facing.lines)


async def test_neither_side_decides_a_case_that_was_opened(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "d", "G", "enter")
        assert app.title_under == "no answer on both sides"
        assert "Neither side has an answer" in screen_text(app)


async def test_a_case_is_opened_and_the_screen_stays(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "n")
        assert app.cases.case is not None
        assert app.cases.case.case.name == "between both minimums"
        await press(pilot, "enter")
        (chosen,) = app.chosen
        assert chosen.origin == "case `between both minimums`"
        assert "amount: 22.00" in chosen.text
        assert on_top(app) is app.place
        assert "BELOW_PROGRAM_MINIMUM" in app.text_of("#right-side")
        assert app.focused is app.rows


async def test_the_cases_are_still_there_when_one_was_opened(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "n", "enter", "c")
        assert app.cases.row_count == 2
        assert app.cases.case is not None
        assert app.cases.case.case.name == "between both minimums"
        assert app.focused is app.cases


async def test_cases_are_listed_whole_or_by_difference(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert app.cases.row_count == 2
        assert app.text_of("#compare-tally").startswith("2 of 5 cases differ · reason 2")
        await press(pilot, "n", "d")
        assert app.cases.row_count == 5
        assert app.cases.case is not None
        assert app.cases.case.case.name == "between both minimums"
        await press(pilot, "N")
        assert app.cases.case.case.name == "books"
        await press(pilot, "y")
        assert app.clipboard.startswith(
            "case `books`: 9 fields differ\nreason: REDEEMED_PARTIAL → REDEEMED_FULL"
        )
        await press(pilot, "Y", "c")
        assert app.focused is app.rows


async def test_a_double_click_opens_a_case(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        await pilot.click(CasesView, offset=(4, 1), times=2)
        await settle(pilot)
        assert [each.origin for each in app.chosen] == ["case `between both minimums`"]


async def test_cases_that_all_come_out_alike(saved: Desk) -> None:
    app = hosted(saved, other(LEFT))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "No decision differs. d shows every case." in screen_text(app)
        assert app.text_of("#compare-tally") == "0 of 5 cases differ"


async def test_cases_need_two_programs(saved: Desk) -> None:
    app = hosted(saved, other(BROKEN))
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        assert "All cases are compared once both programs load" in screen_text(app)


async def test_other_cases_follow_another_side(saved: Desk) -> None:
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c", "o", "G", "enter")
        assert app.cases.row_count > 2


async def test_another_answer_on_the_desk_is_compared_on_coming_back() -> None:
    desk = desk_of()
    app = hosted(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        desk.good = desk.latest = desk_of(facts=FACTS.replace("100.00", "22.00")).good
        await press(pilot, "o", "escape")
        assert "BELOW_PROGRAM_MINIMUM" in app.text_of("#right-side")


async def test_the_layout_follows_the_terminal() -> None:
    app = hosted()
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        row = app.rows.row
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert app.rows.row is row
        assert "+ ✓ purchase           100.00 is over 25.00" in screen_text(app)


async def test_hostile_names_are_text() -> None:
    hostile = RIGHT.replace('"Books"', f'"{HOSTILE}"').replace('"Loyalty"', f'"{HOSTILE}"')
    app = hosted(side=other(hostile, title="\x1b[31m\u202e[bold]v3"))
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "n", "space", "y")
        seen = screen_text(app)
        assert HOSTILE in seen
        assert "\\u{1b}[31m\\u{202e}[bold]v3" in seen
        assert "\x1b" not in seen
        assert app.title_under == f"Conversion · {HOSTILE}: only right"


async def test_hostile_cases_are_text(saved: Desk) -> None:
    assert saved.cases_path is not None
    named = CASES.replace("name: books", 'name: "[red]x[/red] \\u202e\\e[31m"')
    saved.cases_path.write_text(named, encoding="utf-8")
    app = hosted(saved)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "c")
        seen = screen_text(app)
        assert "≠ [red]x[/red] \\u{202e}\\u{1b}[31m" in seen
        assert "\x1b" not in seen
        await press(pilot, "enter")
        assert "\x1b" not in screen_text(app)


def test_every_action_has_a_method_and_a_title_that_begins_with_a_verb() -> None:
    for action in actions_of(Scope.COMPARE):
        assert callable(getattr(CompareScreen, f"action_{action.do}"))
        assert action.title.split()[0] in {"Go", "Toggle", "Choose", "Copy"}
