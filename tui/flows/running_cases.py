"""The cases beside the program: run in the background on each save, and added to."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define

from pointsman.tui.flows.host import Host
from pointsman.tui.model.rules_text import RulesText, read_rules

if TYPE_CHECKING:
    from pointsman.tui.model.cases import CasesRun


@define(eq=False)
class RunningCases:
    """Runs the cases of what is on the desk, tells the workbench how they came out, adds to them.

    What may ask the user runs in a worker.
    """

    app: Host

    _newest: int = 0

    def run_soon(self) -> None:
        """Run the cases; an earlier run that is still going on no longer counts."""
        self._newest += 1
        self.app.do(self._run(), "cases")

    async def save_case(self) -> None:
        """Ask for a name, and write the present facts and what they came to as a new case."""
        from pointsman.tui.screens.adding_case import add_case  # noqa: PLC0415 - first paint

        name = await add_case(self.app.ask, self.app.desk, self.app.say)
        if name is not None:
            self.facts_kept()
            self.run_soon()

    def came_to(self, summary: str, *, well: bool) -> None:
        """They were run elsewhere: an earlier run that is still going on no longer counts."""
        self._newest += 1
        self.app.show_cases(summary, well=well)

    def facts_kept(self) -> None:
        """The present facts stand in a case; those of a file are still to be saved there."""
        if self.app.desk.facts_file.path is None:
            self.app.desk.facts_file.is_now(None, self.app.desk.question.text)
        self.app.state_changed()

    async def _run(self) -> None:
        desk, number = self.app.desk, self._newest
        path = desk.cases_path
        ran = None if path is None else await asyncio.to_thread(_ran, desk.rules, path)
        if number != self._newest:
            return
        if ran is None:
            self.app.show_cases("", well=True)
        else:
            self.app.show_cases(ran.summary, well=ran.well)


def _ran(rules: RulesText, path: Path) -> "CasesRun | None":
    """None where there are no cases, or no program to run them with."""
    from pointsman.tui.model.cases import run_cases  # noqa: PLC0415 - first paint

    program = read_rules(rules).program
    if program is None:
        return None
    try:
        data = path.read_bytes()
    except OSError:
        # The cases place says what is wrong with a file that is there.
        return None
    return run_cases(program, data, path.name)
