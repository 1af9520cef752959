"""What the program begins with: the files that were named, or a choice."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.dsl.forms import form_of_name
from pointsman.programs import shipped_path
from pointsman.tui.flows.host import Host
from pointsman.tui.model.files import FileProblem, TextFile, Trouble, read_text_file
from pointsman.tui.model.openable import Kind
from pointsman.tui.model.start import Start

if TYPE_CHECKING:
    from pointsman.tui.screens.chooser import Chosen


@frozen(eq=False)
class Starting:
    """Puts the first rules and facts on the desk."""

    app: Host
    start: Start

    def look(self) -> None:
        """Lay the rules that were named on the desk, so that the first paint has them.

        What else it takes to open them comes later: only a name that leaves no doubt will do.
        """
        path = self.start.program
        if path is not None and form_of_name(path.name) == "points":
            file = read_text_file(path)
            if isinstance(file, TextFile):
                self.app.filing.lay(file)

    async def begin(self) -> None:
        """Open what was named; without a program, let the user choose."""
        if self.start.program is None:
            await self.app.recovering.offer(None)
            if not self.app.desk.rules.text:
                await self.choose()
        else:
            await self._open(self.start.program)
        if self.start.facts is not None:
            await self._take_facts(self.start.facts)
        if self.start.log is not None:
            await self.app.answered()
            self.app.show_log(self.start.log, self.start.purchases)

    async def choose(self) -> None:
        """Recent files, programs that ship, an empty one; going back keeps what is there."""
        from pointsman.tui.screens.chooser import ChooserScreen  # noqa: PLC0415 - first paint

        chosen = await self.app.ask(ChooserScreen(self.app.recents))
        if chosen is None:
            if not self.app.desk.rules.text:
                await self.app.filing.new()
        elif chosen.path is not None:
            await self.app.filing.open(chosen.path)
        else:
            await self._begin_with(chosen)

    async def _begin_with(self, chosen: "Chosen") -> None:
        if chosen.kind is not Kind.SHIPPED:
            await self.app.filing.new()
            return
        file = await asyncio.to_thread(read_text_file, shipped_path(chosen.name))
        if isinstance(file, TextFile) and await self.app.filing.may_leave_rules():
            self.app.filing.take_copy(file)

    async def _open(self, path: Path) -> None:
        file = await asyncio.to_thread(read_text_file, path)
        desk = self.app.desk
        if isinstance(file, TextFile) and (desk.path, desk.rules_file.stamp) == (path, file.stamp):
            # It lies there since the first paint, and may have been typed into.
            self.app.filing.take_laid(file)
            await self.app.recovering.offer(path)
        elif isinstance(file, TextFile):
            await self.app.filing.open(path)
        elif file.trouble is Trouble.MISSING:
            self.app.filing.take_new(path)
        else:
            await self._choose_instead(file)

    async def _take_facts(self, path: Path) -> None:
        """Facts, whatever stands there: what is wrong with them is said in their pane."""
        file = await asyncio.to_thread(read_text_file, path)
        if isinstance(file, TextFile):
            self.app.filing.take_facts(file)
        else:
            self.app.filing.tell(file)

    async def _choose_instead(self, problem: FileProblem) -> None:
        self.app.say(problem.message, "error")
        await self.choose()
