"""`pointsman decide`: purchases in, decisions out, one a line."""

import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import STDIN, Form, open_to_read
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color

if TYPE_CHECKING:
    from pointsman.engine.problems import BadFactsError
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
    from pointsman.cli.diagnosing import Report
    from pointsman.cli.opening import open_program

    if program == facts == STDIN:
        raise click.UsageError("program and facts cannot both come from standard input")
    found = Report("json" if as_json else "full", color)
    opened = open_program(program, form, found)
    if opened is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    if facts == STDIN:
        return _decide(opened, sys.stdin.buffer)
    with open_to_read(facts) as stream:
        return _decide(opened, stream)


def _decide(program: "Program", stream: BinaryIO) -> ExitStatus:
    from pointsman.cli.progress import Progress
    from pointsman.engine.problems import BadFactsError
    from pointsman.feeds import native
    from pointsman.feeds.ndjson import read_lines

    # Whoever feeds lines by hand or by a pipe waits for each answer; a file does not.
    prompt = not _is_file(stream)
    status = ExitStatus.WELL
    with Progress("decided") as progress:
        for line in read_lines(stream):
            try:
                if line.problem is not None:
                    raise BadFactsError([line.problem])
                decision = str(program.decide(native(line.data)))
            except BadFactsError as error:
                progress.hide()
                _report(line.number, line.data, error)
                status = ExitStatus.INPUT_WRONG
            else:
                _write(decision, prompt=prompt)
            progress.advance()
    return status


def _is_file(stream: BinaryIO) -> bool:
    return stream.seekable()


def _write(decision: str, *, prompt: bool) -> None:
    sys.stdout.buffer.write(decision.encode() + b"\n")
    if prompt:
        sys.stdout.buffer.flush()


def _report(number: int, data: dict[str, object] | None, error: "BadFactsError") -> None:
    import json

    from pointsman.cli.output import write_error

    first, *others = [problem.to_json() for problem in error.problems]
    told: dict[str, object] = dict(first)
    if others:
        told["also"] = others
    facts_id = data.get("id") if data else None
    shown = facts_id if isinstance(facts_id, str) else None
    # ASCII only: an id that could not be read may hold anything.
    write_error(json.dumps({"line": number, "id": shown, "error": told}) + "\n")
