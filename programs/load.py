"""`load`: from a file (or a text) to a program that decides, or an error that shows the text.

What reads a source (grammar, schema, checks) is imported when a source is read: a program that was
kept needs none of it, and who only wants to know which programs there are needs no engine.
"""

from os import PathLike
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.dsl.forms import form_of_name
from pointsman.dsl.time_zones import zone
from pointsman.programs.places import PlaceNames

if TYPE_CHECKING:
    from pointsman.dsl.diagnostics import Diagnostic
    from pointsman.dsl.forms import Form
    from pointsman.dsl.reading import Reading
    from pointsman.engine.program import Program


@frozen(slots=False)
class ProgramError(Exception):
    """A program file that does not load; `diagnostics` has everything wrong with it."""

    diagnostics: "tuple[Diagnostic, ...]"

    def __str__(self) -> str:
        from pointsman.dsl.rendering import render_terminal  # noqa: PLC0415

        return render_terminal(self.diagnostics, color=False)


def load(path: str | PathLike[str], *, keep: bool = False) -> "Program":
    """Open a `.points`, `.yaml` or `.json` program file.

    `keep` says to look among the programs that the user's earlier runs have kept, and to keep this
    one; without it nothing but the file is read, and nothing is written.

    Raises:
        OSError: the file cannot be read.
        ProgramError: it is not a program; the error shows each place and what to write instead.
    """
    with open(path, "rb") as file:
        data = file.read()
    if keep:
        return _load_kept(data, str(path))
    return _read(data, str(path))


def load_text(text: str, name: str = "program.points", form: "Form | None" = None) -> "Program":
    """A program from its text; `name` stands in messages and tells the form by its ending.

    Raises:
        ProgramError: it is not a program.
    """
    return _read(text, name, form)


def program_of(reading: "Reading") -> "Program":
    """The program of a reading that went well.

    Raises:
        ProgramError: it did not.
    """
    from pointsman.engine.program import Program  # noqa: PLC0415

    if reading.rules is None or reading.digest is None or reading.errors:
        raise ProgramError(tuple(reading.diagnostics))
    return Program(
        rules=reading.rules,
        digest=reading.digest,
        zone=zone(reading.rules.timezone or "UTC"),
        places=PlaceNames.of(reading.source, reading.places),
    )


def _read(data: bytes | str, name: str, form: "Form | None" = None) -> "Program":
    from pointsman.dsl.reading import read_program  # noqa: PLC0415

    return program_of(read_program(data, name, form))


def _load_kept(data: bytes, name: str) -> "Program":
    from pointsman.programs.kept import kept_programs  # noqa: PLC0415

    form = form_of_name(name)
    if form is None:
        return _read(data, name)
    kept = kept_programs()
    program = kept.find(data, name, form)
    if program is None:
        program = _read(data, name, form)
        kept.keep(program, data, form)
    return program
