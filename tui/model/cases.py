"""The cases beside a program, run: what passed, what was expected beside what came out."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Final

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.rendering import summary as counted
from pointsman.engine.decision import Decision
from pointsman.engine.program import Program
from pointsman.feeds import native, secret_pointers
from pointsman.programs.case_reading import read_cases
from pointsman.programs.case_runs import CaseRun, Unreached, run_case, unreached
from pointsman.programs.cases import Case, CaseFile
from pointsman.programs.questions import Kind, kind_of
from pointsman.tui.model.compact_yaml import compact_yaml

_FACTS_WIDTH: Final = 60
"""Facts are shown in a pane that is not wide."""


class Result(Enum):
    """How a case came out: its glyph and its word."""

    PASSED = ("✓", "pass")
    FAILED = ("✗", "fail")
    UNREADABLE = ("!", "error")

    @property
    def glyph(self) -> str:
        """One character that says it without colour."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The same as a word."""
        return self.value[1]


@frozen
class CaseRow:
    """One case as it came out."""

    run: CaseRun

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.run.case

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.run.case.name

    @property
    def kind(self) -> Kind:
        """What the case asks: a purchase, a redemption or a reversal."""
        return kind_of(self.run.case.given)

    @property
    def result(self) -> Result:
        """Whether it passed, failed, or has facts that cannot be read."""
        if self.run.decision is None:
            return Result.UNREADABLE
        return Result.PASSED if self.run.passed else Result.FAILED

    @property
    def words(self) -> str:
        """What a search looks at."""
        return f"{self.name} {self.result.word} {self.came_to} {self.kind}".casefold()

    @property
    def line(self) -> str:
        """The line of the file where the case begins."""
        return self.case.place.rpartition(":")[2]

    @property
    def came_to(self) -> str:
        """What came out, in a word or two; what is wrong with the facts of one that has none."""
        if self.run.decision is None:
            return self.run.problems[0].message if self.run.problems else ""
        if isinstance(self.run.decision, Decision):
            return str(self.run.decision.reason)
        return "accepted" if self.run.decision.accepted else "refused"


@frozen
class CasesRun:
    """All cases of a file as they ran against one program.

    `rows` has those that ran: all of them, unless the run was stopped or the file is not readable.
    `unreached` is empty when not all of them ran.
    """

    file: CaseFile
    rows: tuple[CaseRow, ...] = ()
    unreached: tuple[Unreached, ...] = ()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What keeps the file from being read."""
        return self.file.diagnostics

    @property
    def stopped(self) -> bool:
        """Whether cases are left that did not run."""
        return not self.diagnostics and len(self.rows) < len(self.file.cases)

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(row.result is Result.PASSED for row in self.rows)

    @property
    def well(self) -> bool:
        """Whether every case of the file ran and passed."""
        return not self.diagnostics and self.passed == len(self.file.cases)

    @property
    def summary(self) -> str:
        """One short line: `12 of 12 cases pass`."""
        if self.diagnostics:
            return f"the case file has {counted(self.diagnostics)}"
        total = len(self.file.cases)
        cases = "case passes" if total == 1 else "cases pass"
        told = f"{self.passed:,} of {total:,} {cases}"
        return f"{told}, stopped after {len(self.rows):,}" if self.stopped else told

    def problems_of(self, row: CaseRow) -> list[Diagnostic]:
        """What is wrong with the facts of a case, each at its place in the file."""
        secret = secret_pointers(row.case.given)
        return self.file.problems_of(row.case, row.run.problems, secret)


def never() -> bool:
    """Nobody gives up."""
    return False


def run_cases(
    program: Program, data: bytes, name: str, stopped: Callable[[], bool] = never
) -> CasesRun:
    """Read the cases of a file's bytes and run them; `name` is the file's, for places.

    `stopped` is asked before each case, so that a long run can be given up.
    """
    file = read_cases(data, name)
    if file.diagnostics:
        return CasesRun(file)
    rows = tuple(_rows(program, file, stopped))
    if len(rows) < len(file.cases) or stopped():
        return CasesRun(file, rows)
    missed = tuple(unreached(program, [row.run for row in rows]))
    return CasesRun(file, rows, missed)


def case_text(case: Case) -> str:
    """The facts of a case, defaults included, as YAML; numbers and codes as they were written."""
    return compact_yaml(case.given, _FACTS_WIDTH, opened=1)


def _rows(program: Program, file: CaseFile, stopped: Callable[[], bool]) -> Iterator[CaseRow]:
    for case in file.cases:
        if stopped():
            return
        yield CaseRow(run_case(program, case, native))


def shown_rows(
    rows: tuple[CaseRow, ...], wanted: str = "", failing: bool = False
) -> tuple[CaseRow, ...]:
    """The cases whose name, answer or kind has this text (after `!`: has it not)."""
    inverted = wanted.startswith("!")
    sought = wanted.removeprefix("!").casefold().strip()
    return tuple(
        row
        for row in rows
        if not (failing and row.result is Result.PASSED)
        and (not sought or (sought in row.words) is not inverted)
    )
