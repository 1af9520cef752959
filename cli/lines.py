"""One JSON object a line in, one answer a line out, in order, for as long as lines come."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast

import click

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.inputs import STDIN, open_to_read
from pointsman.cli.output import Color
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from io import BufferedReader

    from pointsman.cli.progress import Progress
    from pointsman.engine.problems import BadFactsError
    from pointsman.engine.program import Program

Answer = Callable[["Program", Mapping[str, object]], str]
"""Turns the object of a line into the line that answers it; raises BadFactsError."""


class Many(Protocol):
    """Answers many lines at once: the same as one by one, and faster."""

    def answers(self, lines: Sequence[bytes]) -> Sequence[str | None]:
        """The answer of each line; None for lines that are to be answered one by one."""


MakeMany = Callable[["Program"], Many | None]
"""Makes what answers many lines; None where what it needs is not installed."""

_FEW: Final = 500
"""Lines that are answered one by one: only then getting ready for many takes less time."""

_BLOCK: Final = 32 * 1024
"""Bytes that are read at a time, at most: what is made of them stays in the processor's cache."""


def answer_lines(
    program: str,
    path: str,
    form: Form | None,
    *,
    as_json: bool,
    color: Color,
    answer: Answer,
    make_many: MakeMany | None = None,
) -> ExitStatus:
    """Open a program and answer every line of a file or of standard input.

    A line without an answer goes to standard error as {"line": N, "id": …, "error": {…}}, the
    rest go on, and the status is INPUT_WRONG. With `make_many`, long inputs are answered faster.
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
    make = None if make_many is None else (lambda: make_many(opened))
    if path == STDIN:
        return _answer(sys.stdin.buffer, lambda data: answer(opened, data), make)
    with open_to_read(path) as stream:
        return _answer(stream, lambda data: answer(opened, data), make)


def _answer(
    stream: BinaryIO,
    answer: Callable[[Mapping[str, object]], str],
    make_many: Callable[[], Many | None] | None,
) -> ExitStatus:
    from pointsman.cli.progress import Progress

    # Whoever feeds lines by hand or by a pipe waits for each answer; a file does not.
    prompt = not stream.seekable()
    with Progress("decided") as progress:
        run = _Run(answer, progress, prompt=prompt)
        many: Many | None = None
        for lines, end in _blocks(stream):
            if make_many is not None and run.lines >= _FEW:
                many, make_many = make_many(), None
            if many is None:
                run.one_by_one(lines, end)
            else:
                run.together(lines, end, many.answers(lines))
    return run.status


def _blocks(stream: BinaryIO) -> Iterator[tuple[list[bytes], bytes]]:
    """Whole lines without their breaks, as many as come at a time, and the break.

    The last line of a stream may have none. Of a line that is too long the beginning is kept.
    """
    from pointsman.feeds.ndjson import MAX_LINE

    rest = bytearray()
    while data := cast("BufferedReader", stream).read1(_BLOCK):
        *lines, last = data.split(b"\n")
        if lines:
            lines[0] = bytes(rest) + lines[0]
            yield lines, b"\n"
            rest = bytearray(last)
        elif len(rest) <= MAX_LINE:
            rest += last
    if rest:
        yield [bytes(rest)], b""


class _Run:
    """A run over lines: how many there were, and how it stands."""

    def __init__(
        self, answer: Callable[[Mapping[str, object]], str], progress: "Progress", *, prompt: bool
    ) -> None:
        self._answer = answer
        self._progress = progress
        self._prompt = prompt
        self._answered = 0
        self.lines = 0
        self.status = ExitStatus.WELL

    def together(self, lines: list[bytes], end: bytes, answers: Sequence[str | None]) -> None:
        """Write the answers to lines; those without one are answered one by one, in their turn."""
        done = 0
        for number, told in enumerate(answers):
            if told is None:
                self._write_all(answers[done:number])
                self.one_by_one(lines[number : number + 1], end)
                done = number + 1
        self._write_all(answers[done:])

    def _write_all(self, answers: Sequence[str | None]) -> None:
        if answers:
            self.lines += len(answers)
            self._answered += len(answers)
            self._write("\n".join(filter(None, answers)))
            self._progress.reach(self._answered, None)

    def one_by_one(self, lines: list[bytes], end: bytes) -> None:
        """Answer lines by themselves."""
        from pointsman.engine.problems import BadFactsError
        from pointsman.feeds.ndjson import read_lines

        for raw in lines:
            self.lines += 1
            for line in read_lines(BytesIO(raw + end)):
                try:
                    if line.data is None:
                        raise BadFactsError([] if line.problem is None else [line.problem])
                    told = self._answer(line.data)
                except BadFactsError as error:
                    self._progress.hide()
                    _report(self.lines, line.data, error)
                    self.status = ExitStatus.INPUT_WRONG
                else:
                    self._write(told)
                self._answered += 1
                self._progress.reach(self._answered, None)

    def _write(self, text: str) -> None:
        sys.stdout.buffer.write(text.encode() + b"\n")
        if self._prompt:
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
