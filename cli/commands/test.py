"""`pointsman test`: the cases of programs, and the rules that no case reached."""

from typing import TYPE_CHECKING

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import each, read_bytes
from pointsman.cli.options import color_option, json_option
from pointsman.cli.output import Color, write_json

if TYPE_CHECKING:
    from pointsman.cli.case_report import CaseReport
    from pointsman.cli.diagnosing import Report


@click.command("test", short_help="Run the cases that stand beside programs.")
@click.argument("programs", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--cases", type=click.Path(), help="The case file; by default beside the program.")
@json_option
@color_option
def command(
    programs: tuple[str, ...], cases: str | None, as_json: bool, color: Color
) -> ExitStatus:
    """Run the cases that stand beside programs (NAME.cases.yaml).

    A case that does not come out as expected is shown with the explanation of its decision, and
    the exit status is 1. Rules that made no difference in any case are listed; they are no error.

    \b
    Examples:
      pointsman test world-elite.points
      pointsman test --cases more.cases.yaml world-elite.points
    """
    from pointsman.cli.case_report import CaseReport
    from pointsman.cli.diagnosing import Report

    if cases is not None and len(programs) > 1:
        raise click.UsageError("`--cases` goes with one program")
    mistakes = Report("json" if as_json else "full", color)
    report = CaseReport(as_json=as_json, color=color)
    status = each(programs, lambda path: _test(path, cases, mistakes, report), as_json=as_json)
    if as_json:
        from pointsman.cli.diagnosing import diagnostics_json

        found = diagnostics_json(mistakes.diagnostics)
        write_json({"programs": report.programs, "diagnostics": found})
    else:
        mistakes.finish()
    return status


def _test(path: str, cases: str | None, mistakes: "Report", report: "CaseReport") -> ExitStatus:
    from pointsman.cli.opening import case_file_of, open_program
    from pointsman.feeds import native, secret_pointers
    from pointsman.programs.case_reading import read_cases
    from pointsman.programs.case_runs import run_case

    program = open_program(path, None, mistakes)
    if program is None:
        return ExitStatus.INPUT_WRONG
    file = case_file_of(path, cases)
    read = read_cases(read_bytes(file), file)
    if read.diagnostics:
        mistakes.add(read.diagnostics)
        return ExitStatus.INPUT_WRONG
    runs = [run_case(program, case, native) for case in read.cases]
    report.add(path, program, runs)
    for run in runs:
        mistakes.add(read.problems_of(run.case, run.problems, secret_pointers(run.case.given)))
    return ExitStatus.WELL if all(run.passed for run in runs) else ExitStatus.INPUT_WRONG
