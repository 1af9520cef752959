"""Keys pressed twice, files that change meanwhile: one flow after the other, one question."""

from functools import partial
from pathlib import Path
from threading import Event

import pytest

from pointsman.programs import shipped_path
from pointsman.tui.app import PointsmanApp
from pointsman.tui.flows import filing, starting
from pointsman.tui.flows.one_at_a_time import OneAtATime
from pointsman.tui.flows.watching import Watching
from pointsman.tui.model.files import TextFile, read_text_file
from pointsman.tui.model.start import Start
from pointsman.tui.screens.chooser import ChooserScreen
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from tests.tui.running import Running, program_in, running


async def _edit(ran: Running, text: str = "# mine\n") -> None:
    ran.app.workbench.rules.editor.insert(text, (0, 0))
    await ran.settled()
    assert ran.app.desk.edited


class Held:
    """A function that waits, in its thread, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.go, self.begun = Event(), Event()
        self.calls = 0
        self._real = getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *given: object) -> object:
        self.calls += 1
        self.begun.set()
        assert self.go.wait(60)
        return self._real(*given)


async def test_flows_come_one_after_the_other() -> None:
    flows, seen = OneAtATime(), []

    async def flow(name: str) -> None:
        assert flows.busy
        seen.append(name)

    for name in ("first", "second"):
        await flows.run(partial(flow, name))
    assert seen == ["first", "second"]
    assert not flows.busy


async def test_saving_twice_is_saving_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program_in(tmp_path)
    async with running(Start(path)) as ran:
        await _edit(ran)
        held = Held(monkeypatch, filing, "save_text_file")
        ran.app.action_save()
        ran.app.action_save()
        while not held.begun.is_set():
            await ran.pilot.pause()
        await ran.pilot.pause()
        assert held.calls == 1
        held.go.set()
        await ran.settled()
        assert held.calls == 2
        assert ran.app.screen is ran.app.workbench, "it is not taken for another program's"
        assert path.read_text(encoding="utf-8").startswith("# mine\n")
        assert not ran.app.desk.edited


async def test_nobody_looks_at_the_disk_while_it_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    async def look(_: Watching) -> None:
        looks.append("looked")

    monkeypatch.setattr(Watching, "look", look)
    monkeypatch.setattr("pointsman.tui.app.LOOK_AT_DISK", 3600)
    async with running(Start(program_in(tmp_path))) as ran:
        await _edit(ran)
        held = Held(monkeypatch, filing, "save_text_file")
        ran.app.action_save()
        while not held.begun.is_set():
            await ran.pilot.pause()
        ran.app._look_at_disk()
        await ran.pilot.pause()
        assert looks == []
        held.go.set()
        while ran.app._flows.busy:
            await ran.pilot.pause()
        assert not ran.app.desk.edited
        assert looks == [], "nor is it looked at late"
        ran.app._look_at_disk()
        await ran.settled()
        assert looks == ["looked"]


def _question(ran: Running) -> str:
    return ran.app.screen.question if isinstance(ran.app.screen, ConfirmScreen) else ""


@pytest.mark.parametrize("action", ["action_new", "action_choose"])
async def test_one_question_at_a_time(tmp_path: Path, action: str) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await _edit(ran)
        for _ in range(3):
            getattr(ran.app, action)()
        await ran.settled()
        assert len(ran.app.screen_stack) == 2
        await ran.press("escape")
        assert ran.app.screen is ran.app.workbench


async def test_quitting_twice_asks_once(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await _edit(ran)
        await ran.app.action_quit()
        await ran.app.action_quit()
        await ran.settled()
        assert "not saved" in _question(ran)
        await ran.press("y")
        assert ran.app.screen is ran.app.workbench
        assert ran.app.is_running


async def test_opening_twice_asks_for_one_path(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        ran.app.action_open()
        ran.app.action_open()
        await ran.settled()
        assert _open_screens(ran) == ["OpenPathScreen"]
        await ran.press("escape")
        assert _open_screens(ran) == []


def _open_screens(ran: Running) -> list[str]:
    return [type(screen).__name__ for screen in ran.app.screen_stack[1:]]


async def test_who_quits_while_a_program_is_chosen_quits() -> None:
    async with running(Start()) as ran:
        assert isinstance(ran.app.screen, ChooserScreen)
        await ran.app.action_quit()
        await ran.pilot.pause()
        while ran.app._exit is False:
            await ran.pilot.pause()
        assert ran.app.return_code == 0


async def test_who_quits_while_a_path_is_asked_for_is_asked_about_the_rules(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await _edit(ran)
        await ran.press("ctrl+o")
        assert isinstance(ran.app.screen, OpenPathScreen)
        await ran.app.action_quit()
        await ran.settled()
        assert "not saved" in _question(ran)


async def test_two_programs_opened_at_once_keep_their_own_facts(tmp_path: Path) -> None:
    for name in ("sakura-yen", "desert-dinar"):
        program_in(tmp_path, name)
    async with running(Start(program_in(tmp_path))) as ran:
        for name in ("sakura-yen", "desert-dinar"):
            ran.app.do_alone(partial(ran.app.filing.open, tmp_path / shipped_path(name).name))
        await ran.settled()
        assert ran.app.desk.rules.name == "desert-dinar.points"
        assert "currency: KWD" in ran.app.desk.question.text


async def test_what_is_typed_at_once_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program_in(tmp_path)
    held = Held(monkeypatch, starting, "read_text_file")
    # What lies there at the first paint is not held.
    monkeypatch.setattr(starting.Starting, "look", _laid)
    app = PointsmanApp(Start(path))
    async with app.run_test() as pilot:
        while not held.begun.is_set():
            await pilot.pause()
        app.workbench.rules.editor.insert("# mine\n", (0, 0))
        await pilot.pause()
        held.go.set()
        ran = Running(app, pilot)
        while app.desk.latest is None or not app.desk.question.text:
            await pilot.pause()
        await ran.settled()
        assert app.screen is app.workbench
        assert app.desk.rules.text.startswith("# mine\n")
        assert app.workbench.rules.text == app.desk.rules.text
        assert "amount: 100.00" in app.desk.question.text
        assert app.recents.files() != ()


def _laid(begun: starting.Starting) -> None:
    assert begun.start.program is not None
    file = read_text_file(begun.start.program)
    assert isinstance(file, TextFile)
    begun.app.filing.lay(file)
