import threading
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from pointsman.programs import shipped_names, shipped_path
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.openable import Kind
from pointsman.tui.model.recents import Recents
from pointsman.tui.screens import chooser
from pointsman.tui.screens.chooser import ChooserScreen, Chosen, Filter
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.widgets.openable_list import OpenableList
from tests.tui.screens_seen import screen_text

# New, the path, and what ships, each under a heading.
LAST = len(shipped_names()) + 3


class Host(App[None]):
    def __init__(self, recents: Recents | None = None) -> None:
        super().__init__()
        self.chooser = ChooserScreen(recents)
        self.chosen: list[Chosen | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.chooser, self.chosen.append)

    @property
    def shown(self) -> OpenableList:
        return self.chooser.query_one(OpenableList)

    @property
    def marked(self) -> str:
        return "" if self.shown.marked is None else self.shown.marked.title


async def settled(pilot: Pilot[None], *keys: str) -> None:
    """Press keys once all is shown, and wait for what they set going."""
    for some in ((), keys):
        await pilot.press(*some)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.fixture
def recents(tmp_path: Path) -> Recents:
    recents = Recents(str(tmp_path / "state"))
    (tmp_path / "here.points").write_text("")
    recents.add(tmp_path / "gone.points")
    recents.add(tmp_path / "here.points")
    return recents


async def test_a_program_that_ships_is_chosen_by_name_not_by_its_file() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"two tiers")
        assert app.marked == "Two Tiers"
        await settled(pilot, "enter")
    assert app.chosen == [Chosen(Kind.SHIPPED, "two-tiers")]
    assert shipped_path("two-tiers").is_file()


async def test_the_template_stands_first_when_nothing_is_recent() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "enter")
    assert app.chosen == [Chosen(Kind.NEW, "template")]


async def test_the_newest_recent_file_stands_first(recents: Recents, tmp_path: Path) -> None:
    app = Host(recents)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "enter")
    assert app.chosen == [Chosen(Kind.RECENT, path=tmp_path / "here.points")]


async def test_a_file_that_is_gone_says_so_and_can_be_dropped(recents: Recents) -> None:
    app = Host(recents)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "down", "enter")
        assert app.chosen == []
        assert "gone.points is no longer there" in screen_text(app)
        await settled(pilot, "tab", "delete")
        assert [one.path.name for one in recents.files()] == ["here.points"]
        assert app.marked == "here.points"


async def test_only_recent_files_are_dropped(recents: Recents) -> None:
    app = Host(recents)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "tab", "G", "delete")
        assert len(recents.files()) == 2


async def test_new_by_its_key() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "ctrl+n")
    assert app.chosen == [Chosen(Kind.NEW, "template")]


@pytest.mark.parametrize("keys", [["ctrl+o"], ["down", "enter"]])
async def test_a_path(keys: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.points").write_text("")
    monkeypatch.chdir(tmp_path)
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *keys)
        assert app.screen_stack[1:] == [app.chooser, app.screen]
        assert isinstance(app.screen, OpenPathScreen)
        await settled(pilot, "escape")
        assert app.screen_stack[1:] == [app.chooser]
        await settled(pilot, "ctrl+o", *"a.points", "enter")
    assert app.chosen == [Chosen(Kind.RECENT, path=tmp_path / "a.points")]


async def test_back_clears_the_filter_first() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "t", "escape")
        assert app.chooser.query_one(Filter).value == ""
        assert app.chosen == []
        await settled(pilot, "escape")
    assert app.chosen == [None]


async def test_nothing_matches() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"qqq", "enter", "down")
        assert app.chosen == []
        assert "nothing matches; esc clears the filter" in screen_text(app)


async def test_moving_from_the_filter_and_in_the_list() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "down")
        assert app.marked == "Open a path…"
        await settled(pilot, "up")
        assert app.marked == "New program"
        await settled(pilot, "tab", "j", "j")
        assert app.marked == "All Rewards"
        await settled(pilot, "k", "G")
        assert app.marked == "World Elite"
        assert app.shown.highlighted == LAST
        await settled(pilot, "g", "l")
        assert app.marked != "New program"
        await settled(pilot, "h")
        assert app.marked == "New program"
        await settled(pilot, "slash")
        assert app.focused is app.chooser.query_one(Filter)
        await settled(pilot, "pagedown", "pagedown", "pagedown")
        assert app.marked == "World Elite"
        await settled(pilot, "pageup", "pageup", "pageup")
        assert app.marked == "New program"


async def test_with_the_mouse() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(OpenableList, offset=(5, 4))
        await pilot.pause()
    assert app.chosen == [Chosen(Kind.SHIPPED, "all-rewards")]


async def test_a_heading_cannot_be_chosen() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(OpenableList, offset=(5, 0))
        await pilot.pause()
        assert app.chosen == []
        assert app.shown.at(0) is None


async def test_what_the_line_cuts_off_is_told_below() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"own choice")
        about = str(app.chooser.query_one("#chooser-about", Static).content)
        assert about.startswith("Cardholders choose: next purchase or all, over their own minimum")


async def test_going_back_while_the_files_are_looked_at() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.chooser.dismiss(None)
        await settled(pilot)
    assert app.chosen == [None]


async def test_the_app_ends_while_the_files_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, told = threading.Event(), []

    def look(_: object) -> tuple[()]:
        looked.wait(10)
        told.append("looked")
        return ()

    async def while_it_ends(screen: ChooserScreen) -> None:
        looked.set()
        await screen.workers.wait_for_complete()

    monkeypatch.setattr(chooser, "openables", look)
    monkeypatch.setattr(ChooserScreen, "on_unmount", while_it_ends, raising=False)
    async with Host().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert told == []
    # Its widgets are gone by then, and it has raised nothing.
    assert told == ["looked"]


def test_every_action_is_one_of_the_screen() -> None:
    for action in actions_of(Scope.CHOOSER):
        assert callable(getattr(ChooserScreen, f"action_{action.do}"))


async def test_hostile_names_are_shown_as_text(tmp_path: Path) -> None:
    recents = Recents(str(tmp_path / "state"))
    recents.add("/\x1b[31m[link=http:x]/[red]x\u202e")
    app = Host(recents)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "enter")
        text = screen_text(app)
        assert "[red]x\\u{202e}" in text
        assert "/\\u{1b}[31m[link=http:x]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_how_it_looks(
    size: tuple[int, int],
    tmp_path: Path,
    text_screen: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    recents = Recents(str(tmp_path / "state"))
    recents.add("/home/ada/rules/gone.points")
    app = Host(recents)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert screen_text(app) == text_screen


async def test_its_colours(svg_screen: SnapshotAssertion) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"t", "down")
        assert app.export_screenshot(simplify=True) == svg_screen
