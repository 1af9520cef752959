from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.widgets import Input

from pointsman.tui.screens.save_case import SaveCase
from tests.tui.case_desks import desk_of
from tests.tui.screens_seen import screen_text

TAKEN = ("whole purchase", "[red]x[/red]")
NARROW = (80, 24)


class AskingApp(App[None]):
    """Asks for a name, and keeps the answers."""

    def __init__(self, folder: Path, file: str = "small.cases.yaml") -> None:
        super().__init__()
        self.answers: list[str | None] = []
        answered = desk_of(folder).good
        assert answered is not None
        self.question = SaveCase(answered.answer, TAKEN, file)

    def on_mount(self) -> None:
        self.push_screen(self.question, self.answers.append)


async def typed(pilot: Any, text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()


@pytest.mark.parametrize("size", [(140, 40), NARROW], ids=["wide", "narrow"])
async def test_what_the_case_will_expect_is_in_sight(
    tmp_path: Path, size: tuple[int, int], text_screen: SnapshotAssertion
) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=size) as pilot:
        await typed(pilot, "half a web purchase")
        assert screen_text(app) == text_screen


async def test_a_name_comes_back_without_blanks_around_it(tmp_path: Path) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, "  it's new ")
        await pilot.press("enter")
        assert app.answers == ["it's new"]


async def test_typing_begins_at_once(tmp_path: Path) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("a", "b", "enter")
        assert app.answers == ["ab"]


@pytest.mark.parametrize("name", TAKEN)
async def test_a_name_that_is_taken_is_refused_in_place(tmp_path: Path, name: str) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, name)
        assert f"✗ there is a case `{name}` already" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == []
        await typed(pilot, f"{name} again")
        assert "✗" not in screen_text(app)
        await pilot.press("enter")
        assert app.answers == [f"{name} again"]


async def test_an_empty_name_is_refused_when_it_is_given(tmp_path: Path) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, "  ")
        assert "✗" not in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "✗ a case needs a name" in screen_text(app)
        assert app.answers == []


async def test_characters_that_cannot_be_seen(tmp_path: Path) -> None:
    app = AskingApp(tmp_path, file="[link=http://x]\u202e.yaml")
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, "a\u202eb")
        assert "✗ `a\\u{202e}b` has characters that cannot be seen" in screen_text(app)
        assert "A new case in [link=http://x]\\u{202e}.yaml" in screen_text(app)


async def test_esc_gives_no_name(tmp_path: Path) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, "something")
        await pilot.press("escape")
        assert app.answers == [None]


@pytest.mark.parametrize(("button", "answer"), [("#save", "by mouse"), ("#back", None)])
async def test_by_mouse(tmp_path: Path, button: str, answer: str | None) -> None:
    app = AskingApp(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await typed(pilot, "by mouse")
        await pilot.click(button)
        await pilot.pause()
        assert app.answers == [answer]
