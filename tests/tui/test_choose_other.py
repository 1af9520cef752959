"""Choosing what to compare with."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from pointsman.tui.model.comparing import OtherSide
from pointsman.tui.model.desk import Desk
from pointsman.tui.screens.choose_other import ChooseOtherScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from tests.tui.compare_desks import LEFT, RIGHT, desk_of
from tests.tui.screens_seen import screen_text


class Host(App[None]):
    """Asks once, and keeps the answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.answers: list[OtherSide | None] = []

    def on_mount(self) -> None:
        self.push_screen(ChooseOtherScreen(self.desk), self.answers.append)


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def test_the_list(text_screen: SnapshotAssertion) -> None:
    app = Host(desk_of())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_text(app) == text_screen


async def test_the_saved_file_is_taken(tmp_path: Path) -> None:
    app = Host(desk_of(LEFT, saved=RIGHT, path=tmp_path / "loyalty.points"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "enter")
        (answer,) = app.answers
        assert answer is not None
        assert answer.rules.text == RIGHT


async def test_what_cannot_be_chosen_is_passed_over() -> None:
    app = Host(desk_of())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        listed = app.screen.query_one(OptionList)
        assert listed.highlighted == 2
        await press(pilot, "k")
        assert listed.highlighted == 0
        await press(pilot, "G", "g")
        assert listed.highlighted == 0


async def test_a_click_takes_a_line() -> None:
    app = Host(desk_of())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(OptionList, offset=(3, 2))
        await settle(pilot)
        (answer,) = app.answers
        assert answer is not None
        assert answer.title == "all-rewards, which ships"


async def test_esc_takes_nothing() -> None:
    app = Host(desk_of())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        assert app.answers == [None]


async def test_a_path_is_typed(tmp_path: Path) -> None:
    (tmp_path / "v3.points").write_text(RIGHT, encoding="utf-8")
    app = Host(desk_of(path=tmp_path / "loyalty.points"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, OpenPathScreen)
        await press(pilot, *"v3", "full_stop", *"points", "enter")
        (answer,) = app.answers
        assert answer is not None
        assert answer.rules.text == RIGHT


async def test_no_path_leaves_the_list_open() -> None:
    app = Host(desk_of())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+o", "escape")
        assert isinstance(app.screen, ChooseOtherScreen)
        assert app.answers == []


async def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    other = tmp_path / "[red]v3[bold].points"
    other.write_bytes(b"\xff\xfe")
    app = Host(desk_of(path=tmp_path / "loyalty.points"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[red]v3[bold].points" in screen_text(app)
        await press(pilot, "j", "enter")
        wrong = app.screen.query_one("#choose-other-wrong", Static)
        assert wrong.display
        assert "cannot be opened" in str(wrong.content)
        assert app.answers == []
