"""`pointsman decide`: purchases in, decisions out, one a line or in a table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from pointsman.cli.diagnosing import Report
from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import STDIN
from pointsman.cli.lines import answer_lines
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color
from pointsman.cli.tables import FORMATS, TableOptions, decide_table, is_table
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from pointsman.cli.lines import Many
    from pointsman.engine.program import Program

_FIRST = 50
"""Lines that take no longer to interpret than the program takes to compile."""


@click.command("decide", short_help="Decide purchases, one a line or a whole table.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.argument("facts", default=STDIN, type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", type=click.Path(allow_dash=True), help="Write to a file, when all is done."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How FACTS is written, if its name does not tell.",
)
@click.option(
    "--output-format", type=click.Choice(FORMATS), help="How to write, if its name does not tell."
)
@click.option(
    "--skip-bad", type=click.Path(), help="Go on after bad rows, and write them to this file."
)
@form_option
@json_option
@color_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    program: str,
    facts: str,
    output: str | None,
    format_: str | None,
    output_format: str | None,
    skip_bad: str | None,
    form: Form | None,
    as_json: bool,
    color: Color,
) -> ExitStatus:
    """Decide every purchase in FACTS, a file of JSON lines (- or nothing: standard input).

    One decision a line goes to standard output, in order. A line that cannot be decided goes to
    standard error as {"line": N, "id": …, "error": {…}}, the rest go on, and the exit status is 1.

    FACTS may also be a table in CSV, Parquet or Arrow, and so may the output be: the endings .csv,
    .parquet, .arrow, .arrows and .ndjson tell. Columns are nested as facts are, or have dotted
    names (authorization.amount). A table with a bad row has no output, unless --skip-bad names a
    file for such rows.

    \b
    Examples:
      pointsman decide world-elite.points purchases.ndjson > decisions.ndjson
      tail -f purchases.ndjson | pointsman decide world-elite.points
      pointsman decide world-elite.points march.parquet -o decisions.parquet
    """
    options = TableOptions(output, format_, output_format, skip_bad)
    if options.ask_for_tables or (format_ is None and is_table(facts)):
        return _table(program, facts, form, options, Report("json" if as_json else "full", color))
    return answer_lines(
        program, facts, form, as_json=as_json, color=color, answer=_OneByOne(), make_many=_many
    )


def _table(
    program: str, facts: str, form: Form | None, options: TableOptions, found: Report
) -> ExitStatus:
    from pointsman.cli.opening import open_program

    if program == facts == STDIN:
        raise click.UsageError("program and purchases cannot both come from standard input")
    opened = open_program(program, form, found)
    if opened is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    return decide_table(opened, facts, options)


def _many(program: "Program") -> "Many | None":
    """What decides many lines at a time, where `pointsman[batch]` is installed."""
    from importlib.util import find_spec

    if find_spec("msgspec") is None:
        return None
    from pointsman.batch.lines import LineDecider

    return LineDecider(program)


class _OneByOne:
    """Decides a line at a time; the first few without waiting for code to be compiled."""

    def __init__(self) -> None:
        self._decided = 0

    def __call__(self, program: "Program", data: Mapping[str, object]) -> str:
        """The decision of a line."""
        from pointsman.feeds import native

        self._decided += 1
        once = self._decided <= _FIRST
        return str((program.decide_once if once else program.decide)(native(data)))
