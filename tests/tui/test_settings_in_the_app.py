"""What the user's settings say counts at the start; what is chosen here counts the next time."""

import os
import sys
from pathlib import Path

import pytest

from pointsman.tui.model.folders import user_folders
from pointsman.tui.model.outline import Level
from pointsman.tui.model.remembered import Remembered
from pointsman.tui.model.settings import settings_path
from pointsman.tui.model.start import Start
from pointsman.tui.themes import DARK, LIGHT
from tests.tui.running import Running, program_in, running


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A program with its cases."""
    return Start(program_in(tmp_path))


def _write_settings(text: str) -> None:
    path = Path(str(settings_path(os.environ, sys.platform)))
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def _remembered() -> Remembered:
    return Remembered.read(user_folders(os.environ, sys.platform).state)


def _level(ran: Running) -> Level:
    return ran.app.workbench.explanation.tree_view.level


async def test_the_users_file_counts(start: Start) -> None:
    _write_settings("theme: pointsman-light\nexplanation: mattered\nkeys: {app.help: f12}\n")
    async with running(start) as ran:
        await ran.settled()
        assert ran.app.theme == LIGHT
        assert _level(ran) is Level.MATTERED
        await ran.press("f1")
        assert ran.app.screen is ran.app.workbench
        await ran.press("f12")
        assert ran.app.screen is not ran.app.workbench


async def test_what_is_wrong_in_the_file_is_told_and_the_rest_counts(start: Start) -> None:
    _write_settings("theme: pink\nexplanation: failed\ncolour: red\n")
    async with running(start) as ran:
        await ran.settled()
        assert "tui.yaml:1: `pink` is no theme" in ran.said
        assert "tui.yaml:3: there is no setting `colour`" in ran.said
        assert ran.app.theme == DARK
        assert _level(ran) is Level.FAILED


async def test_what_was_chosen_is_so_the_next_time(start: Start) -> None:
    async with running(start) as ran:
        await ran.settled()
        ran.app.action_toggle_dark()
        await ran.press("f9", "f4", "1", "ctrl+q")
    assert _remembered() == Remembered(LIGHT, "mattered", "-rules-wider")
    async with running(start) as ran:
        await ran.settled()
        assert ran.app.theme == LIGHT
        assert _level(ran) is Level.MATTERED
        assert ran.app.workbench.widths == "-rules-wider"
        assert ran.app.workbench.has_class("-rules-wider")


async def test_what_file_and_environment_name_is_not_remembered(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_settings("explanation: failed\n")
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    async with running(start) as ran:
        await ran.settled()
        assert ran.app.theme == "nord"
        await ran.press("f9", "ctrl+q")
    assert _remembered() == Remembered(None, None, "-rules-wider")
