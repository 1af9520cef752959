"""`load`: from a file (or a text) to a program that decides, or an error that shows the text."""

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Places, Source
from pointsman.dsl.reading import Form, Reading, read_program
from pointsman.dsl.rendering import render_terminal
from pointsman.dsl.time_zones import zone
from pointsman.engine.program import Program


@frozen(slots=False)
class ProgramError(Exception):
    """A program file that does not load; `diagnostics` has everything wrong with it."""

    diagnostics: tuple[Diagnostic, ...]

    def __str__(self) -> str:
        return render_terminal(self.diagnostics, color=False)


def load(path: str | PathLike[str]) -> Program:
    """Open a `.points`, `.yaml` or `.json` program file.

    Raises:
        OSError: the file cannot be read.
        ProgramError: it is not a program; the error shows each place and what to write instead.
    """
    file = Path(path)
    return program_of(read_program(file.read_bytes(), str(path)))


def load_text(text: str, name: str = "program.points", form: Form | None = None) -> Program:
    """A program from its text; `name` stands in messages and tells the form by its ending.

    Raises:
        ProgramError: it is not a program.
    """
    return program_of(read_program(text, name, form))


def program_of(reading: Reading) -> Program:
    """The program of a reading that went well.

    Raises:
        ProgramError: it did not.
    """
    if reading.rules is None or reading.digest is None or reading.errors:
        raise ProgramError(tuple(reading.diagnostics))
    return Program(
        rules=reading.rules,
        digest=reading.digest,
        zone=zone(reading.rules.timezone or "UTC"),
        places=PlaceNames(reading.source, reading.places),
    )


@frozen(eq=False)
class PlaceNames(Mapping[str, str]):
    """`world-elite.points:35` for each JSON pointer of a document, worked out when asked for."""

    source: Source
    places: Places

    def __getitem__(self, pointer: str) -> str:
        place = self.places[pointer]
        line, _ = self.source.line_column((place.key or place.value).start)
        return f"{Path(self.source.name).name}:{line}"

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)
