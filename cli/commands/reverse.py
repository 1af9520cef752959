"""`pointsman reverse`: points given back to the lots they came from, one reversal a line."""

import json
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


@click.command("reverse", short_help="Give redeemed points back, one reversal a line.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.argument("file", default=STDIN, type=click.Path(allow_dash=True))
@form_option
@json_option
@color_option
def command(program: str, file: str, form: Form | None, as_json: bool, color: Color) -> ExitStatus:
    """Reverse every redemption in FILE, JSON lines with its lots (- or nothing: standard input).

    One answer a line goes to standard output, in order: accepted or refused, the errors, and the
    lots as they are then. A line that cannot be read goes to standard error as
    {"line": N, "id": …, "error": {…}}, the rest go on, and the exit status is 1.

    \b
    Examples:
      pointsman reverse rewards.points reversals.ndjson
    """
    return answer_lines(program, file, form, as_json=as_json, color=color, answer=_reversal)


def _reversal(program: "Program", data: Mapping[str, object]) -> str:
    from pointsman.engine.reversal import decide_reversal
    from pointsman.engine.reversal_reading import read_reversal

    reversal = decide_reversal(read_reversal(data), program.whole)
    return json.dumps(reversal.to_json(), ensure_ascii=False)
