"""The whole program under a pilot, with a program of its own in a folder of its own."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from attrs import frozen
from textual.pilot import Pilot
from textual.worker import Worker

from pointsman.programs import shipped_path
from pointsman.tui.app import PointsmanApp
from pointsman.tui.model.start import Start
from tests.tui.screens_seen import screen_text

_TRIES = 100
_CALM = 3

WIDE = (140, 40)
SMALL = (80, 24)


@frozen
class Running:
    """The app that runs and the pilot that presses its keys."""

    app: PointsmanApp
    pilot: Pilot[None]

    async def settled(self) -> None:
        """Wait until nothing is being decided, read or written, and all of it is shown."""
        seen, calm = "", 0
        for _ in range(_TRIES):
            await self._work_done()
            now = screen_text(self.app)
            calm = calm + 1 if now == seen and (self.asking or not self._working()) else 0
            # Work that waits for the user never ends: a question stands when nothing else moves.
            if calm == (_CALM if self.asking else 1):
                return
            seen = now
        raise AssertionError("the screen never came to rest")

    @property
    def asking(self) -> bool:
        """Whether some work waits for what the user answers on a screen."""
        callbacks = (each for screen in self.app.screen_stack for each in screen._result_callbacks)
        return any(callback.future is not None for callback in callbacks)

    def _working(self) -> list[Worker[Any]]:
        return [worker for worker in self.app.workers if not worker.is_finished]

    async def _work_done(self) -> None:
        await self.pilot.pause()
        while self._working() and not self.asking:
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def said(self) -> str:
        """What was told in the corner, which tests leave off the screen: it goes by itself."""
        return "\n".join(told.message for told in self.app._notifications)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait for what they set going."""
        for key in keys:
            await self.pilot.press(key)
        await self.settled()


def program_in(folder: Path, name: str = "world-elite", *, cases: bool = True) -> Path:
    """A copy of a shipped program, and of its cases."""
    source = shipped_path(name)
    path = folder / source.name
    shutil.copyfile(source, path)
    if cases:
        shutil.copyfile(source.with_name(f"{name}.cases.yaml"), folder / f"{name}.cases.yaml")
    return path


@asynccontextmanager
async def running(start: Start, size: tuple[int, int] = WIDE) -> AsyncIterator[Running]:
    """The program as the command starts it."""
    app = PointsmanApp(start)
    async with app.run_test(size=size) as pilot:
        ran = Running(app, pilot)
        await _begun(ran)
        # The first answer may be to facts that others take the place of: begin with the last.
        await ran.settled()
        yield ran


async def _begun(ran: Running) -> None:
    """A start that asks the user something is begun when the question is there."""
    for _ in range(200):
        await ran.pilot.pause()
        if ran.app.screen is not ran.app.workbench or ran.app.desk.latest is not None:
            return
