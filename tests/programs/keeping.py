"""Folders of a user who keeps programs, and an entry in them, for tests of `programs/kept`."""

import os
from pathlib import Path

from attrs import frozen

from pointsman.engine.program import Program
from pointsman.programs import load_text
from pointsman.programs.kept import KeptPrograms, kept_programs
from tests.programs.small_programs import program_text

NAME = "small.points"
TEXT = program_text(3, "2026-01-01", timezone="Asia/Tokyo", blocks="filters { purchase over 5.00 }")
DATA = TEXT.encode()
OTHER = program_text(4, "2026-01-01").encode()


@frozen
class Home:
    """A home folder, the environment that names it, and what is kept for its owner."""

    path: Path

    @property
    def environ(self) -> dict[str, str]:
        """The variables of a Linux user who has set nothing but HOME."""
        return {"HOME": str(self.path)}

    @property
    def kept(self) -> KeptPrograms:
        """The programs kept there."""
        return kept_programs(self.environ, "linux")

    @property
    def entries(self) -> Path:
        """The folder of entries."""
        return self.path / ".cache" / "pointsman" / "programs"

    @property
    def state(self) -> Path:
        """The folder of the key."""
        return self.path / ".local" / "state" / "pointsman"

    @property
    def key(self) -> Path:
        """The file of the key."""
        return self.state / "kept.key"

    def names(self) -> list[str]:
        """The names of all entries."""
        return sorted(os.listdir(self.entries)) if self.entries.is_dir() else []

    def keep(self, data: bytes = DATA) -> Path:
        """Keep a program; its entry."""
        before = set(self.names())
        program = load_text(data.decode(), NAME)
        assert self.kept.keep(program, data, "points")
        (added,) = set(self.names()) - before
        return self.entries / added

    def find(self, data: bytes = DATA, name: str = NAME) -> Program | None:
        """The program of a source, if it is kept."""
        return self.kept.find(data, name, "points")


def files_below(folder: Path) -> list[str]:
    """Every file and folder below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
