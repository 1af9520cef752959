"""What people do who have not read a line of this: found by trying, kept as tests."""

import threading
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import ACTIONS
from pointsman.tui.flows.recovering import DROP, LATER, TAKE
from pointsman.tui.model.completions import Completion
from pointsman.tui.model.start import Start
from pointsman.tui.screens.chooser import ChooserScreen
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.help import HelpScreen
from pointsman.tui.terminal_keys import read_alt_digits
from pointsman.tui.widgets.option_rows import OptionRows
from tests.tui.running import SMALL, WIDE, Running, program_in, running
from tests.tui.screens_seen import screen_text


def _ids_around_focus(ran: Running) -> list[str | None]:
    focused = ran.app.focused
    return [] if focused is None else [node.id for node in focused.ancestors_with_self]


def _unreadable(folder: Path) -> Start:
    path = folder / "mine.points"
    path.write_text("program {\n", encoding="utf-8")
    return Start(path)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])
async def test_an_empty_explanation_takes_the_focus_and_its_keys_write_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(_unreadable(tmp_path), size) as ran:
        await ran.settled()
        await ran.press("f4", "G", "w", "full_stop", "x")
        assert "explanation" in _ids_around_focus(ran)
        assert ran.app.desk.rules.text == "program {\n"


@pytest.mark.parametrize(
    "key",
    sorted({key for each in ACTIONS if each.scope is Scope.EXPLANATION for key in each.keys}),
)
async def test_every_key_of_the_explanation_on_an_empty_one(tmp_path: Path, key: str) -> None:
    async with running(_unreadable(tmp_path)) as ran:
        await ran.settled()
        await ran.press("f4", key)
        assert ran.app.is_running
        assert "explanation" in _ids_around_focus(ran)


async def test_the_focus_goes_on_to_the_steps_when_there_are_some(tmp_path: Path) -> None:
    path = program_in(tmp_path)
    good = path.read_text(encoding="utf-8")
    path.write_text("program {\n", encoding="utf-8")
    async with running(Start(path)) as ran:
        await ran.settled()
        await ran.press("f4")
        ran.app.workbench.rules.query_one("RulesEditor").text = good  # type: ignore[attr-defined]
        await ran.settled()
        await ran.press("G")
        assert "explanation-tree" in _ids_around_focus(ran)
        assert "G" not in ran.app.desk.rules.text[:1]


async def _asked_to_quit(ran: Running) -> ConfirmScreen:
    await ran.settled()
    await ran.press("x")
    await ran.pilot.press("ctrl+q")
    await ran.pilot.pause()
    assert isinstance(ran.app.screen, ConfirmScreen)
    return ran.app.screen


async def test_a_key_that_is_held_down_answers_one_question_once(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        question = await _asked_to_quit(ran)
        for _ in range(3):
            question.post_message(Key("y", "y"))
        await ran.settled()
        assert ran.app.screen is ran.app.workbench
        assert ran.app.desk.rules.text.startswith("x#")


@pytest.mark.parametrize("opens", ["f1", "ctrl+g", "ctrl+t", "alt+2", "alt+4"])
async def test_closing_twice_closes_once(tmp_path: Path, opens: str) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press(opens)
        screen = ran.app.screen
        assert screen is not ran.app.workbench
        screen.dismiss(None)
        screen.dismiss(None)
        await ran.settled()
        assert ran.app.screen is ran.app.workbench


@pytest.mark.parametrize("size", [(60, 15), SMALL, WIDE], ids=["60x15", "80x24", "140x40"])
async def test_every_answer_of_a_question_can_be_read(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(Start(program_in(tmp_path)), size) as ran:
        await ran.settled()
        ran.app.push_screen(ConfirmScreen("there is unsaved work", (TAKE, LATER, DROP)))
        await ran.settled()
        shown = screen_text(ran.app)
        for choice in (TAKE, LATER, DROP):
            assert f"{choice.label}  {choice.key}" in shown


def _keys_row(ran: Running) -> str:
    return screen_text(ran.app).splitlines()[-1]


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("f2", " ^f Find  ^l Format  f8 Problem  ^g Go to  ^s Save  f1 Help"),
        ("f4", " . Step  d Decided  w Why  ^l Level  / Filter  f1 Help"),
        ("alt+2", " esc Back  ⏎ Open  r Run  f Failing  / Filter  f1 Help"),
    ],
)
async def test_six_keys_at_most_and_the_palette(tmp_path: Path, keys: str, row: str) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press(keys)
        assert _keys_row(ran).startswith(row)
        assert _keys_row(ran).endswith("▏^p Palette")
        assert _keys_row(ran).removeprefix(row).split() == ["▏^p", "Palette"]


@pytest.mark.parametrize("width", [30, 60, 80])
async def test_in_a_narrow_terminal_help_and_palette_stay(tmp_path: Path, width: int) -> None:
    async with running(Start(program_in(tmp_path)), (width, 15)) as ran:
        await ran.settled()
        assert "f1 Help" in _keys_row(ran)
        assert _keys_row(ran).endswith("▏^p Palette")


async def test_a_wider_terminal_has_more_keys_again(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path)), (40, 15)) as ran:
        await ran.settled()
        assert "Save" not in _keys_row(ran)
        await ran.pilot.resize_terminal(*WIDE)
        await ran.settled()
        assert "^s Save" in _keys_row(ran)


async def test_every_key_of_the_row_can_be_clicked(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        row = _keys_row(ran)
        await ran.pilot.click(offset=(row.index("f1 Help") + 4, WIDE[1] - 1))
        await ran.settled()
        assert isinstance(ran.app.screen, HelpScreen)


async def test_stale_is_seen_in_a_narrow_terminal(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path)), SMALL) as ran:
        await ran.settled()
        assert "live" in screen_text(ran.app).splitlines()[0]
        await ran.press("x")
        assert "stale" in screen_text(ran.app).splitlines()[0]


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_on_where_there_is_no_room_for_one(tmp_path: Path, key: str) -> None:
    async with running(Start(program_in(tmp_path)), (1, 1)) as ran:
        await ran.settled()
        await ran.press("ctrl+g", "down")
        rows = ran.app.screen.query_one(OptionRows)
        await rows.run_action("page_down" if key == "pagedown" else "page_up")
        await ran.settled()
        assert ran.app.is_running


def _read(sequence: str) -> list[tuple[str, str | None]]:
    return [
        (event.key, event.character)
        for event in XTermParser().feed(sequence)
        if isinstance(event, Key)
    ]


@pytest.mark.parametrize("digit", "12345")
def test_what_a_terminal_sends_for_alt_and_a_digit_goes_to_a_place(digit: str) -> None:
    read_alt_digits()
    assert _read(f"\x1b{digit}") == [(f"alt+{digit}", None)]


def test_the_sign_of_an_option_key_is_still_a_sign() -> None:
    read_alt_digits()
    assert [character for _, character in _read("™£")] == ["™", "£"]


async def test_what_needs_a_program_waits_until_one_is_chosen() -> None:
    async with running(Start()) as ran:
        for key in ("ctrl+s", "alt+2", "alt+4", "alt+1", "ctrl+r"):
            await ran.pilot.press(key)
            await ran.pilot.pause()
            assert isinstance(ran.app.screen, ChooserScreen)
        assert "Save" not in _keys_row(ran)
        await ran.pilot.press("escape")
        await ran.settled()
        assert ran.app.screen is ran.app.workbench
        assert "Save" in _keys_row(ran)


async def test_the_palette_says_so() -> None:
    async with running(Start()) as ran:
        await ran.pilot.press("ctrl+p", *"Gotothesweep")
        await ran.pilot.pause(0.3)
        assert "not here: it works once a program is chosen" in screen_text(ran.app)
        await ran.pilot.press("enter")
        await ran.pilot.pause()
        assert isinstance(ran.app.screen, ChooserScreen)
        assert ran.said == "This works once a program is chosen."
        await ran.pilot.press("escape")
        await ran.settled()


async def test_a_question_mark_is_help_where_no_text_is_typed(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        for way in ("f4", "alt+2", "alt+4"):
            await ran.press(way, "question_mark")
            assert isinstance(ran.app.screen, HelpScreen)
            await ran.press("question_mark")
            assert not isinstance(ran.app.screen, HelpScreen)
        await ran.press("escape", "f2", "question_mark")
        assert ran.app.desk.rules.text.startswith("?#")


async def test_brackets_go_round_the_panes_where_no_text_is_typed(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path)), SMALL) as ran:
        await ran.settled()
        await ran.press("f4", "right_square_bracket")
        assert "rules" in _ids_around_focus(ran)
        await ran.press("right_square_bracket")
        assert ran.app.desk.rules.text.startswith("]#")
        await ran.press("f4", "left_square_bracket")
        assert "facts" in _ids_around_focus(ran)


async def test_help_tells_more_in_a_sentence_of_its_own(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press("f4", "f1")
        assert "Filter the steps by a text. With ! in front" in screen_text(ran.app)


async def test_what_is_looked_for_when_a_question_is_closed_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's entries come when the user has gone on already."""
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        go_on = threading.Event()

        def slow(*_: object) -> tuple[Completion, ...]:
            go_on.wait()
            return ()

        monkeypatch.setattr("pointsman.tui.screens.open_path.completions", slow)
        await ran.pilot.press("ctrl+o")
        await ran.pilot.pause()
        await ran.pilot.press("escape")
        await ran.pilot.pause()
        go_on.set()
        await ran.settled()
        assert ran.app.screen is ran.app.workbench
