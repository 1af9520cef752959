"""`pointsman decide`: purchases in, decisions out, one a line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import STDIN
from pointsman.cli.lines import answer_lines
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from pointsman.engine.program import Program


@click.command("decide", short_help="Decide purchases, one a line.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.argument("facts", default=STDIN, type=click.Path(allow_dash=True))
@form_option
@json_option
@color_option
def command(program: str, facts: str, form: Form | None, as_json: bool, color: Color) -> ExitStatus:
    """Decide every purchase in FACTS, a file of JSON lines (- or nothing: standard input).

    One decision a line goes to standard output, in order. A line that cannot be decided goes to
    standard error as {"line": N, "id": …, "error": {…}}, the rest go on, and the exit status is 1.

    \b
    Examples:
      pointsman decide world-elite.points purchases.ndjson > decisions.ndjson
      tail -f purchases.ndjson | pointsman decide world-elite.points
    """
    return answer_lines(program, facts, form, as_json=as_json, color=color, answer=_decision)


def _decision(program: "Program", data: Mapping[str, object]) -> str:
    from pointsman.feeds import native

    return str(program.decide(native(data)))
