import os
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from pointsman.tui.model.completions import Completion
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from tests.tui.screens_seen import screen_text


class Host(App[None]):
    def __init__(self, start: Path | None, must_exist: bool = True) -> None:
        super().__init__()
        self.asked = OpenPathScreen("Open a [red]program", start, must_exist)
        self.answers: list[Path | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.asked, self.answers.append)

    @property
    def typed(self) -> str:
        return self.asked.query_one(Input).value

    @property
    def wrong(self) -> str:
        return str(self.asked.query_one("#open-path-wrong", Static).content)

    @property
    def entries(self) -> list[str]:
        return [str(option.prompt).strip() for option in self.asked.query_one(OptionList).options]


async def settled(pilot: Pilot[None], *keys: str) -> None:
    """Press keys once all is shown, and wait for what they set going."""
    for some in ((), keys):
        await pilot.press(*some)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    (folder / "tables").mkdir(parents=True)
    for name in ("two-tiers.points", "two-steps.points", "travel.yaml", "tables/x.json"):
        (folder / name).write_text("")
    return folder


async def test_a_typed_path(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"travel.yaml", "enter")
    assert app.answers == [folder / "travel.yaml"]


async def test_tab_goes_on_as_far_as_there_is_no_choice(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"tw", "tab")
        assert app.typed == "two-"
        await settled(pilot, "s", "tab", "enter")
    assert app.answers == [folder / "two-steps.points"]


async def test_arrows_mark_an_entry_and_enter_takes_it_in_two_steps(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.entries == ["▸ tables/", "travel.yaml", "two-steps.points", "two-tiers.points"]
        await settled(pilot, "down", "enter")
        assert app.typed == f"tables{os.sep}"
        assert app.entries == ["x.json"]
        await settled(pilot, "up", "tab", "enter")
    assert app.answers == [folder / "tables" / "x.json"]


async def test_page_keys_reach_the_ends(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "pagedown", "tab")
        assert app.typed == "two-tiers.points"
        await settled(pilot, *["backspace"] * 16, "pagedown", "pageup", "tab")
        assert app.typed == "tables/"


async def test_everything_with_the_mouse(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click("#entries", offset=(5, 1))
        await settled(pilot)
        assert app.typed == "travel.yaml"
        await pilot.click("#take")
    assert app.answers == [folder / "travel.yaml"]


async def test_a_second_click_on_a_file_takes_it(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click("#entries", offset=(5, 2))
        await settled(pilot)
        await pilot.click("#entries", offset=(5, 0))
    assert app.answers == [folder / "two-steps.points"]


@pytest.mark.parametrize("how", ["escape", "#back"])
async def test_back_without_a_path(folder: Path, how: str) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "a")
        await (pilot.click(how) if how.startswith("#") else pilot.press(how))
    assert app.answers == [None]


@pytest.mark.parametrize(
    ("typed", "must_exist", "wrong"),
    [
        ("", True, "type the path of a file"),
        ("none.points", True, "`none.points` is not there"),
        ("tables", True, "`tables` is a folder"),
        ("tables", False, "`tables` is a folder"),
        ("no/new.points", False, "there is no folder `{folder}/no`"),
        ("travel.yaml/a", True, "`travel.yaml/a` is not there"),
    ],
)
async def test_what_is_wrong_is_said_and_goes_with_the_next_letter(
    folder: Path, typed: str, must_exist: bool, wrong: str
) -> None:
    app = Host(folder, must_exist)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *typed, "enter")
        assert app.wrong == wrong.format(folder=folder)
        assert app.answers == []
        await settled(pilot, "x")
        assert app.wrong == ""


async def test_saving_as_a_new_file(folder: Path) -> None:
    app = Host(folder / "new.points", must_exist=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.typed == "new.points"
        await settled(pilot, "enter")
    assert app.answers == [folder / "new.points"]


@pytest.mark.parametrize(("key", "answers"), [("r", 1), ("k", 0), ("enter", 0), ("escape", 0)])
async def test_a_file_that_is_there_is_replaced_only_if_the_user_says_so(
    folder: Path, key: str, answers: int
) -> None:
    app = Host(folder / "travel.yaml", must_exist=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, "enter")
        assert isinstance(app.screen, ConfirmScreen)
        assert app.screen.question == "`travel.yaml` is there already"
        await settled(pilot, key)
        assert app.answers == [folder / "travel.yaml"][:answers]


async def test_without_a_start_it_is_where_the_process_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    app = Host(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, *"travel.yaml", "enter")
    assert app.answers == [folder / "travel.yaml"]


async def test_hostile_names_are_shown_and_never_typed(tmp_path: Path) -> None:
    for name in ("a\x1b[31mb", "a\u202eb", "a[red]x[link=http:x]"):
        (tmp_path / name).write_text("")
    app = Host(tmp_path / "a\x1b[31mb", must_exist=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.typed == ""
        assert app.entries == ["a\\u{1b}[31mb", "a[red]x[link=http:x]", "a\\u{202e}b"]
        assert "\x1b" not in screen_text(app)
        await settled(pilot, "tab", "enter")
        assert app.typed == "a[red]x[link=http:x]"


async def test_what_is_pasted_steers_no_terminal(folder: Path) -> None:
    app = Host(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.asked.query_one(Input).insert_text_at_cursor("a\x1b[31m\u202e")
        await settled(pilot)
        assert app.typed == "a\\u{1b}[31m\\u{202e}"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_how_it_looks(
    size: tuple[int, int], text_screen: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Host(Path("/rules"))
    found = ("tables/", "travel.yaml", "two-tiers.points")
    monkeypatch.setattr(
        "pointsman.tui.screens.open_path.completions",
        lambda *_: tuple(Completion(name, name.strip("/"), name.endswith("/")) for name in found),
    )
    async with app.run_test(size=size) as pilot:
        await settled(pilot, "t", "enter")
        assert screen_text(app) == text_screen
