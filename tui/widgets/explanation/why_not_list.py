"""What was missing, step by step, in place of the tree."""

from collections.abc import Iterator

from rich.cells import cell_len

from pointsman.tui.model.outline import Row
from pointsman.tui.model.why_not import Missing, WhyNot
from pointsman.tui.widgets.explanation.lines import Lines, Piece, fitted
from pointsman.tui.widgets.explanation.step_tree import STYLES

_NOTHING = "No step failed: nothing was missing."


class WhyNotList(Lines):
    """An entry a step that failed or could not be judged, of two lines or more."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.why: WhyNot | None = None
        self._lines: list[list[Piece]] = []

    def show(self, why: WhyNot | None, index: int | None = None) -> None:
        """Take what was missing; the cursor on the step of an index, or before it."""
        self.why, self._lines = why, []
        entries: list[int] = []
        first: list[int] = []
        for entry, missing in enumerate(why.missing if why is not None else ()):
            first.append(len(self._lines))
            self._lines.extend(_lines(missing))
            entries.extend([entry] * (len(self._lines) - len(entries)))
        if not first and why is not None:
            self._lines, entries, first = [[(_NOTHING, "lines--quiet")]], [0], [0]
        self.fill(entries, first, self._entry_near(index))

    @property
    def missing(self) -> Missing | None:
        """What the cursor is on."""
        if self.why is None or self.cursor >= len(self.why.missing):
            return None
        return self.why.missing[self.cursor]

    def _entry_near(self, index: int | None) -> int:
        if self.why is None or index is None:
            return 0
        before = [entry for entry, each in enumerate(self.why.missing) if each.index <= index]
        return before[-1] if before else 0

    def pieces(self, line: int, width: int) -> list[Piece]:
        """The texts of a line."""
        pieces, room = [], width
        for text, name in self._lines[line]:
            fits = cell_len(text) <= room
            pieces.append((text if fits else fitted(text, room), name))
            room = max(0, room - cell_len(text))
        return pieces


def _lines(missing: Missing) -> Iterator[list[Piece]]:
    """The step, what it wanted and what there was, and the parts that made it fail."""
    step = missing.row.step
    style = "" if step is None else STYLES[step.verdict]
    by = f"  short by {missing.short_by}" if missing.short_by is not None else ""
    yield [
        ("→" if missing.decided else " ", "lines--marked"),
        (f"{missing.row.glyph} ", style),
        (missing.row.title, "lines--strong"),
        (by, style),
    ]
    yield [(f"     {missing.row.says}", "")]
    pairs = (("required", missing.required), ("observed", missing.observed))
    for name, text in pairs:
        if text is not None:
            yield [(f"     {name}  ", "lines--quiet"), (text, "")]
    for part in missing.parts:
        yield _part(part)


def _part(row: Row) -> list[Piece]:
    style = "" if row.step is None else STYLES[row.step.verdict]
    indent = "   " + "  " * row.depth
    return [(f"{indent}{row.glyph} ", style), (f"{row.title}  ", "lines--quiet"), (row.says, "")]
