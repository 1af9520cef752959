"""What the command's exit status tells, and the two ways in which a command gives up.

What is wrong *in* a text (a program, facts, a file that is not UTF-8) is `INPUT_WRONG`. What is
wrong with the *call* is `CALL_WRONG`: an option that does not exist, a path that does not exist,
is a directory, or may not be read or written. Of several files each is still looked at, and the
higher of their statuses is the status of the whole. A purchase that is not redeemed is no error:
the answer "no" is 0.
"""

from enum import IntEnum

import click


class ExitStatus(IntEnum):
    """The statuses with which `pointsman` ends."""

    WELL = 0
    INPUT_WRONG = 1
    CALL_WRONG = 2
    OUR_MISTAKE = 70
    """An exception that nobody expected (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130
    """Control-C: 128 + SIGINT, as shells show it."""
    READER_GONE = 141
    """Nobody reads the output any more: 128 + SIGPIPE, as shells show it."""


class Failure(click.ClickException):
    """A command cannot go on: one sentence for standard error and a status."""

    exit_code = ExitStatus.INPUT_WRONG

    def __init__(self, code: str, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.help = help


class InputWrong(Failure):
    """The text handed in is wrong in a way that no diagnostic with a place describes."""


class CallWrong(Failure):
    """The command was called with something that cannot be carried out."""

    exit_code = ExitStatus.CALL_WRONG
