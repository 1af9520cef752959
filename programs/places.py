"""Where the rules of a program stand in its source, as explanations show it."""

from collections.abc import Iterator, Mapping
from os.path import basename
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from pointsman.dsl.places import Place, Places, Source


@frozen(eq=False)
class PlaceNames(Mapping[str, str]):
    """`world-elite.points:35` for each JSON pointer of a document.

    `file` is the last part of the name by which the source was opened, `lines` has the line of
    each pointer, from 1.
    """

    file: str
    lines: Mapping[str, int]
    _told: dict[str, str] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, source: "Source", places: "Places") -> "PlaceNames":
        """The lines of all places of a source; a value with a key stands where its key does."""
        lines = {pointer: _line(source, place) for pointer, place in places.items()}
        return cls(basename(source.name), lines)

    def __getitem__(self, pointer: str) -> str:
        told = self._told.get(pointer)
        if told is None:
            told = self._told[pointer] = f"{self.file}:{self.lines[pointer]}"
        return told

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def _line(source: "Source", place: "Place") -> int:
    line, _ = source.line_column((place.key or place.value).start)
    return line
