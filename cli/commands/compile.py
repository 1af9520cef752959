"""`pointsman compile`: the code that a program is compiled to, for people to read."""

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color, write_data, write_json
from pointsman.dsl.forms import Form


@click.command("compile", short_help="Show the code that decides, generated from a program.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.option("--columns", is_flag=True, help="Show the loop over columns, for many purchases.")
@form_option
@json_option
@color_option
def command(
    program: str, columns: bool, form: Form | None, as_json: bool, color: Color
) -> ExitStatus:
    """Show the code that PROGRAM is compiled to: whole numbers, tables, and nothing else.

    Constants and endings name the rule that they come from, and its place. The code is printed for
    people; Pointsman never reads it back.

    \b
    Examples:
      pointsman compile world-elite.points
      pointsman compile --columns world-elite.points
    """
    from pointsman.cli.diagnosing import Report
    from pointsman.cli.opening import open_program
    from pointsman.engine.compiled.printing import print_program

    found = Report("json" if as_json else "full", color)
    opened = open_program(program, form, found)
    if opened is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    source = print_program(opened, columns=columns)
    if as_json:
        write_json({"program": opened.identity(), "columns": columns, "source": source})
    else:
        write_data(source)
    return ExitStatus.WELL
