"""Going from place to place, and back; what was read and asked there."""

import os
import sys
from pathlib import Path

import pytest
from textual.widgets import Static

from pointsman.tui.actions.action import Scope
from pointsman.tui.model.settings import settings_path
from pointsman.tui.model.start import Start
from pointsman.tui.screens.cases import CasesScreen
from pointsman.tui.screens.chooser import ChooserScreen
from pointsman.tui.screens.compare import CompareScreen
from pointsman.tui.screens.help import HelpScreen
from pointsman.tui.screens.log import LogScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.screens.place import Place
from pointsman.tui.screens.sweep import SweepScreen
from tests.tui.log_samples import decisions, purchases, write_lines
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text

PLACES: dict[str, type[Place]] = {
    "cases": CasesScreen,
    "compare": CompareScreen,
    "sweep": SweepScreen,
    "log": LogScreen,
}
EVERY_WAY = (
    "cases cases compare compare sweep sweep log log "
    "cases sweep cases log compare log sweep compare cases"
)
"""From each place to each, itself too."""


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A program without cases, which take a moment to run."""
    return Start(program_in(tmp_path, cases=False))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Some decisions."""
    return write_lines(tmp_path / "march.ndjson", decisions())


async def _ask(ran: Running, answers: list[Path | None]) -> None:
    """Ask for a path, as a flow does, and keep the answer."""

    async def asking() -> None:
        answers.append(await ran.app.ask(OpenPathScreen("Open", Path())))

    ran.app.do(asking())
    await ran.settled()
    assert isinstance(ran.app.screen, OpenPathScreen)


def _log_of(ran: Running) -> LogScreen:
    assert isinstance(ran.app.screen, LogScreen)
    return ran.app.screen


def _headings(ran: Running) -> list[str]:
    """What the help that is shown is about."""
    parts = ran.app.screen.query(".help-place").results(Static)
    return [str(part.render()).splitlines()[0] for part in parts]


async def test_who_waits_for_an_answer_gets_to_know_that_there_is_none(start: Start) -> None:
    async with running(start) as ran:
        answers: list[Path | None] = []
        await _ask(ran, answers)
        ran.app.visiting.back()
        await ran.settled()
        assert answers == [None]
        assert ran.app.screen_stack == [ran.app.workbench]


async def test_back_is_back_from_all_that_lies_above(start: Start) -> None:
    async with running(start) as ran:
        answers: list[Path | None] = []
        await ran.press("alt+4")
        await _ask(ran, answers)
        await _ask(ran, answers)
        assert len(ran.app.screen_stack) == 4
        ran.app.visiting.back()
        await ran.settled()
        assert answers == [None, None]
        assert ran.app.screen_stack == [ran.app.workbench]


async def test_back_from_the_choice_of_a_program_leaves_what_there_is(start: Start) -> None:
    async with running(start) as ran:
        before = ran.app.desk.rules
        ran.app.action_choose()
        await ran.settled()
        assert isinstance(ran.app.screen, ChooserScreen)
        ran.app.visiting.back()
        await ran.settled()
        assert ran.app.desk.rules == before
        assert ran.app.screen_stack == [ran.app.workbench]


async def test_on_the_workbench_back_leads_nowhere(start: Start) -> None:
    async with running(start) as ran:
        focused = ran.app.focused
        ran.app.visiting.back()
        await ran.settled()
        assert ran.app.screen_stack == [ran.app.workbench]
        assert ran.app.focused is focused


async def test_one_place_at_a_time_stands_above_the_workbench(start: Start) -> None:
    async with running(start) as ran:
        for name in EVERY_WAY.split():
            await ran.app.run_action(f"place_{name}")
            await ran.pilot.pause()
            below, above, *questions = ran.app.screen_stack
            assert below is ran.app.workbench
            assert isinstance(above, PLACES[name])
            assert len(questions) == (name == "compare")


async def test_a_place_is_made_anew_each_time(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("alt+4")
        before = ran.app.screen
        await ran.press("alt+2", "alt+4")
        assert [type(screen) for screen in ran.app.screen_stack[1:]] == [type(before)]
        assert ran.app.screen is not before
        assert not before.is_attached


async def test_the_log_stays_read_while_one_is_elsewhere(start: Start, log: Path) -> None:
    async with running(start) as ran:
        ran.app.visiting.log(log)
        await ran.settled()
        place, read = _log_of(ran), _log_of(ran).decisions
        await ran.press("j", "j")
        for way in (["escape"], ["alt+1"], ["alt+4", "alt+2"], []):
            await ran.press(*way, "alt+5")
            assert _log_of(ran) is place
            assert place.decisions is read
            assert place.table.position == 2
            assert "march.ndjson" in screen_text(ran.app)


async def test_the_log_still_takes_keys_when_one_goes_to_it_from_itself(
    start: Start, log: Path
) -> None:
    async with running(start) as ran:
        ran.app.visiting.log(log)
        await ran.settled()
        await ran.press("alt+5", "j", "enter")
        assert _log_of(ran).table.position == 1
        assert "P-02" in screen_text(ran.app)
        await ran.press("escape", "escape")
        assert ran.app.screen_stack == [ran.app.workbench]


@pytest.mark.parametrize("on_top", [True, False], ids=["from-the-log", "from-elsewhere"])
async def test_another_path_takes_its_place(
    start: Start, log: Path, tmp_path: Path, on_top: bool
) -> None:
    other = write_lines(tmp_path / "april.ndjson", decisions()[:2])
    async with running(start) as ran:
        ran.app.visiting.log(log)
        await ran.settled()
        before = _log_of(ran)
        if not on_top:
            await ran.press("alt+4")
        ran.app.visiting.log(other)
        await ran.settled()
        assert _log_of(ran) is not before
        assert not before.is_attached
        assert "april.ndjson" in screen_text(ran.app)
        assert "march.ndjson" not in screen_text(ran.app)
        await ran.press("escape", "alt+5")
        assert "april.ndjson" in screen_text(ran.app)


async def test_the_same_path_is_read_again(start: Start, log: Path) -> None:
    async with running(start) as ran:
        ran.app.visiting.log(log)
        await ran.settled()
        write_lines(log, decisions()[:2])
        ran.app.visiting.log(log)
        await ran.settled()
        shown = _log_of(ran).decisions
        assert shown is not None
        assert len(shown.rows) == 2


async def test_before_any_log_the_place_says_which_key_opens_one(start: Start, log: Path) -> None:
    async with running(start) as ran:
        await ran.press("alt+5")
        place = _log_of(ran)
        assert place.decisions is None
        assert "Press o" in screen_text(ran.app)
        await ran.press("escape", "alt+5")
        assert _log_of(ran) is place
        ran.app.visiting.log(log)
        await ran.settled()
        assert "march.ndjson" in screen_text(ran.app)


async def test_the_purchases_beside_a_log_go_with_it(start: Start, log: Path) -> None:
    beside = write_lines(log.with_name("purchases.ndjson"), purchases())
    async with running(start) as ran:
        ran.app.visiting.log(log, beside)
        await ran.settled()
        await ran.press("escape", "alt+5", "enter")
        assert "without their facts" not in screen_text(ran.app)
        assert _log_of(ran).decisions is not None


HELP = {
    "f2": (Scope.RULES, Scope.WORKBENCH, Scope.APP),
    "f3": (Scope.FACTS, Scope.WORKBENCH, Scope.APP),
    "f4": (Scope.EXPLANATION, Scope.WORKBENCH, Scope.APP),
    "alt+2": (Scope.CASES, Scope.APP),
    "alt+4": (Scope.SWEEP, Scope.APP),
    "alt+5": (Scope.LOG, Scope.APP),
}


async def test_help_goes_from_within_outwards(start: Start) -> None:
    async with running(start) as ran:
        for key, scopes in HELP.items():
            await ran.press("alt+1", key)
            ran.app.visiting.help()
            await ran.settled()
            assert isinstance(ran.app.screen, HelpScreen)
            assert _headings(ran) == [scope.value.capitalize() for scope in scopes]
            await ran.press("escape")


async def test_help_where_nothing_has_the_focus(start: Start) -> None:
    async with running(start) as ran:
        ran.app.set_focus(None)
        ran.app.visiting.help()
        await ran.settled()
        assert _headings(ran) == ["Workbench", "Everywhere"]


async def test_help_has_the_keys_of_the_user(start: Start) -> None:
    path = Path(str(settings_path(os.environ, sys.platform)))
    path.parent.mkdir(parents=True)
    path.write_text("keys: {explanation.why-not: f12}\n", encoding="utf-8")
    async with running(start) as ran:
        await ran.press("f4")
        ran.app.visiting.help()
        await ran.settled()
        assert " F12 " in screen_text(ran.app)
