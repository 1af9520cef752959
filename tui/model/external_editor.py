"""The user's own editor: the command that opens a file in it, at a line."""

import os.path
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

_WITH_PLUS: Final = frozenset(
    "vi vim nvim view gvim nano emacs emacsclient joe jed mcedit micro kak ne pico mg vis".split()
)
"""Editors that take `+12 FILE`."""
_WITH_GOTO: Final = frozenset("code code-insiders codium cursor windsurf".split())
"""Editors that take `--goto FILE:12`; they return at once unless told to wait."""
_WITH_COLON: Final = frozenset("hx helix subl zed".split())
"""Editors that take `FILE:12`."""


@frozen
class EditorProblem:
    """Why no editor can be started: one sentence."""

    message: str


def editor_command(
    environ: Mapping[str, str], path: str | Path, line: int | None = None, *, windows: bool = False
) -> tuple[str, ...] | EditorProblem:
    """The words of the command, for `subprocess.run` without a shell.

    $VISUAL comes before $EDITOR, as everywhere; an unknown editor gets the path alone.
    """
    variable = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), None)
    if variable is None:
        return EditorProblem("no editor is set: put one into $VISUAL or $EDITOR, such as `vim`")
    words = _split(environ[variable], windows=windows)
    if not words:
        return EditorProblem(f"${variable} is no command: a quotation mark is not closed")
    # What begins with a dash is a file all the same.
    shown = os.path.join(".", path) if str(path).startswith(("-", "+")) else str(path)
    return (*words, *_arguments(words, shown, line))


def _split(command: str, *, windows: bool) -> list[str]:
    """The words of a command line; none when it is not one."""
    try:
        words = shlex.split(command, posix=not windows)
    except ValueError:
        return []
    return [word.strip('"') for word in words] if windows else words


def _arguments(words: list[str], path: str, line: int | None) -> tuple[str, ...]:
    name = _name(words[0])
    if name in _WITH_GOTO:
        # Without --wait it would be back before anything was edited.
        wait = () if {"--wait", "-w"} & set(words) else ("--wait",)
        return (*wait, "--goto", path if line is None else f"{path}:{line}")
    if line is None:
        return (path,)
    if name in _WITH_PLUS:
        return (f"+{line}", path)
    return (f"{path}:{line}",) if name in _WITH_COLON else (path,)


def _name(command: str) -> str:
    name = command.replace("\\", "/").rpartition("/")[2].lower()
    return name.removesuffix(".exe").removesuffix(".cmd")
