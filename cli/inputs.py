"""The files that a command is given: read once, with one clear error for what cannot be read."""

import sys
from collections.abc import Callable, Iterable
from typing import BinaryIO, get_args

from attrs import frozen

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.output import report
from pointsman.dsl.forms import ENDINGS, Form, form_of_name

FORMS: tuple[Form, ...] = get_args(Form)

STDIN = "-"

READ_AT_MOST = 4 * 1024 * 1024
"""Bytes of a file that are read: well over every limit, so that the limits report the rest."""


@frozen
class Given:
    """One input: its bytes, the name it goes by in messages, and its form."""

    path: str
    name: str
    data: bytes
    form: Form

    @property
    def is_stdin(self) -> bool:
        """Whether it came from standard input."""
        return self.path == STDIN


def read_program_file(path: str, form: Form | None = None) -> Given:
    """The program of a path (`-`: standard input); CallWrong if there is none to read."""
    if path == STDIN:
        return Given(path, "<stdin>", sys.stdin.buffer.read(READ_AT_MOST), form or "points")
    form = form or form_of(path)
    return Given(path, path, read_bytes(path), form)


def form_of(path: str) -> Form:
    """The form that a file's name tells; CallWrong if it does not."""
    form = form_of_name(path)
    if form is not None:
        return form
    raise CallWrong(
        "unknown-form",
        f"`{path}` does not tell its form: its name ends in none of {', '.join(ENDINGS)}",
        "say `--form points`, `--form yaml` or `--form json`",
    )


def read_bytes(path: str) -> bytes:
    """The first bytes of a file, up to `READ_AT_MOST`; CallWrong if it cannot be read."""
    with open_to_read(path) as file:
        return file.read(READ_AT_MOST)


def open_to_read(path: str) -> BinaryIO:
    """A file opened for reading; CallWrong if that cannot be done."""
    try:
        return open(path, "rb")
    except FileNotFoundError as error:
        raise CallWrong("no-such-file", f"`{path}` does not exist") from error
    except IsADirectoryError as error:
        raise CallWrong(
            "not-a-file", f"`{path}` is a directory", "give the program files in it one by one"
        ) from error
    except OSError as error:
        raise CallWrong("unreadable-file", f"`{path}` cannot be read: {reason(error)}") from error


def reason(error: OSError) -> str:
    """What the operating system says, as part of a sentence."""
    return (error.strerror or "unknown error").lower()


def each(paths: Iterable[str], work: Callable[[str], ExitStatus], *, as_json: bool) -> ExitStatus:
    """Do the work for every path, even after one that cannot be read; the worst status of all."""
    worst = ExitStatus.WELL
    for path in paths:
        try:
            status = work(path)
        except CallWrong as failure:
            report(failure, as_json=as_json)
            status = ExitStatus.CALL_WRONG
        worst = max(worst, status)
    return worst
