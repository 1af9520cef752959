"""`pointsman check`: everything that is wrong with program files."""

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import each, read_program_file
from pointsman.cli.options import (
    color_option,
    files_argument,
    form_option,
    format_option,
    json_option,
)
from pointsman.cli.output import Color, write_text
from pointsman.dsl.forms import Form


@click.command("check", short_help="Say what is wrong with program files.")
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
    from pointsman.dsl.reading import read_program

    found = Report("json" if as_json else style, color)

    def check(path: str) -> ExitStatus:
        given = read_program_file(path, form)
        reading = read_program(given.data, given.name, given.form)
        found.add(reading.diagnostics)
        return ExitStatus.WELL if reading.ok else ExitStatus.INPUT_WRONG

    status = each(files, check, as_json=found.style == "json")
    found.finish()
    if status is ExitStatus.WELL and found.style == "full" and not found.diagnostics:
        programs = "program" if len(files) == 1 else "programs"
        write_text(f"{len(files)} {programs} checked: no problems\n")
    return status
