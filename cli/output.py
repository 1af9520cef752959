"""Where the command writes: results to standard output, errors to standard error.

Text for people never steers the terminal (`visible_lines`) and has colour only where a terminal
shows it. Data (documents, schemas, formatted programs) is written as UTF-8 bytes, unchanged,
whatever the locale.
"""

import json
import os
import sys
from enum import StrEnum
from typing import Any, TextIO

from pointsman.cli.exit_status import Failure


class Color(StrEnum):
    """The values of `--color`."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def has_color(color: Color, stream: TextIO) -> bool:
    """Whether to colour what goes to a stream.

    `auto`: a terminal that is not `dumb`, and NO_COLOR is not set or empty (no-color.org).
    """
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def write_data(text: str) -> None:
    """Write a result to standard output as UTF-8 bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Write text for people to standard output, as it is: the caller has made it visible.

    What the locale has no character for is written by its number.
    """
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def write_error(text: str) -> None:
    """Write text for people to standard error, after all that stands on standard output."""
    sys.stdout.flush()
    sys.stderr.write(text)
    sys.stderr.flush()


def write_json(value: Any) -> None:
    """Write a result to standard output as one indented JSON value."""
    write_data(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def report(failure: Failure, *, as_json: bool) -> None:
    """Say on standard error why a command could not go on."""
    if as_json:
        told = {"code": failure.code, "message": failure.message, "help": failure.help}
        write_error(json.dumps({"error": told}) + "\n")
        return
    from pointsman.dsl.rendering import Style, styled, visible

    color = has_color(Color.AUTO, sys.stderr)
    head = styled(f"error[{failure.code}]", Style.ERROR, color=color)
    write_error(f"{head}: {visible(failure.message)}\n")
    if failure.help:
        write_error(f"{styled('help', Style.HELP, color=color)}: {visible(failure.help)}\n")
