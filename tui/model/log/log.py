"""A log as a whole: its rows, the purchases beside it, and how far both have been read."""

from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from pointsman.engine.program import Program
from pointsman.tui.model.log.opening import open_source
from pointsman.tui.model.log.problems import LogError
from pointsman.tui.model.log.rows import Rows
from pointsman.tui.model.log.selection import Cancelled, never
from pointsman.tui.model.log.source import Source

OnRows = Callable[[], object]
"""Is told that there are more rows."""


def nobody() -> None:
    """Is told, and does nothing."""


@define(eq=False)
class File:
    """A file and its rows. `problem` is why it could not be read, or not to its end."""

    path: Path
    rows: Rows = field(factory=Rows)
    source: Source | None = None
    problem: LogError | None = None
    whole: bool = False

    def read(self, program: Program | None, cancelled: Cancelled, on_rows: OnRows) -> None:
        """Read all rows; facts alone are decided by the program."""
        try:
            self.source = open_source(self.path)
            for rows in self.source.slices(program):
                if cancelled():
                    return
                if self.rows.add(rows):
                    on_rows()
        except LogError as error:
            self.problem = error
        self.rows.end()
        self.whole = True


@define(eq=False)
class Log:
    """A log, the purchases that its decisions were made on, and the program that is open."""

    file: File
    purchases: File | None = None
    program: Program | None = None

    @classmethod
    def at(cls, path: Path, purchases: Path | None, program: Program | None) -> "Log":
        """A log of which nothing has been read."""
        return cls(File(path), None if purchases is None else File(purchases), program)

    @property
    def rows(self) -> Rows:
        """The rows that have been read so far."""
        return self.file.rows

    @property
    def whole(self) -> bool:
        """Whether all has been read that can be."""
        return self.file.whole and (self.purchases is None or self.purchases.whole)

    def read(self, cancelled: Cancelled = never, on_rows: OnRows = nobody) -> None:
        """Read the log, then the purchases; tells each time that there are more rows."""
        for file, program in ((self.file, self.program), (self.purchases, None)):
            if file is not None and not cancelled():
                file.read(program, cancelled, on_rows)
                on_rows()
