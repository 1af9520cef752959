"""What other programs do to the files on the desk: taken up, or asked about first."""

import asyncio
from pathlib import Path

from attrs import define, field

from pointsman.tui.flows.host import Host
from pointsman.tui.model.files import NO_FILE, FileProblem, Stamp, TextFile, read_text_file
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
        await self._look_at_rules()
        await self._look_at_facts()

    async def _look_at_rules(self) -> None:
        desk = self.app.desk
        if desk.path is None or desk.stamp is None:
            return
        change = await _looked(desk.path, desk.stamp)
        if change is Change.GONE:
            desk.gone, desk.stamp = True, NO_FILE
            self._tell_gone(desk.path)
        file = await _changed(desk.path, change)
        if file is None:
            return
        answer = await self._whose(file, desk.rules.text, edited=desk.edited)
        if answer == RELOAD.id:
            self.app.filing.read_again(file)
            self._tell_read(file)
        elif answer == KEEP.id:
            desk.came_from(file.path, file.text, file.stamp)
            self.app.state_changed()

    async def _look_at_facts(self) -> None:
        desk = self.app.desk
        if desk.facts_path is None or desk.facts_stamp is None:
            return
        change = await _looked(desk.facts_path, desk.facts_stamp)
        if change is Change.GONE:
            desk.facts_gone, desk.facts_stamp = True, NO_FILE
            self._tell_gone(desk.facts_path)
        file = await _changed(desk.facts_path, change)
        if file is None:
            return
        answer = await self._whose(file, desk.question.text, edited=desk.facts_edited)
        if answer in {RELOAD.id, KEEP.id}:
            desk.facts_came_from(file.path, file.text, file.stamp)
        if answer == RELOAD.id:
            self.app.facts_replaced(Question(file.text, file.path.name))
            self._tell_read(file)

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

    def _tell_read(self, file: TextFile) -> None:
        self.app.say(f"{file.path.name} was changed by another program, and read again")


async def _looked(path: Path, stamp: Stamp) -> Change:
    return await asyncio.to_thread(Watch(path, stamp).look)


async def _changed(path: Path, change: Change) -> TextFile | None:
    """The file, where it has changed and can be read now."""
    if change is not Change.CHANGED:
        return None
    file = await asyncio.to_thread(read_text_file, path)
    return None if isinstance(file, FileProblem) else file
