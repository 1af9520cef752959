"""`pointsman fmt`: program files in the one style."""

import sys
from collections.abc import Iterable
from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.inputs import Given, form_of, read_program_file
from pointsman.cli.options import color_option, files_argument, json_option
from pointsman.cli.output import (
    Color,
    has_color,
    report,
    write_data,
    write_error,
    write_json,
    write_text,
)
from pointsman.cli.writing import write_file

if TYPE_CHECKING:
    from pointsman.cli.diagnosing import Report


@click.command("fmt")
@files_argument
@click.option("--check", "check_only", is_flag=True, help="Write nothing, name what would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing, show what would change.")
@json_option
@color_option
def command(
    files: tuple[str, ...], check_only: bool, show_diff: bool, as_json: bool, color: Color
) -> ExitStatus:
    """Rewrite .points files in the one style; comments are kept.

    Standard input (-) is written to standard output. With --check or --diff the exit status
    is 1 if anything would change. A file that cannot be read as a program stays as it is.

    \b
    Examples:
      pointsman fmt world-elite.points
      pointsman fmt --check --diff programs/*.points
    """
    from pointsman.cli.diagnosing import Report

    run = _Run(Report("json" if as_json else "full", color), color)
    for path in files:
        try:
            run.format(path, to_stdout=path == "-" and not (check_only or show_diff))
        except CallWrong as failure:
            report(failure, as_json=as_json)


class _Run:
    pass
