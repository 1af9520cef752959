"""The forms in which documents are written, and how the name of a file tells its form."""

from collections.abc import Mapping
from os.path import splitext
from typing import Final, Literal

Form = Literal["points", "yaml", "json"]

ENDINGS: Final[Mapping[str, Form]] = {
    ".points": "points",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
}
"""The form of a file by the ending of its name."""


def form_of_name(name: str) -> Form | None:
    """The form that the ending of a name tells, in whatever case it is written."""
    return ENDINGS.get(splitext(name)[1].lower())
