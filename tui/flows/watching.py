"""What other programs do to the files on the desk: taken up, or asked about first."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from pointsman.tui.flows.host import Host
from pointsman.tui.model.files import FileProblem, Stamp, TextFile, read_text_file
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.question import Question
from pointsman.tui.model.watching import Change, Watch
from pointsman.tui.screens.confirm import Choice, ConfirmScreen

RELOAD = Choice("reload", "Load theirs", "l", destructive=True)
KEEP = Choice("keep", "Keep mine", "k", destructive=True)
LATER = Choice("later", "Decide later", "d", safe=True)


@define(eq=False)
class Watching:
    """Looks at the files of the rules and of the facts; may ask, so it runs in a worker."""

    app: Host
    _put_off: dict[Path, Stamp] = field(factory=dict)
    """What a file was when the user would not yet say whose text stays: saving asks again."""

    async def look(self) -> None:
        """Look at both files once."""
        desk = self.app.desk
        await self._look_at(desk.rules_file, lambda: desk.rules.text, self.app.filing.read_again)
        await self._look_at(desk.facts_file, lambda: desk.question.text, self._read_facts_again)

    async def _look_at(
        self, known: OnDisk, mine: Callable[[], str], take: Callable[[TextFile], None]
    ) -> None:
        """Look at a file of which so much is known, and take what is there or keep what is mine."""
        if known.path is None or known.stamp is None:
            return
        change = await asyncio.to_thread(Watch(known.path, known.stamp).look)
        if change is Change.GONE:
            known.has_gone()
            self._tell_gone(known.path)
        file = await _changed(known.path, change)
        if file is None:
            return
        answer = await self._whose(file, mine(), edited=known.lacks(mine()))
        if answer == RELOAD.id:
            take(file)
            self.app.say(f"{file.path.name} was changed by another program, and read again")
        elif answer == KEEP.id:
            known.is_now(file.path, file.text, file.stamp)
            self.app.state_changed()

    def _read_facts_again(self, file: TextFile) -> None:
        self.app.desk.facts_file.is_now(file.path, file.text, file.stamp)
        self.app.facts_replaced(Question(file.text, file.path.name))

    async def _whose(self, file: TextFile, mine: str, *, edited: bool) -> str | None:
        """Whose text stays: nobody is asked where nothing is edited, or both wrote the same."""
        if file.text == mine:
            return KEEP.id
        if not edited:
            return RELOAD.id
        if self._put_off.get(file.path) == file.stamp:
            return None
        asked = f"`{file.path.name}` was changed by another program, and is edited here too"
        answer = await self.app.ask(ConfirmScreen(asked, (LATER, KEEP, RELOAD)))
        if answer == LATER.id:
            self._put_off[file.path] = file.stamp
        return answer

    def _tell_gone(self, path: Path) -> None:
        self.app.state_changed()
        self.app.say(f"{path.name} is no longer there; saving writes it again", "warning")


async def _changed(path: Path, change: Change) -> TextFile | None:
    """The file, where it has changed and can be read now."""
    if change is not Change.CHANGED:
        return None
    file = await asyncio.to_thread(read_text_file, path)
    return None if isinstance(file, FileProblem) else file
