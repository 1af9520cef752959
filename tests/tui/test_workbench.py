"""The workbench: three panes that show the same decision, and the ways between them."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.tui.model.decided import Decided
from pointsman.tui.model.start import Start
from pointsman.tui.screens.go_to import GoToScreen
from pointsman.tui.screens.help import HelpScreen
from pointsman.tui.screens.jump import JumpScreen
from tests.tui.running import SMALL, WIDE, Running, program_in, running
from tests.tui.screens_seen import screen_text


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A program with its cases."""
    return Start(program_in(tmp_path))


def _decided(ran: Running) -> Decided:
    assert isinstance(ran.app.desk.latest, Decided)
    return ran.app.desk.latest


@pytest.mark.parametrize("size", [SMALL, WIDE, (200, 60)], ids=["80x24", "140x40", "200x60"])
async def test_the_first_screen(
    start: Start, size: tuple[int, int], text_screen: SnapshotAssertion
) -> None:
    async with running(start, size) as ran:
        await ran.settled()
        assert screen_text(ran.app) == text_screen


@pytest.mark.parametrize("theme", ["pointsman-dark", "pointsman-light"])
async def test_the_first_screen_in_colour(
    start: Start, theme: str, svg_screen: SnapshotAssertion
) -> None:
    async with running(start) as ran:
        ran.app.theme = theme
        await ran.settled()
        assert ran.app.export_screenshot(simplify=True) == svg_screen


async def test_an_edit_of_the_rules_is_decided_at_once(start: Start) -> None:
    async with running(start) as ran:
        before = _decided(ran).explanation.summary
        ran.app.workbench.rules.go_to(33)
        await ran.press("end", "5")
        assert "at 0.015" in ran.app.desk.rules.text
        assert before != _decided(ran).explanation.summary
        assert "6,667 Miles" in screen_text(ran.app)
        assert "edited" in screen_text(ran.app)


async def test_rules_that_do_not_load_leave_the_last_answer_as_stale(
    start: Start, text_screen: SnapshotAssertion
) -> None:
    async with running(start) as ran:
        good = _decided(ran)
        ran.app.workbench.rules.go_to(33)
        await ran.press("end", "x")
        assert ran.app.desk.good is good
        assert ran.app.desk.stale
        assert screen_text(ran.app) == text_screen


async def test_they_load_again_and_nothing_is_stale(start: Start) -> None:
    async with running(start) as ran:
        ran.app.workbench.rules.go_to(33)
        await ran.press("end", "x")
        await ran.press("backspace")
        assert not ran.app.desk.stale
        assert "stale" not in screen_text(ran.app)


async def test_moving_in_the_explanation_marks_the_rule(start: Start) -> None:
    async with running(start) as ran:
        await ran.settled()
        await ran.press("f4", "g", "j", "j")
        assert ran.app.focused is not None
        assert ran.app.workbench.explanation in ran.app.focused.ancestors_with_self
        marked = ran.app.workbench.rules.query_one("RulesEditor")
        await ran.press("enter")
        assert ran.app.focused is marked
        assert ran.app.workbench.rules.line == 6


async def test_moving_in_the_rules_marks_the_steps(start: Start) -> None:
    async with running(start) as ran:
        tree = ran.app.workbench.explanation.tree_view
        for line, title in ((37, "Coffee"), (42, "Black card")):
            ran.app.workbench.rules.go_to(line)
            await ran.settled()
            assert tree.row is not None
            assert tree.row.title == title
            assert tree.is_linked(tree.cursor)


@pytest.mark.parametrize(("key", "pane"), [("f2", "rules"), ("f3", "facts"), ("f4", "explanation")])
@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])
async def test_a_key_a_pane(start: Start, size: tuple[int, int], key: str, pane: str) -> None:
    async with running(start, size) as ran:
        await ran.press("f2" if key != "f2" else "f4", key)
        assert ran.app.focused is not None
        assert pane in [node.id for node in ran.app.focused.ancestors_with_self]
        assert ran.app.workbench.query_one(f"#{pane}").region.area


async def test_where_there_is_little_room_one_pane_is_seen_and_tabs_choose_it(start: Start) -> None:
    async with running(start, SMALL) as ran:
        assert not ran.app.workbench.explanation.region.area
        await ran.pilot.click("PaneTabs", offset=(30, 0))
        await ran.settled()
        assert ran.app.workbench.explanation.region.area
        assert not ran.app.workbench.rules.region.area
        assert "[Explanation]" in screen_text(ran.app)


async def test_one_pane_over_the_whole_screen_and_back(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("f4", "f10")
        assert ran.app.workbench.explanation.region.width == WIDE[0]
        assert not ran.app.workbench.rules.region.area
        await ran.press("f10")
        assert ran.app.workbench.rules.region.area


async def test_the_widths_go_round(start: Start) -> None:
    async with running(start) as ran:
        seen = []
        for _ in range(3):
            seen.append(ran.app.workbench.rules.region.width)
            await ran.press("f9")
        assert seen[0] < seen[1]
        assert seen[2] < seen[0]
        assert ran.app.workbench.rules.region.width == seen[0]


async def test_the_next_problem_and_the_one_before(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("f8")
        assert ran.app.workbench.rules.line == 34
        await ran.press("f8")
        assert ran.app.workbench.rules.line == 40
        await ran.press("shift+f8")
        assert ran.app.workbench.rules.line == 34


async def test_go_to_a_rule_by_its_name(start: Start, text_screen: SnapshotAssertion) -> None:
    async with running(start) as ran:
        await ran.press("ctrl+g", *"black")
        assert isinstance(ran.app.screen, GoToScreen)
        assert screen_text(ran.app) == text_screen


async def test_going_there(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("ctrl+g", *"black", "enter")
        assert ran.app.workbench.rules.line == 42
        await ran.press("ctrl+g", *"15", "enter")
        assert ran.app.workbench.rules.line == 15
        await ran.press("ctrl+g", *"coff", "down", "enter")
        assert ran.app.workbench.rules.line in {11, 36, 37}
        await ran.press("ctrl+g", "escape")
        assert ran.app.screen is ran.app.workbench


async def test_going_to_a_fact(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("ctrl+g", *"merchant name", "enter")
        assert ran.app.focused is not None
        assert "facts" in [node.id for node in ran.app.focused.ancestors_with_self]


async def test_the_command_that_explains_the_same_is_copied(start: Start) -> None:
    async with running(start) as ran:
        await ran.settled()
        ran.app.action_copy_command()
        assert ran.app.clipboard.startswith(f"pointsman explain {start.program} - <<")
        assert ran.app.desk.question.text in ran.app.clipboard


async def test_jump(start: Start, text_screen: SnapshotAssertion) -> None:
    async with running(start) as ran:
        await ran.press("ctrl+t")
        assert isinstance(ran.app.screen, JumpScreen)
        assert screen_text(ran.app) == text_screen


@pytest.mark.parametrize(("letter", "pane"), [("f", "facts"), ("e", "explanation")])
async def test_jumping(start: Start, letter: str, pane: str) -> None:
    async with running(start) as ran:
        await ran.press("ctrl+t", letter)
        assert ran.app.screen is ran.app.workbench
        assert ran.app.focused is not None
        assert pane in [node.id for node in ran.app.focused.ancestors_with_self]


async def test_any_other_key_ends_the_jump(start: Start) -> None:
    async with running(start) as ran:
        focused = ran.app.focused
        await ran.press("ctrl+t", "z")
        assert ran.app.screen is ran.app.workbench
        assert ran.app.focused is focused


@pytest.mark.parametrize("key", ["f2", "f3", "f4"])
async def test_help_for_the_focused_pane(
    start: Start, key: str, text_screen: SnapshotAssertion
) -> None:
    async with running(start) as ran:
        await ran.press(key, "f1")
        assert isinstance(ran.app.screen, HelpScreen)
        assert screen_text(ran.app) == text_screen


async def test_help_closes_by_the_same_key_and_by_escape(start: Start) -> None:
    async with running(start) as ran:
        for closing in ("f1", "escape", "q"):
            await ran.press("f1", closing)
            assert ran.app.screen is ran.app.workbench


async def test_the_terminal_may_change_its_size(start: Start) -> None:
    async with running(start, (200, 60)) as ran:
        for size in ((80, 24), (40, 10), (120, 30), (80, 24)):
            await ran.pilot.resize_terminal(*size)
            await ran.settled()
            assert len(screen_text(ran.app).splitlines()) == size[1]


async def test_a_sweep_is_one_step_to_undo(start: Start) -> None:
    async with running(start) as ran:
        before = ran.app.desk.question.text
        await ran.press("alt+4", "right", "right", "left", "right", "right")
        swept = ran.app.desk.question.text
        assert swept != before
        await ran.press("escape", "f3", "ctrl+z")
        assert ran.app.desk.question.text == before
        await ran.press("ctrl+y")
        assert ran.app.desk.question.text == swept


async def test_each_sweep_is_a_step_of_its_own(start: Start) -> None:
    async with running(start) as ran:
        before = ran.app.desk.question.text
        await ran.press("alt+4", "right", "right", "escape")
        between = ran.app.desk.question.text
        await ran.press("alt+4", "right", "right", "escape", "f3", "ctrl+z")
        assert ran.app.desk.question.text == between
        await ran.press("ctrl+z")
        assert ran.app.desk.question.text == before


async def test_a_sweep_back_to_where_it_began_takes_no_edit_with_it(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("f3", "f6")
        ran.app.workbench.facts.raw.insert("# mine\n", (0, 0))
        await ran.settled()
        mine = ran.app.desk.question.text
        assert mine.startswith("# mine\n")
        await ran.press(
            "alt+4", "right", "left", "right", "left", "right", "escape", "f3", "ctrl+z"
        )
        assert ran.app.desk.question.text == mine
