"""Opening a log: which kind of file it is, and what is needed to read it."""

from collections.abc import Mapping
from os.path import splitext
from pathlib import Path
from typing import Final

from pointsman.tui.model.log.lines import LinesSource
from pointsman.tui.model.log.problems import LogError, reason
from pointsman.tui.model.log.source import Source

_LINES: Final = (".ndjson", ".jsonl")
_TABLES: Final[Mapping[str, str]] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".arrows": "arrows",
}
ENDINGS: Final = (*_LINES, *_TABLES)
"""The endings of the names of files that can be opened."""

_MAGIC: Final[Mapping[bytes, str]] = {b"PAR1": "parquet", b"ARROW1": "arrow"}
_BEGINNING: Final = 64


def open_source(path: Path) -> Source:
    """The rows of a file, in the format that its name tells, or else its first bytes.

    Raises:
        LogError: there is no such file, it is of no kind that is known, or cannot be read.
    """
    beginning = _beginning(path)
    kind = _kind(path, beginning)
    if kind is None:
        return LinesSource(path)
    try:
        # Heavy, and an extra of its own: only who opens a table needs it.
        from pointsman.batch.files.formats import Format  # noqa: PLC0415
        from pointsman.tui.model.log.tables import TableSource  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = f"`{path.name}` is a table, which needs the extra `batch`"
        raise LogError(message, "run `pip install 'pointsman[batch]'`") from error
    return TableSource(path, Format(kind))


def _kind(path: Path, beginning: bytes) -> str | None:
    """The format of a table; None for JSON lines."""
    ending = splitext(path.name)[1].lower()
    for magic, kind in _MAGIC.items():
        if beginning.startswith(magic) and ending not in _TABLES:
            return kind
    if ending in _TABLES:
        return _TABLES[ending]
    if ending in _LINES or beginning.lstrip().startswith(b"{"):
        return None
    message = f"`{path.name}` does not tell its format, and does not begin like JSON lines"
    raise LogError(message, f"end its name in one of {', '.join(ENDINGS)}")


def _beginning(path: Path) -> bytes:
    if path.is_dir():
        raise LogError(f"`{path}` is a directory", "name a file in it")
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except FileNotFoundError as error:
        raise LogError(f"`{path}` does not exist") from error
    except OSError as error:
        raise LogError(f"`{path}` cannot be read: {reason(error)}") from error
    if not beginning:
        raise LogError(f"`{path}` is empty")
    return beginning
