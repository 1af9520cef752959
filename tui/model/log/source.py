"""What every kind of log gives: its rows a few at a time, and later any row in full."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from pointsman.engine.program import Program
from pointsman.tui.model.log.record import Json
from pointsman.tui.model.log.row import Row


class Source(ABC):
    """A file of rows. `done` of `size` is how far it has been read, in whatever it counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size: int | None = None
        self.done = 0

    @property
    def percent(self) -> int | None:
        """How much of it has been read, where that can be told."""
        return None if not self.size else min(100, self.done * 100 // self.size)

    @abstractmethod
    def slices(self, program: Program | None) -> Iterator[list[Row]]:
        """All rows in order, so few at a time that it takes a moment; facts alone are decided.

        Raises:
            LogError: the file cannot be read to its end; rows before that were given.
        """

    @abstractmethod
    def data(self, row: Row) -> Json:
        """All that a row holds.

        Raises:
            LogError: it cannot be read (again).
        """
