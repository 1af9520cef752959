"""The files opened last, the newest first: kept in the user's state folder."""

import json
import os
from pathlib import Path
from typing import Final

from attrs import frozen

from pointsman.programs.kept.private_files import (
    made_private_folder,
    read_private,
    write_private,
)

AT_MOST: Final = 20
_NAME: Final = "recent-files.json"
_BYTES: Final = 1_048_576


@frozen
class RecentFile:
    """A file that was open once, and whether it is gone."""

    path: Path
    missing: bool


@frozen
class Recents:
    """The list in a folder (None: there is none, and nothing is remembered).

    It is a convenience: a list that cannot be read is an empty one, and one that cannot be
    written is forgotten. Several processes may have it; each adds to what is there then.
    """

    folder: str | None

    def files(self) -> tuple[RecentFile, ...]:
        """The files, the newest first."""
        return tuple(RecentFile(path, not _is_file(path)) for path in self._paths())

    def add(self, path: str | Path) -> bool:
        """Put a file first; whether that was kept."""
        newest = Path(os.path.abspath(path))
        return self._write([newest, *(old for old in self._paths() if old != newest)])

    def drop(self, path: str | Path) -> bool:
        """Take a file off the list; whether that was kept."""
        gone = Path(os.path.abspath(path))
        return self._write([old for old in self._paths() if old != gone])

    def _paths(self) -> list[Path]:
        if self.folder is None:
            return []
        data = read_private(os.path.join(self.folder, _NAME), _BYTES)
        try:
            listed = json.loads(data or b"[]")
        except (ValueError, RecursionError):
            return []
        named = listed if isinstance(listed, list) else []
        return [Path(one) for one in named if isinstance(one, str) and os.path.isabs(one)][:AT_MOST]

    def _write(self, paths: list[Path]) -> bool:
        if self.folder is None or not made_private_folder(self.folder):
            return False
        data = json.dumps([str(path) for path in paths[:AT_MOST]], indent=1).encode()
        return write_private(self.folder, _NAME, data)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
