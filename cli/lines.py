"""One JSON object a line in, one answer a line out, in order, for as long as lines come."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, BinaryIO

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import STDIN, open_to_read
from pointsman.cli.output import Color
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from pointsman.engine.problems import BadFactsError
    from pointsman.engine.program import Program

Answer = Callable[["Program", Mapping[str, object]], str]
"""Turns the object of a line into the line that answers it; raises BadFactsError."""


def answer_lines(
    program: str, path: str, form: Form | None, *, as_json: bool, color: Color, answer: Answer
) -> ExitStatus:
    """Open a program and answer every line of a file or of standard input.

    A line without an answer goes to standard error as {"line": N, "id": …, "error": {…}}, the
    rest go on, and the status is INPUT_WRONG.
    """
    from pointsman.cli.diagnosing import Report
    from pointsman.cli.opening import open_program

    if program == path == STDIN:
        raise click.UsageError("program and lines cannot both come from standard input")
    found = Report("json" if as_json else "full", color)
    opened = open_program(program, form, found)
    if opened is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    if path == STDIN:
        return _answer(opened, sys.stdin.buffer, answer)
    with open_to_read(path) as stream:
        return _answer(opened, stream, answer)


def _answer(program: "Program", stream: BinaryIO, answer: Answer) -> ExitStatus:
    from pointsman.cli.progress import Progress
    from pointsman.engine.problems import BadFactsError
    from pointsman.feeds.ndjson import read_lines

    # Whoever feeds lines by hand or by a pipe waits for each answer; a file does not.
    prompt = not stream.seekable()
    status = ExitStatus.WELL
    with Progress("decided") as progress:
        for line in read_lines(stream):
            try:
                if line.data is None:
                    raise BadFactsError([] if line.problem is None else [line.problem])
                told = answer(program, line.data)
            except BadFactsError as error:
                progress.hide()
                _report(line.number, line.data, error)
                status = ExitStatus.INPUT_WRONG
            else:
                _write(told, prompt=prompt)
            progress.advance()
    return status


def _write(line: str, *, prompt: bool) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
    if prompt:
        sys.stdout.buffer.flush()


def _report(number: int, data: Mapping[str, object] | None, error: "BadFactsError") -> None:
    from pointsman.cli.output import write_error

    first, *others = [problem.to_json() for problem in error.problems]
    told: dict[str, object] = dict(first)
    if others:
        told["also"] = others
    line_id = data.get("id") if data else None
    shown = line_id if isinstance(line_id, str) else None
    # ASCII only: an id that could not be read may hold anything.
    write_error(json.dumps({"line": number, "id": shown, "error": told}) + "\n")
