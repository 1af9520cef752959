"""The kept programs of a user: found, kept, and no more of them than fit."""

import os
import sys
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from pointsman.dsl.time_zones import zone
from pointsman.engine.program import Program
from pointsman.programs.kept.folders import Folders, folders_of
from pointsman.programs.kept.identity import content_key
from pointsman.programs.kept.private_files import (
    is_private_folder,
    made_private_folder,
    read_private,
    remove,
    write_private,
)
from pointsman.programs.kept.record import NotARecordError, read_record, record_of, write_record
from pointsman.programs.kept.seal import SEAL_BYTES, make_key, read_key, sealed, unsealed
from pointsman.programs.places import PlaceNames

MOST_ENTRIES: Final = 64
MOST_BYTES: Final = 16 * 1024 * 1024
"""Of all entries together; the oldest go first."""

MOST_BYTES_OF_ONE: Final = 4 * 1024 * 1024
_ENDING: Final = ".json"


def kept_programs(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> "KeptPrograms":
    """The kept programs of whoever runs this process; none ever, where keeping is turned off."""
    return KeptPrograms(folders_of(environ, platform))


@frozen
class KeptPrograms:
    """Programs kept in a pair of folders. Nothing here raises, whatever is in the folders."""

    folders: Folders | None

    def find(self, data: bytes, name: str, form: str) -> Program | None:
        """The program of a source that was kept earlier, under the name it goes by now.

        It equals what reading the source gives. None: read the source.
        """
        content = self._content(data, form)
        if content is None:
            return None
        try:
            record = read_record(content)
            where = zone(record.rules.timezone or "UTC")
        except (NotARecordError, LookupError, OSError):
            return None
        places = PlaceNames(os.path.basename(name), record.lines)
        return Program(record.rules, record.digest, where, places)

    def keep(self, program: Program, data: bytes, form: str) -> bool:
        """Keep the program that a source was read as; whether that could be done."""
        key = content_key(data, form)
        if self.folders is None or key is None or not made_private_folder(self.folders.entries):
            return False
        try:
            content = write_record(record_of(program))
        except (NotARecordError, RecursionError):
            return False
        secret = make_key(self.folders.key)
        if secret is None or len(content) > MOST_BYTES_OF_ONE:
            return False
        entry = sealed(secret, key, content)
        if not write_private(self.folders.entries, key + _ENDING, entry):
            return False
        _make_room(self.folders.entries)
        return True

    def _content(self, data: bytes, form: str) -> bytes | None:
        """What is kept for a source, its seal found unbroken."""
        if self.folders is None or not is_private_folder(self.folders.entries):
            return None
        secret = read_key(self.folders.key)
        key = content_key(data, form)
        if secret is None or key is None:
            return None
        path = os.path.join(self.folders.entries, key + _ENDING)
        entry = read_private(path, SEAL_BYTES + MOST_BYTES_OF_ONE)
        return None if entry is None else unsealed(secret, key, entry)


def _make_room(folder: str) -> None:
    """Remove the oldest entries beyond the bounds, and drafts that a crash has left behind."""
    entries = _newest_first(folder)
    room = MOST_BYTES
    for number, (path, size) in enumerate(entries):
        room -= size
        if number >= MOST_ENTRIES or room < 0:
            remove(path)


def _newest_first(folder: str) -> list[tuple[str, int]]:
    """Path and size of every file in a folder."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stat = entry.stat(follow_symlinks=False)
                found.append((stat.st_mtime_ns, entry.path, stat.st_size))
    except OSError:
        # Another process makes room at the same time.
        return []
    return [(path, size) for _, path, size in sorted(found, reverse=True)]
