"""The files that a command is given: read once, with one clear error for what cannot be read."""

import sys
from pathlib import PurePath
from typing import BinaryIO, Literal

from attrs import frozen

from pointsman.cli.exit_status import CallWrong

Form = Literal["points", "yaml", "json"]

FORMS: dict[str, Form] = {".points": "points", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}
"""The form of a program by the ending of its file's name."""

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
    ending = PurePath(path).suffix.lower()
    if ending in FORMS:
        return FORMS[ending]
    raise CallWrong(
        "unknown-form",
        f"`{path}` does not tell its form: its name ends in none of {', '.join(FORMS)}",
        "say `--form points`, `--form yaml` or `--form json`",
    )


def read_bytes(path: str) -> bytes:
    """The first bytes of a file, up to `READ_AT_MOST`; CallWrong if it cannot be read."""
    with open_to_read(path) as file:
        return file.read(READ_AT_MOST)


def open_to_read(path: str) -> BinaryIO:
    """A file opened for reading; CallWrong if that cannot be done."""
    try:
        return open(path, "rb")  # noqa: SIM115
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
