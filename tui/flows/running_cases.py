"""The cases beside the program, run in the background on each save."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define

from pointsman.tui.model.cases import CasesRun, run_cases
from pointsman.tui.model.rules_text import RulesText, read_rules

if TYPE_CHECKING:
    from pointsman.tui.app import PointsmanApp


@define(eq=False)
class RunningCases:
    """Runs the cases of what is on the desk, tells the workbench how they came out, adds to them."""

    app: "PointsmanApp"

    def run_soon(self) -> None:
        """Run the cases; an earlier run that is still going on no longer counts."""
        self.app.run_worker(self._run(), group="testing", exclusive=True)

    async def _run(self) -> None:
        desk = self.app.desk
        path = desk.cases_path
        ran = None if path is None else await asyncio.to_thread(_ran, desk.rules, path)
        if ran is None:
            self.app.workbench.show_cases("", well=True)
        else:
            self.app.workbench.show_cases(ran.summary, well=ran.well)


def _ran(rules: RulesText, path: Path) -> CasesRun | None:
    """None where there are no cases, or no program to run them with."""
    program = read_rules(rules).program
    if program is None or not path.is_file():
        return None
    return run_cases(program, path.read_bytes(), path.name)
