"""Names that would colour, link, turn round or steer a terminal are shown as text, everywhere."""

import json
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
import yaml
from rich.color import Color
from rich.segment import Segment
from textual.filter import Monochrome
from textual.widgets import TextArea

from pointsman.tui.model.start import Start
from tests.tui.running import SMALL, WIDE, Running, program_in, running
from tests.tui.screens_seen import screen_text

MARKUP: Final = "[red]x[/red][link=http://x]y[/link]"
CLICK: Final = "[@click=app.quit]z[/]"
STEERING: Final = "\u202e\x1b[31m"
NAME: Final = f"{MARKUP}{CLICK}{STEERING}"
SHOWN: Final = r"\u{202e}\u{1b}[31m"
"""What stands on the screen for what steers."""

# Steering characters are refused in a program: there they stand in a second one.
PROGRAM: Final = f"""\
program "{MARKUP}" {{
  version 1
  currency USD
  points "[red]P[/red]" whole
  fact segment in ("{CLICK}", plain)
  group friends {{ name "{MARKUP}*" }}
  filters {{
    merchant only friends
    require segment = "{CLICK}" else "{MARKUP}"
  }}
  conversion {{
    base at 0.01
    override "[link=http://x]O[/link]" for merchant friends when segment = "{CLICK}" at 0.008
  }}
  redemption {{ full }}
  communications {{ statement "[red]S[/red]" }}
}}
"""
FILE: Final = f"[red]n[link=x]{STEERING}.points"

GIVEN: Final = {
    "id": NAME,
    "authorization": {
        "amount": "100.00",
        "currency": "USD",
        "response_code": "00",
        "processing": "purchase",
        "merchant": {"id": "44", "name": f"{MARKUP} {STEERING}"},
    },
    "account": {
        "status": "GOOD_STANDING",
        "balance": 60000,
        "preferences": {"mode": "ALL"},
        "facts": {"segment": CLICK},
    },
}
CASES: Final = {
    "given": GIVEN,
    "cases": [
        {"name": NAME, "expect": {"points": 8000}},
        {"name": f"{NAME} 2", "expect": {"reason": NAME, "points": 7}},
        {"name": f"{NAME} 3", "given": {"account": {"status": NAME}}, "expect": {"points": 1}},
    ],
}


def _program(folder: Path, text: str = PROGRAM) -> Path:
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    cases = path.with_name(f"{path.stem}.cases.yaml")
    cases.write_text(yaml.safe_dump(CASES, allow_unicode=False), encoding="utf-8")
    return path


def _log(folder: Path) -> Path:
    path = folder / f"[red]l{STEERING}.ndjson"
    bad = {"id": NAME, "outcome": NAME, "reason": NAME, "rule": NAME, "facts": {"id": NAME}}
    path.write_text(f"{json.dumps(bad)}\n{json.dumps(GIVEN)}\n{{{NAME}\n", encoding="utf-8")
    return path


@asynccontextmanager
async def _shown(folder: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Running]:
    folder = folder / "[red]f"
    folder.mkdir()
    async with running(Start(_program(folder), log=_log(folder)), size) as ran:
        await ran.settled()
        yield ran


def _segments(ran: Running) -> list[Segment]:
    return [part for strip in ran.app.screen._compositor.render_strips() for part in strip]


def _is_inert(ran: Running) -> None:
    for text, style, _ in _segments(ran):
        steering = [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]
        assert steering == [], f"{text!r} reaches the terminal"
        assert style is None or not style.link, f"{text!r} is a link"
        assert style is None or "app.quit" not in str(style.meta), f"{text!r} can be clicked"


WAYS: Final = {
    "log": (),
    "log, a row": ("enter",),
    "log, its values": ("enter", "space"),
    "log, the counts": ("c",),
    "workbench": ("alt+1", "f2"),
    "facts": ("alt+1", "f3"),
    "facts as text": ("alt+1", "f3", "ctrl+b"),
    "explanation": ("alt+1", "f4", "3", "G"),
    "why not": ("alt+1", "f4", "w"),
    "cases": ("alt+2",),
    "a case that fails": ("alt+2", "n", "space"),
    "a case that is not read": ("alt+2", "G"),
    "compare": ("alt+3", "escape"),
    "choosing what to compare with": ("alt+3",),
    "sweep": ("alt+4",),
    "go to": ("alt+1", "ctrl+g"),
    "open": ("alt+1", "ctrl+o"),
    "the palette": ("alt+1", "ctrl+p"),
}


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])
async def test_in_every_place_they_are_text(tmp_path: Path, size: tuple[int, int]) -> None:
    async with _shown(tmp_path, size) as ran:
        literal = set()
        for place, keys in WAYS.items():
            await ran.press(*keys)
            _is_inert(ran)
            if "[red]" in screen_text(ran.app) or "[link=" in screen_text(ran.app):
                literal.add(place)
        for place in ("log", "workbench", "cases", "a case that fails", "facts as text", "open"):
            assert place in literal, f"nothing of them is to be seen in {place}"


async def test_what_steers_is_shown_by_its_number(tmp_path: Path) -> None:
    async with _shown(tmp_path) as ran:
        for keys in ((), ("alt+1", "f4"), ("alt+2",), ("alt+4",)):
            await ran.press(*keys)
            assert SHOWN in screen_text(ran.app)


async def test_in_questions_and_toasts(tmp_path: Path) -> None:
    async with _shown(tmp_path) as ran:
        await ran.press("alt+2", "y", "Y", "enter", "f2", "x", "ctrl+q")
        _is_inert(ran)
        assert f"[red]n[link=x]{SHOWN}" in screen_text(ran.app)
        assert not any(unicodedata.category(char) in {"Cc", "Cf"} for char in _toasts(ran))
        await ran.press("escape")


def _toasts(ran: Running) -> str:
    return ran.said.replace("\n", "")


async def test_among_the_recent_files(tmp_path: Path) -> None:
    async with _shown(tmp_path) as ran:
        await ran.press("alt+1")
        ran.app.action_choose()
        await ran.settled()
        _is_inert(ran)
        assert r"[red]n[link=x]\u{202e}" in screen_text(ran.app)


async def test_a_program_that_steers_is_refused_and_shown(tmp_path: Path) -> None:
    path = _program(tmp_path, PROGRAM.replace('"[red]P[/red]"', f'"{STEERING}"'))
    async with running(Start(path)) as ran:
        await ran.settled()
        _is_inert(ran)
        assert "control character U+001B is not allowed" in " ".join(screen_text(ran.app).split())
        editor = ran.app.workbench.rules.query_one(TextArea)
        assert STEERING in editor.text, "the text itself stays as it is"


# Without colour.


def _colours(ran: Running) -> set[Color]:
    """What a terminal would get, after the filters of the app."""
    found: set[Color] = set()
    for _, style, _ in _segments(ran):
        if style is not None:
            found |= {each for each in (style.color, style.bgcolor) if each is not None}
    return {color for color in found if not color.is_default and not _is_grey(color)}


def _is_grey(color: Color) -> bool:
    triplet = color.get_truecolor()
    return triplet.red == triplet.green == triplet.blue


async def test_without_colour_words_and_glyphs_say_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        assert any(isinstance(each, Monochrome) for each in ran.app._filters)
        shown = screen_text(ran.app)
        assert "✓ REDEEMED_FULL" in shown
        assert "✗ segment" in shown
        assert "! warning" in shown
        assert _colours(ran) == set()
        await ran.press("alt+2")
        assert "✓ pass" in screen_text(ran.app)
        assert _colours(ran) == set()
