"""Completion of a path that is being typed: the entries of the folder that it has come to."""

import os
from itertools import takewhile
from pathlib import Path
from typing import Final

from attrs import frozen

from pointsman.dsl.forms import ENDINGS

AT_MOST: Final = 500


@frozen
class Completion:
    """One entry: the whole text that it makes of what was typed, and its own name."""

    text: str
    name: str
    is_folder: bool


def path_of(typed: str, start: Path) -> Path:
    """The path that a typed text means, `~` for the home, relative to a folder."""
    try:
        meant = Path(typed).expanduser()
    except RuntimeError:  # nobody knows this home
        meant = Path(typed)
    return start / meant


def completions(typed: str, start: Path) -> tuple[Completion, ...]:
    """The entries that go on from what was typed: folders first, then programs, each by name.

    Hidden ones come when their dot is typed. A folder that cannot be read has none.
    """
    folder_typed, name = _split(typed)
    try:
        with os.scandir(path_of(folder_typed or ".", start)) as entries:
            found = [_of_entry(entry, folder_typed) for entry in entries if _wanted(entry, name)]
    except (OSError, ValueError):
        return ()
    found.sort(key=lambda one: (not one.is_folder, not _is_program(one.name), one.name))
    return tuple(found[:AT_MOST])


def common_start(found: tuple[Completion, ...]) -> str:
    """What all of them begin with: as far as `tab` can go without a choice."""
    letters = takewhile(
        lambda column: len(set(column)) == 1, zip(*(one.text for one in found), strict=False)
    )
    return "".join(column[0] for column in letters)


def _split(typed: str) -> tuple[str, str]:
    """What names the folder, with its last separator, and what begins the entry's name."""
    if typed == "~":
        return f"~{os.sep}", ""
    name = os.path.basename(typed)
    return typed[: len(typed) - len(name)], name


def _wanted(entry: os.DirEntry[str], begun: str) -> bool:
    hidden = entry.name.startswith(".") and not begun.startswith(".")
    return not hidden and entry.name.startswith(begun)


def _of_entry(entry: os.DirEntry[str], folder_typed: str) -> Completion:
    is_folder = _is_folder(entry)
    return Completion(
        folder_typed + entry.name + (os.sep if is_folder else ""), entry.name, is_folder
    )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_program(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in ENDINGS
