"""The formats that purchases and decisions are read from and written to, told by file endings."""

from collections.abc import Mapping
from enum import StrEnum
from os.path import splitext
from typing import Final

from pointsman.batch.files.problems import BadFileError


class Format(StrEnum):
    """A format of tables in files, by the name that `--format` takes."""

    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"
    ARROW = "arrow"
    ARROWS = "arrows"

    @property
    def known_as(self) -> str:
        """What people call it."""
        return _TITLES[self]

    @property
    def flows(self) -> bool:
        """Whether it can be read from a pipe; the others begin with what stands at their end."""
        return self not in {Format.PARQUET, Format.ARROW}


_TITLES: Final[Mapping[Format, str]] = {
    Format.NDJSON: "JSON lines",
    Format.CSV: "CSV",
    Format.PARQUET: "Parquet",
    Format.ARROW: "Arrow",
    Format.ARROWS: "Arrow stream",
}

ENDINGS: Final[Mapping[str, Format]] = {
    ".ndjson": Format.NDJSON,
    ".jsonl": Format.NDJSON,
    ".csv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".arrow": Format.ARROW,
    ".feather": Format.ARROW,
    ".arrows": Format.ARROWS,
}
"""Formats by the endings of file names, in small letters."""


def format_of(name: str) -> Format | None:
    """The format that the ending of a file's name tells, if it tells one.

    >>> format_of("purchases.CSV")
    <Format.CSV: 'csv'>
    """
    return ENDINGS.get(splitext(name)[1].lower())


def known_format_of(name: str, option: str = "--format") -> Format:
    """The same; `option` is what help names for saying it.

    Raises:
        BadFileError: the ending tells no format.
    """
    found = format_of(name)
    if found is not None:
        return found
    raise BadFileError(
        "unknown-format",
        f"`{name}` does not tell its format: its name ends in none of {', '.join(ENDINGS)}",
        help=f"say `{option}` and one of {', '.join(Format)}",
    )
