"""`pointsman convert`: one program in its three forms."""

from typing import Any

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import FORMS, form_of, read_program_file
from pointsman.cli.options import color_option, file_argument, form_option, json_option
from pointsman.cli.output import Color, write_data
from pointsman.cli.writing import write_file
from pointsman.dsl.forms import Form


@click.command("convert", short_help="Write a program as points, YAML or JSON.")
@file_argument
@click.option("--to", type=click.Choice(FORMS), help="The form to write the program in.")
@click.option(
    "-o", "--output", type=click.Path(), help="Write to this file; its name may tell the form."
)
@form_option
@json_option
@color_option
def command(
    file: str, to: Form | None, output: str | None, form: Form | None, as_json: bool, color: Color
) -> ExitStatus:
    """Write a program as points, YAML or JSON; its digest stays the same.

    Comments are not part of a program: `pointsman fmt` keeps them, this does not.

    \b
    Examples:
      pointsman convert --to yaml world-elite.points
      pointsman convert program.json -o program.points
    """
    from pointsman.cli.diagnosing import Report
    from pointsman.dsl.reading import read_program

    wanted = to or _form_of_output(output)
    given = read_program_file(file, form)
    reading = read_program(given.data, given.name, given.form)
    if reading.document is None:
        found = Report("json" if as_json else "full", color)
        found.add(reading.diagnostics)
        found.finish()
        return ExitStatus.INPUT_WRONG
    text = _written(reading.document, wanted)
    if output is None:
        write_data(text)
    else:
        write_file(output, text)
    return ExitStatus.WELL


def _form_of_output(output: str | None) -> Form:
    if output is None:
        raise click.UsageError("say the form with `--to points`, `--to yaml` or `--to json`")
    return form_of(output)


def _written(document: dict[str, Any], form: Form) -> str:
    from pointsman.dsl.formatter import document_to_json, document_to_points, document_to_yaml

    write = {"points": document_to_points, "yaml": document_to_yaml, "json": document_to_json}
    return write[form](document)
