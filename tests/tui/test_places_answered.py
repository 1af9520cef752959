"""Places that show the answer hear of a newer one while they are on top."""

from pathlib import Path

import pytest

from pointsman.tui.model.start import Start
from pointsman.tui.screens.compare import CompareScreen
from pointsman.tui.screens.sweep import SweepScreen
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A program with its cases: the facts are those of the first."""
    return Start(program_in(tmp_path))


def _sweep(ran: Running) -> SweepScreen:
    assert isinstance(ran.app.screen, SweepScreen)
    return ran.app.screen


def _as_before_the_first_decision(ran: Running) -> None:
    ran.app.desk.good = ran.app.desk.latest = None


async def test_the_sweep_begins_with_the_first_decision(start: Start) -> None:
    async with running(start) as ran:
        _as_before_the_first_decision(ran)
        await ran.press("alt+4")
        assert _sweep(ran).explorer is None
        await ran.press("f5")
        assert _sweep(ran).explorer is not None
        assert "the facts follow" in screen_text(ran.app)


async def test_compare_begins_with_the_first_decision(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("f2", "x")
        _as_before_the_first_decision(ran)
        await ran.press("alt+3")
        assert isinstance(ran.app.screen, CompareScreen)
        assert "once there is one" in screen_text(ran.app)
        ran.app.workbench.rules.query_one("RulesEditor").text = ran.app.desk.rules_file.text + "\n"  # type: ignore[attr-defined]
        await ran.settled()
        assert "once there is one" not in screen_text(ran.app)
        assert "the saved file" in screen_text(ran.app)


async def test_the_sweep_goes_on_while_its_own_facts_are_decided(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("alt+4")
        explorer = _sweep(ran).explorer
        assert explorer is not None
        for key in ("n", "n", "full_stop", "N"):
            await ran.press(key)
            good = ran.app.desk.good
            assert good is not None
            assert good.question.question.text == ran.app.desk.question.text
            assert _sweep(ran).explorer is explorer
            assert "stale" not in _sweep(ran).heading()
        cursor = explorer.cursor
        await ran.press("a", "f5", "a")
        after = _sweep(ran).explorer
        assert after is not None
        assert after.cursor == cursor


async def test_the_sweep_takes_up_rules_that_another_program_wrote(start: Start) -> None:
    path = start.program
    assert isinstance(path, Path)
    async with running(start) as ran:
        await ran.press("alt+4")
        before = _sweep(ran).explorer
        path.write_text(path.read_text(encoding="utf-8").replace("500.00", "600.00"), "utf-8")
        await ran.app.watching.look()
        await ran.settled()
        assert _sweep(ran).explorer is not before
        assert "600.01" in screen_text(ran.app)
        assert "stale" not in screen_text(ran.app)


async def test_a_case_that_is_added_counts_on_the_workbench_too(start: Start) -> None:
    async with running(start) as ran:
        assert "80 of 80 cases pass" in screen_text(ran.app)
        await ran.press("alt+2", "a")
        await ran.press(*"web", "enter", "escape")
        assert "81 of 81 cases pass" in screen_text(ran.app)
        assert not ran.app.desk.facts_edited
