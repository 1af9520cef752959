"""What `pointsman test` says about the cases of a program."""

import sys
from collections.abc import Sequence

from attrs import define, field

from pointsman.cli.explanation_text import colored_text
from pointsman.cli.output import Color, has_color, write_text
from pointsman.dsl.rendering import Style, styled, visible
from pointsman.engine.program import Program
from pointsman.programs.case_runs import CaseRun, Unreached, unreached
from pointsman.programs.questions import explained


@define
class CaseReport:
    """Tells how the cases of each program came out, as text at once or as JSON at the end."""

    as_json: bool
    color: Color
    programs: list[dict[str, object]] = field(factory=list)

    def add(self, path: str, program: Program, runs: Sequence[CaseRun]) -> None:
        """The runs of one program's cases."""
        missed = list(unreached(program, runs))
        if self.as_json:
            self.programs.append(_as_json(path, program, runs, missed))
            return
        for run in runs:
            self._run(program, run)
        self._end(path, runs, missed)

    def _run(self, program: Program, run: CaseRun) -> None:
        mark = self._styled("✓", Style.GOOD) if run.passed else self._styled("✗", Style.ERROR)
        write_text(f"{mark} {visible(run.case.name)}\n")
        if run.passed:
            return
        write_text(f"  {visible(run.case.place)}\n")
        for mismatch in run.mismatches:
            write_text(f"  {visible(str(mismatch))}\n")
        if run.decision is None:
            write_text("  its facts cannot be read\n")
            return
        text = colored_text(explained(program, run.decision), self.color)
        write_text("".join(f"  │ {line}".rstrip() + "\n" for line in text.split("\n")))

    def _end(self, path: str, runs: Sequence[CaseRun], missed: Sequence[Unreached]) -> None:
        passed = sum(run.passed for run in runs)
        cases = "case" if len(runs) == 1 else "cases"
        write_text(f"{visible(path)}: {passed} of {len(runs)} {cases} passed\n")
        if not missed:
            return
        write_text("no case reached:\n")
        for rule in missed:
            place = f"  {visible(rule.place)}" if rule.place else ""
            write_text(f"  – {visible(rule.title)}: {rule.what}{place}\n")

    def _styled(self, text: str, style: Style) -> str:
        return styled(text, style, color=has_color(self.color, sys.stdout))


def _as_json(
    path: str, program: Program, runs: Sequence[CaseRun], missed: Sequence[Unreached]
) -> dict[str, object]:
    return {
        "file": path,
        "program": program.identity(),
        "cases": [_case(program, run) for run in runs],
        "unreached": [
            {"rule": rule.pointer, "title": rule.title, "what": rule.what, "place": rule.place}
            for rule in missed
        ],
    }


def _case(program: Program, run: CaseRun) -> dict[str, object]:
    return {
        "name": run.case.name,
        "place": run.case.place,
        "passed": run.passed,
        "mismatches": [
            {"key": each.key, "expected": each.expected, "found": each.found}
            for each in run.mismatches
        ],
        "problems": [problem.to_json() for problem in run.problems],
        "explanation": explained(program, run.decision).to_json()
        if run.decision and not run.passed
        else None,
    }
