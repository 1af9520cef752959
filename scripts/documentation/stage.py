"""The terminal program on a stage: the real one, its keys pressed, and a picture of its screen.

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
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.start import Start
from pointsman.tui.screens.chooser import ChooserScreen
from scripts.documentation.pages import ROOT

SIZE = (140, 40)
TRIES = 400
CALM = 2
LOOK = 0.05
"""The screen is at rest when so many looks in a row, this many seconds apart, see the same."""

_SHIPPED = ROOT / "programs" / "shipped"
_UNSET = ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR")
_HOME = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

_FONT_OF_ANOTHER_HOST = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_NAME_BY_CONTENT = re.compile(r"terminal-\d+-")
_CLIP_OF_A_LINE = re.compile(
    r' clip-path="url\(#terminal-line-\d+\)"|<clipPath id="terminal-line.*?</clipPath>', re.DOTALL
)
_FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"


@frozen
class Stage:
    """The program that runs, and the pilot that presses its keys."""

    app: PointsmanApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait for what they set going."""
        await self.pilot.press(*keys)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text where the focus is."""
        await self.press(*(_KEYS.get(character, character) for character in text))

    async def settled(self) -> None:
        """Wait until nothing is decided, read or written any more, and all of it is shown."""
        seen, calm = "", 0
        for _ in range(TRIES):
            await self._work_done()
            now = self.picture()
            calm = calm + 1 if now == seen else 0
            if calm == CALM:
                return
            seen = now
        raise RuntimeError("the screen never came to rest")

    async def _work_done(self) -> None:
        """A question to the user is work that never ends by itself: wait a while instead."""
        await self.pilot.pause()
        while not self._asks and any(not worker.is_finished for worker in self.app.workers):
            await self.pilot.pause(LOOK)
        if self._asks:
            await self.pilot.pause(LOOK)

    @property
    def _asks(self) -> bool:
        return isinstance(self.app.screen, (ChooserScreen, ModalScreen))

    def picture(self) -> str:
        """The screen as an SVG that asks no other host for anything."""
        for widget in (*self.app.screen.query(TextArea), *self.app.screen.query(Input)):
            widget.cursor_blink = False
        return _own(self.app.export_screenshot(simplify=True))

    def text(self) -> str:
        """The characters on the screen, line by line, blanks at the ends cut."""
        # Textual has no public way to the characters.
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001
        return "\n".join(strip.text.rstrip() for strip in strips)


_KEYS = {" ": "space", ".": "full_stop", "/": "slash", "-": "minus", "_": "underscore"}


def _own(svg: str) -> str:
    svg = _FONT_OF_ANOTHER_HOST.sub("", svg)
    svg = _NAME_BY_CONTENT.sub("terminal-", svg)
    svg = _CLIP_OF_A_LINE.sub("", svg)
    svg = svg.replace("Fira Code, monospace", _FONTS).replace("arial", "sans-serif")
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines() if line.strip())


@asynccontextmanager
async def running(start: Start, size: tuple[int, int] = SIZE) -> AsyncIterator[Stage]:
    """The program as the command starts it, come to rest."""
    app = PointsmanApp(start)
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot)
        await stage.settled()
        yield stage


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """An empty folder to work in, `~/programs`, and a home with nothing of the reader's."""
    home, work = folder / "home", folder / "home" / "programs"
    work.mkdir(parents=True)
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
