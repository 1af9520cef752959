"""`pointsman check`: everything that is wrong with program files."""

from typing import Any

import click

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.inputs import Form, read_program_file
from pointsman.cli.options import (
    color_option,
    files_argument,
    form_option,
    format_option,
    json_option,
)
from pointsman.cli.output import Color, report, write_text


@click.command("check")
@files_argument
@form_option
@format_option
@json_option
@color_option
def command(
    files: tuple[str, ...], form: Form | None, style: str, as_json: bool, color: Color
) -> ExitStatus:
    """Check program files (.points, .yaml, .json), all mistakes in one run.

    Errors and warnings go to standard error; as JSON, which is a result, to standard output.
    The exit status is 1 if there is an error; warnings alone leave it 0.

    \b
    Examples:
      pointsman check world-elite.points
      pointsman check --format concise programs/*.points
      cat program.yaml | pointsman check --form yaml --json -
    """
    from pointsman.cli.diagnosing import Report

    found = Report("json" if as_json else style, color)
    status = ExitStatus.WELL
    for path in files:
        try:
            reading = _read(path, form)
        except CallWrong as failure:
            report(failure, as_json=found.style == "json")
            status = ExitStatus.CALL_WRONG
            continue
        found.add(reading.diagnostics)
        status = max(status, ExitStatus.WELL if reading.ok else ExitStatus.INPUT_WRONG)
    found.finish()
    if status is ExitStatus.WELL and style == "full" and not as_json and not found.diagnostics:
        programs = "program" if len(files) == 1 else "programs"
        write_text(f"{len(files)} {programs} checked: no problems\n")
    return status


def _read(path: str, form: Form | None) -> Any:
    from pointsman.dsl.reading import read_program

    given = read_program_file(path, form)
    return read_program(given.data, given.name, given.form)
