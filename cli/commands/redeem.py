"""`pointsman redeem`: digital redemption requests in, decisions out, one a line."""

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


@click.command("redeem", short_help="Decide digital redemptions, one a line.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.argument("file", default=STDIN, type=click.Path(allow_dash=True))
@form_option
@json_option
@color_option
def command(program: str, file: str, form: Form | None, as_json: bool, color: Color) -> ExitStatus:
    """Decide every redemption request in FILE, JSON lines (- or nothing: standard input).

    A line holds `at`, `account`, `request` (the body of POST /redemptions) and perhaps an `id`.
    One decision a line goes to standard output, in order: accepted, or every error of the
    request. A line that cannot be read goes to standard error as
    {"line": N, "id": …, "error": {…}}, the rest go on, and the exit status is 1.

    \b
    Examples:
      pointsman redeem rewards.points requests.ndjson
    """
    return answer_lines(program, file, form, as_json=as_json, color=color, answer=_redemption)


def _redemption(program: "Program", data: Mapping[str, object]) -> str:
    from pointsman.engine.redemptions import redeem_line

    return json.dumps(redeem_line(program, data).to_json(), ensure_ascii=False)
