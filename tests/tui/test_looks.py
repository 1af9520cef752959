"""How the places and dialogs look in the whole program, small and large; help everywhere."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.tui.actions.action import Scope
from pointsman.tui.model.start import Start
from pointsman.tui.screens.help import HelpScreen
from tests.tui.log_samples import decisions, write_lines
from tests.tui.running import SMALL, WIDE, Running, program_in, running
from tests.tui.screens_seen import screen_text

SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])

WAYS = {
    "cases": ("alt+2",),
    "compare": ("alt+3", "down", "enter"),
    "choosing-what-to-compare-with": ("alt+3",),
    "sweep": ("alt+4", "n"),
    "go-to": ("ctrl+g", "c", "o"),
    "palette": ("ctrl+p", *"find"),
    "quitting": ("f2", "x", "ctrl+q"),
}
"""The keys to what is looked at, from the workbench."""


@SIZES
@pytest.mark.parametrize("place", WAYS)
async def test_from_the_workbench(
    place: str, size: tuple[int, int], tmp_path: Path, text_screen: SnapshotAssertion
) -> None:
    async with running(Start(program_in(tmp_path)), size) as ran:
        await ran.settled()
        await ran.press(*WAYS[place])
        await _without_blinking(ran)
        assert screen_text(ran.app) == text_screen


async def _without_blinking(ran: Running) -> None:
    """What is found keeps coming for a moment: wait until it is all there."""
    for _ in range(5):
        await ran.settled()


@SIZES
async def test_a_log(size: tuple[int, int], tmp_path: Path, text_screen: SnapshotAssertion) -> None:
    log = write_lines(tmp_path / "decisions.ndjson", decisions())
    async with running(Start(program_in(tmp_path), log=log), size) as ran:
        await ran.settled()
        await ran.press("j", "enter")
        assert screen_text(ran.app) == text_screen


@SIZES
async def test_two_thousand_lines(
    size: tuple[int, int], tmp_path: Path, text_screen: SnapshotAssertion
) -> None:
    path = program_in(tmp_path)
    text = path.read_text(encoding="utf-8")
    before = text.index("  group casinos")
    many = "".join(f'  group g{n} {{ name "NAME {n}*" }}\n' for n in range(2_000))
    path.write_text(text[:before] + many + text[before:], encoding="utf-8")
    async with running(Start(path), size) as ran:
        await ran.settled()
        ran.app.workbench.rules.go_to(2_036)
        await ran.settled()
        assert screen_text(ran.app) == text_screen


_PLACES = {
    Scope.CASES: "alt+2",
    Scope.SWEEP: "alt+4",
    Scope.LOG: "alt+5",
}


@pytest.mark.parametrize("scope", _PLACES)
async def test_help_for_a_place(
    scope: Scope, tmp_path: Path, text_screen: SnapshotAssertion
) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press(_PLACES[scope], "f1")
        assert isinstance(ran.app.screen, HelpScreen)
        assert screen_text(ran.app) == text_screen


async def test_help_where_a_program_is_compared(
    tmp_path: Path, text_screen: SnapshotAssertion
) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press("alt+3", "escape", "f1")
        assert isinstance(ran.app.screen, HelpScreen)
        assert screen_text(ran.app) == text_screen


async def test_help_where_a_program_is_chosen(text_screen: SnapshotAssertion) -> None:
    async with running(Start()) as ran:
        await ran.settled()
        await ran.press("f1")
        assert isinstance(ran.app.screen, HelpScreen)
        assert screen_text(ran.app) == text_screen


async def test_in_the_colours_of_the_terminal(
    tmp_path: Path, svg_screen: SnapshotAssertion
) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        ran.app.theme = "ansi-dark"
        await ran.settled()
        assert ran.app.export_screenshot(simplify=True) == svg_screen
