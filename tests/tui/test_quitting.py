"""The key that quits does so from dialogs too; a question about unsaved work is asked once."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.settings import settings_path
from pointsman.tui.model.start import Start
from pointsman.tui.palette import Palette
from pointsman.tui.screens.choose_other import ChooseOtherScreen
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.go_to import GoToScreen
from pointsman.tui.screens.help import HelpScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.screens.save_case import SaveCase
from tests.tui.running import Running, program_in, running

DIALOGS: dict[str, tuple[type[Screen[Any]], list[str]]] = {
    "palette": (Palette, ["ctrl+p"]),
    "help": (HelpScreen, ["f1"]),
    "open": (OpenPathScreen, ["ctrl+o"]),
    "go-to": (GoToScreen, ["f2", "ctrl+g"]),
    "compare-with": (ChooseOtherScreen, ["alt+3"]),
    "save-case": (SaveCase, ["alt+2", "a"]),
}


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A program without cases, which take a moment to run."""
    return Start(program_in(tmp_path, cases=False))


async def _opened(ran: Running, name: str) -> None:
    screen, keys = DIALOGS[name]
    await ran.press(*keys)
    assert isinstance(ran.app.screen, screen)


async def _key(ran: Running, key: str) -> None:
    """Press what may end the program: then there is nothing left to come to rest."""
    await ran.pilot.press(key)
    for _ in range(20):
        await ran.pilot.pause()


def _questions(ran: Running) -> int:
    return sum(isinstance(screen, ConfirmScreen) for screen in ran.app.screen_stack)


@pytest.mark.parametrize("name", DIALOGS)
async def test_quitting_from_a_dialog(start: Start, name: str) -> None:
    async with running(start) as ran:
        await _opened(ran, name)
        await _key(ran, "ctrl+q")
        assert ran.app._exit


@pytest.mark.parametrize("name", ["palette", "help", "open", "go-to"])
async def test_quitting_from_a_dialog_asks_about_unsaved_work(start: Start, name: str) -> None:
    async with running(start) as ran:
        await ran.press("f2", "x")
        await _opened(ran, name)
        await _key(ran, "ctrl+q")
        assert not ran.app._exit
        assert isinstance(ran.app.screen, ConfirmScreen)
        assert "has changes that are not saved" in ran.app.screen.question


async def test_a_question_that_stands_there_is_not_asked_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(start) as ran:
        await ran.press("f2", "x")
        await _key(ran, "ctrl+q")
        assert _questions(ran) == 1
        quits: list[object] = []
        monkeypatch.setattr(PointsmanApp, "action_quit", quits.append)
        await _key(ran, "ctrl+q")
        assert _questions(ran) == 1
        assert quits == [], "the app is not even asked to"
        await _key(ran, "escape")
        assert _questions(ran) == 0
        assert not ran.app._exit


async def test_the_users_own_key_quits_from_a_dialog(start: Start) -> None:
    path = Path(str(settings_path(os.environ, sys.platform)))
    path.parent.mkdir(parents=True)
    path.write_text("keys: {app.quit: f12}\n", encoding="utf-8")
    async with running(start) as ran:
        await _opened(ran, "help")
        await _key(ran, "ctrl+q")
        assert not ran.app._exit
        await _key(ran, "f12")
        assert ran.app._exit
