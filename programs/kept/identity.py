"""What an entry is kept under: a digest of the source, of its form, and of whoever reads it.

The name of a file takes no part: a copy of a program is the same program.
"""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Final

import pointsman.dsl
import pointsman.engine
from pointsman.engine.version import __version__

LAYOUT: Final = 1
"""Of what is in an entry; raised when that changes."""


def content_key(data: bytes, form: str) -> str | None:
    """The name of the entry for a source in a form; None where the reader's own files hide."""
    stamp = reader_stamp()
    if stamp is None:
        return None
    digest = sha256(f"{LAYOUT}\n{__version__}\n{stamp}\n{form}\n".encode())
    digest.update(data)
    return digest.hexdigest()


@cache
def reader_stamp() -> str | None:
    """A digest of the files that give programs their meaning: their names, sizes and times.

    A version alone would not do: while Pointsman itself is worked on (grammar, schema, load
    checks), the version stays the same for weeks.
    """
    digest = sha256()
    try:
        for package in (pointsman.dsl, pointsman.engine):
            for folder in package.__path__:
                for line in sorted(_files(folder, "")):
                    digest.update(line.encode(errors="surrogateescape"))
    except OSError:
        return None
    return digest.hexdigest()


def _files(folder: str, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path, f"{below}{entry.name}/")
            else:
                found = entry.stat()
                yield f"{below}{entry.name} {found.st_size} {found.st_mtime_ns}\n"
