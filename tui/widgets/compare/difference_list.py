"""What the rows and the cases have in common: lists in which some lines differ."""

from pointsman.tui.model.facing import Facing
from pointsman.tui.widgets.compare.line_list import LineList


class DifferenceList(LineList):
    """A list whose differences can be walked through, and shown alone."""

    @property
    def tally(self) -> str:
        """How much differs."""
        raise NotImplementedError

    @property
    def nothing_differs(self) -> str:
        """What to say where only differences are shown and there are none."""
        raise NotImplementedError

    def facing(self) -> Facing | None:
        """What is under the cursor, both sides in full."""
        raise NotImplementedError

    def after(self, row: int) -> int | None:
        """The next row that differs; -1 asks for the first."""
        raise NotImplementedError

    def before(self, row: int) -> int | None:
        """The row before that differs."""
        raise NotImplementedError

    def toggle_only(self) -> None:
        """Show only what differs, or everything; the cursor stays where it was, if it can."""
        raise NotImplementedError

    def to_copy(self) -> tuple[str, str] | None:
        """The text under the cursor, and what to call it."""
        raise NotImplementedError

    @property
    def pointer(self) -> str | None:
        """The rule under the cursor."""
        return None
