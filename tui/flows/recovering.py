"""Unsaved work is kept aside while it is unsaved, and offered when it was left behind."""

import asyncio
import signal
from pathlib import Path
from typing import Final

from attrs import define, field

from pointsman.tui.flows.host import Host
from pointsman.tui.model.question import Question
from pointsman.tui.model.recovery import RecoveredWork, Recovery, Work
from pointsman.tui.model.rules_text import RulesText
from pointsman.tui.screens.confirm import Choice, ConfirmScreen

SOON: Final = 0.3
"""Seconds between an edit and its being kept aside."""

TAKE = Choice("take", "Bring it back", "b")
LATER = Choice("later", "Not now", "n", safe=True)
DROP = Choice("drop", "Throw it away", "t", destructive=True)

_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)
)
"""The terminal closed, or somebody wants the program gone."""


@define(eq=False)
class Recovering:
    """Keeps what is unsaved in a file of this process."""

    app: Host
    kept: Recovery
    _unkept: bool = False
    _busy: bool = False
    _writing: asyncio.Lock = field(factory=asyncio.Lock)
    _watched: list[int] = field(factory=list)

    def note(self) -> None:
        """Something was edited or saved: bring what is kept aside up to date, soon."""
        self._unkept = True
        if not self._busy:
            self._busy = True
            self.app.do(self._keep(), "recovery")

    async def offer(self, path: Path | None) -> None:
        """Ask about the work that was left for a file (None: for rules never saved)."""
        found = await asyncio.to_thread(self.kept.found, path)
        if found is None:
            return
        answer = await self.app.ask(ConfirmScreen(_asked(found), (TAKE, LATER, DROP)))
        if answer == LATER.id:
            return
        if answer == TAKE.id:
            self._take(found)
            if not await asyncio.to_thread(self.kept.write, self._work()):
                # What is found stays the only copy until the user saves.
                return
        await asyncio.to_thread(self.kept.discard, found)

    async def forget(self) -> None:
        """All is saved or given up."""
        self._unkept = False
        async with self._writing:
            await asyncio.to_thread(self.kept.forget)

    def watch_for_the_end(self) -> None:
        """When the terminal closes, keep what is unsaved, and end."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            try:
                loop.add_signal_handler(number, self._ended)
            except (NotImplementedError, RuntimeError, ValueError):
                # No such handlers on this platform, or not in this thread: edits are kept anyway.
                return
            self._watched.append(number)

    def stop_watching(self) -> None:
        """The program ends by itself."""
        for number in self._watched:
            asyncio.get_running_loop().remove_signal_handler(number)
        self._watched.clear()

    def _ended(self) -> None:
        if self.app.desk.unsaved:
            self.kept.write(self._work())
        self.app.leave(1)

    async def _keep(self) -> None:
        try:
            while self._unkept:
                await asyncio.sleep(SOON)
                async with self._writing:
                    await self._keep_now()
        finally:
            self._busy = False

    async def _keep_now(self) -> None:
        if not self._unkept:
            return
        self._unkept = False
        if self.app.desk.unsaved:
            await asyncio.to_thread(self.kept.write, self._work())
        else:
            await asyncio.to_thread(self.kept.forget)

    def _take(self, found: RecoveredWork) -> None:
        work, desk = found.work, self.app.desk
        desk.rules = RulesText(work.rules, work.rules_name)
        # What another program wrote since then is asked about when the rules are saved.
        desk.rules_file.stamp = work.stamp or desk.rules_file.stamp
        self.app.rules_replaced(keep_facts=True)
        self.app.choose_facts(Question(work.facts, work.facts_name), "the work that was left")

    def _work(self) -> Work:
        desk = self.app.desk
        return Work(
            desk.rules.text,
            desk.question.text,
            desk.path,
            desk.rules_file.stamp,
            desk.rules.name,
            desk.question.name,
        )


def _asked(found: RecoveredWork) -> str:
    at = found.written.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"there is unsaved work on `{found.work.rules_name}`, left at {at}"
