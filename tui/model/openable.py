"""What can be opened at the start: recent files, the programs that ship, a new one."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.programs import shipped_names, shipped_path
from pointsman.tui.model.files import TextFile, read_text_file
from pointsman.tui.model.recents import RecentFile

_NAMED: Final = re.compile(r'^\s*program\s+"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)


class Kind(StrEnum):
    """Where a program comes from; the value heads its group in the list."""

    RECENT = "recent files"
    NEW = "start anew"
    SHIPPED = "programs that ship"


@frozen
class Openable:
    """One thing to open: its title and a line about it, both safe to show."""

    kind: Kind
    title: str
    about: str
    name: str = ""
    """Of a program that ships: what `shipped_path` knows it by."""
    path: Path | None = None
    missing: bool = False


def openables(recents: Iterable[RecentFile]) -> tuple[Openable, ...]:
    """Everything there is to open, group after group."""
    return (*map(_recent, recents), *_NEW, *_shipped())


_NEW: Final = (
    Openable(Kind.NEW, "New program", "a small program that works, to be changed", "template"),
    Openable(Kind.NEW, "Open a path…", "a file of yours: .points, .yaml or .json", "path"),
)


def matching(offered: Iterable[Openable], typed: str) -> tuple[Openable, ...]:
    """Those of which every word typed is in the title, the name or the line about it.

    A word after `!` must not be in them.
    """
    words = typed.casefold().split()
    return tuple(one for one in offered if all(_has(one, word) for word in words))


def _has(one: Openable, word: str) -> bool:
    searched = f"{one.title} {one.name} {one.about}".casefold()
    return word[1:] not in searched if word.startswith("!") and word[1:] else word in searched


def _recent(file: RecentFile) -> Openable:
    folder = printable(_short(file.path.parent))
    about = f"no longer there · {folder}" if file.missing else folder
    return Openable(
        Kind.RECENT, printable(file.path.name), about, path=file.path, missing=file.missing
    )


def _short(folder: Path) -> str:
    """A folder as people write it, from their home on."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # not below it; there is no home
        return str(folder)


@lru_cache(maxsize=1)
def _shipped() -> Sequence[Openable]:
    """The programs in the package, which do not change while it runs."""
    return tuple(map(_of_shipped, shipped_names()))


def _of_shipped(name: str) -> Openable:
    file = read_text_file(shipped_path(name))
    text = file.text if isinstance(file, TextFile) else ""
    return Openable(Kind.SHIPPED, program_name(text) or name, first_comment(text), name)


def program_name(text: str) -> str | None:
    """The name that a `.points` text gives its program; whether it loads does not matter."""
    found = _NAMED.search(text)
    return None if found is None else printable(re.sub(r"\\(.)", r"\1", found[1]))


def first_comment(text: str) -> str:
    """What the comment at the head of a text says, as one line."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("#").strip())
    return printable(" ".join(lines))
