import pytest
from syrupy.assertion import SnapshotAssertion
from textual.app import App
from textual.widgets import Button

from pointsman.tui.screens.confirm import Choice, ConfirmScreen
from tests.tui.screens_seen import screen_text

CHOICES = (
    Choice("save", "Save", "s"),
    Choice("discard", "Discard", "d", destructive=True),
    Choice("stay", "Stay", "y", safe=True),
)
QUESTION = "`a.points` has changes that are not saved"


class Host(App[None]):
    def __init__(self, question: str = QUESTION, more: str = "") -> None:
        super().__init__()
        self.screen_asked = ConfirmScreen(question, CHOICES, more)
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.screen_asked, self.answers.append)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["s"], "save"),
        (["S"], "save"),
        (["d"], "discard"),
        (["y"], "stay"),
        (["enter"], "stay"),
        (["escape"], "stay"),
        (["left", "enter"], "discard"),
        (["left", "left", "enter"], "save"),
        (["right", "enter"], "save"),
        (["tab", "enter"], "save"),
        (["shift+tab", "enter"], "discard"),
    ],
)
async def test_every_answer_by_keys(keys: list[str], answer: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.answers == [answer]


@pytest.mark.parametrize("answer", ["save", "discard", "stay"])
async def test_every_answer_by_mouse(answer: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(f"#answer-{answer}")
        assert app.answers == [answer]


async def test_other_keys_answer_nothing() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "f5", "1")
        assert app.answers == []
        assert app.focused is app.screen.query_one("#answer-stay", Button)


async def test_without_a_safe_one_it_is_the_last() -> None:
    assert ConfirmScreen("?", CHOICES[:2]).safe == CHOICES[1]


async def test_the_question_stands_there(text_screen: SnapshotAssertion) -> None:
    app = Host(more="they were made here since 12:30")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_hostile_names_are_shown_as_text(text_screen: SnapshotAssertion) -> None:
    app = Host("`[red]x[/red]\x1b[31m\u202e` is there", "[link=http://x]a\u202e\nb")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert screen_text(app) == text_screen
