"""The terminal program on a stage: the real one, with its keys pressed, and a picture of its screen.

A picture is the same wherever and whenever it is taken: the folder, the user's settings and the
size of the screen are the stage's own, and nothing on it blinks.
"""

import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, chdir, contextmanager
from pathlib import Path

from attrs import frozen
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from pointsman.tui.app import PointsmanApp
from pointsman.tui.flows.starting import Start
from scripts.documentation.pages import ROOT

SIZE = (140, 40)
TRIES = 100
"""Looks at the screen until it comes to rest."""

_SHIPPED = ROOT / "programs" / "shipped"
_UNSET = ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR")
_HOME = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

_FONT_OF_ANOTHER_HOST = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_NAME_BY_CONTENT = re.compile(r"terminal-\d+-")
_FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"


@frozen
class Stage:
    """The program that runs, and the pilot that presses its keys."""

    app: PointsmanApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait for what each sets going."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type a text where the focus is."""
        await self.press(*(_KEYS.get(character, character) for character in text))

    async def settled(self) -> None:
        """Wait until nothing is decided, read or written any more, and all of it is shown."""
        seen = ""
        for _ in range(TRIES):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            now = self.picture()
            if now == seen:
                return
            seen = now
        raise RuntimeError("the screen never came to rest")

    def picture(self) -> str:
        """The screen as an SVG that asks no other host for anything."""
        for widget in (*self.app.screen.query(TextArea), *self.app.screen.query(Input)):
            widget.cursor_blink = False
        return _own(self.app.export_screenshot(simplify=True))


_KEYS = {" ": "space", ".": "full_stop", "/": "slash", "-": "minus", "_": "underscore"}


def _own(svg: str) -> str:
    svg = _FONT_OF_ANOTHER_HOST.sub("", svg)
    svg = _NAME_BY_CONTENT.sub("terminal-", svg)
    svg = svg.replace("Fira Code, monospace", _FONTS).replace("arial", "sans-serif")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE).rstrip() + "\n"


@asynccontextmanager
async def running(start: Start) -> AsyncIterator[Stage]:
    """The program as the command starts it, come to rest."""
    app: App[None] = PointsmanApp(start)
    async with app.run_test(size=SIZE) as pilot:
        stage = Stage(app, pilot)
        await stage.settled()
        yield stage


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty folder to work in, and a home with nothing of the reader's."""
    home, work = folder / "home", folder / "work"
    home.mkdir()
    work.mkdir()
    kept = {name: os.environ.pop(name, None) for name in (*_UNSET, *_HOME)}
    os.environ["HOME"] = str(home)
    try:
        with chdir(work):
            yield work
    finally:
        os.environ.pop("HOME")
        os.environ.update({name: value for name, value in kept.items() if value is not None})


def copy_of(name: str) -> Path:
    """A copy of a shipped program and its cases, in the folder of now."""
    for path in (_SHIPPED / f"{name}.points", _SHIPPED / f"{name}.cases.yaml"):
        shutil.copyfile(path, path.name)
    return Path(f"{name}.points")
