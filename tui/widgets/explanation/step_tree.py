"""The tree of an explanation: stages, steps and parts, with folds, levels and a search."""

from collections.abc import Iterable
from typing import Final

from textual import events

from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import Key, Level, Outline, Row
from pointsman.tui.model.showing import Shown, shown
from pointsman.tui.widgets.explanation.lines import Lines, Piece, fitted

STYLES: Final = {
    Verdict.PASSED: "lines--passed",
    Verdict.FAILED: "lines--failed",
    Verdict.UNKNOWN: "lines--unknown",
    Verdict.APPLIED: "lines--applied",
    Verdict.NOT_APPLIED: "lines--quiet",
    Verdict.NOT_REACHED: "lines--quiet",
}
"""The component class of each verdict."""

_QUIET: Final = frozenset({Verdict.NOT_APPLIED, Verdict.NOT_REACHED})
_WIDEST_TITLE: Final = 22
_ROOM_FOR_LINES: Final = 60
"""Cells from which on the number of the rule's line has a column."""
_LINE_WIDTH: Final = 7


class StepTree(Lines):
    """Rows of an outline. An entry is what is on the screen; an index, a row of the outline."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.outline: Outline | None = None
        self.level = Level.ALL
        self.wanted = ""
        self.folded: set[Key] = set()
        self.shown = Shown((), (), ())
        self._entry_of: dict[int, int] = {}
        self._linked: frozenset[int] = frozenset()
        self._titles = _WIDEST_TITLE
        self._last: Key | None = None

    # What it shows.

    def show(self, outline: Outline | None) -> None:
        """Take another explanation; the cursor stays on its step, folds and level stay."""
        self._remember()
        self.outline, self._linked = outline, frozenset()
        if outline is None:
            self.folded.clear()
            self._last = None
            self.shown = Shown((), (), ())
            self.fill((), (), 0)
            return
        kept = None if self._last is None else outline.nearest(self._last)
        self.centered = kept is None
        self._list(outline.decided if kept is None else kept)
        self.call_after_refresh(self.show_cursor)

    def show_level(self, level: Level) -> None:
        """Show as much as a level does."""
        self._remember()
        self.level = level
        self._list(self.index)

    def search(self, wanted: str) -> None:
        """Show only what has a text (`!` in front: what has not); empty shows all again."""
        self._remember()
        self.wanted = wanted
        self._list(self.index)

    def link(self, indexes: Iterable[int]) -> None:
        """Highlight rows."""
        self._linked = frozenset(indexes)
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return None if self.outline is None or self.index is None else self.outline.rows[self.index]

    @property
    def index(self) -> int | None:
        """The row under the cursor, as an index of the outline."""
        return self.shown.rows[self.cursor] if self.cursor < len(self.shown.rows) else None

    def can_show(self, index: int) -> bool:
        """Whether level and search leave a row."""
        return index in self._entry_of or index in self.shown.steps

    def go(self, index: int, tell: bool = True) -> None:
        """Put the cursor on a row, out of its folds; one that the level hides is left alone."""
        if self.outline is None or not self.can_show(index):
            return
        if index not in self._entry_of:
            self._unfold_around(index)
            self._list(index)
        (self.move if tell else self.place)(self._entry_of[index])

    # Folds.

    def toggle(self) -> bool:
        """Fold or unfold the row under the cursor; False: it has nothing within."""
        row = self.row
        if row is None or not self._has_rows_within(row):
            return False
        self._fold(row, row.key not in self.folded)
        return True

    def fold(self) -> None:
        """Fold the row under the cursor; what is folded or has nothing within goes outwards."""
        row = self.row
        if row is None:
            return
        if self._has_rows_within(row) and row.key not in self.folded:
            self._fold(row, True)
        elif row.parent >= 0:
            self.go(row.parent)

    def unfold(self) -> None:
        """Unfold the row under the cursor; what is open already is gone into."""
        row = self.row
        if row is None or not self._has_rows_within(row):
            return
        if row.key in self.folded:
            self._fold(row, False)
        else:
            self.move(self.cursor + 1)

    def fold_stages(self, fold: bool) -> None:
        """Fold all stages, or unfold everything."""
        if self.outline is None:
            return
        self.folded = {row.key for row in self.outline.rows if not row.depth} if fold else set()
        self._list(self.index)

    def _fold(self, row: Row, fold: bool) -> None:
        self.folded ^= {row.key} if fold is not (row.key in self.folded) else set()
        self._list(self.index)

    def _unfold_around(self, index: int) -> None:
        rows = () if self.outline is None else self.outline.rows
        while rows and rows[index].parent >= 0:
            index = rows[index].parent
            self.folded.discard(rows[index].key)

    @staticmethod
    def _has_rows_within(row: Row) -> bool:
        return bool(row.stage.steps if row.step is None else row.step.parts)

    # Lists and lines.

    def _remember(self) -> None:
        """Keep the row under the cursor, for when no row is on the screen."""
        if self.row is not None:
            self._last = self.row.key

    def _list(self, index: int | None) -> None:
        """Work out the rows on the screen; the cursor on a row, or on the nearest before it."""
        if self.outline is None:
            return
        if index is None and self._last is not None:
            index = self.outline.nearest(self._last)
        self.shown = shown(self.outline, self.level, self.folded, self.wanted)
        self._entry_of = {row: entry for entry, row in enumerate(self.shown.rows)}
        rows = self.outline.rows
        steps = (rows[each] for each in self.shown.rows if rows[each].depth)
        longest = max((len(row.title) + 2 * row.depth - 2 for row in steps), default=0)
        self._titles = min(longest, _WIDEST_TITLE)
        count = range(len(self.shown.rows))
        self.fill(count, count, self._entry_near(index))

    def _entry_near(self, index: int | None) -> int:
        while index is not None and index >= 0:
            if index in self._entry_of:
                return self._entry_of[index]
            index -= 1
        return 0

    def is_linked(self, entry: int) -> bool:
        """Whether its rule stands on the line that the rules' cursor is on."""
        return self.shown.rows[entry] in self._linked

    def pieces(self, line: int, width: int) -> list[Piece]:
        """Whether it decided, the fold, the glyph, the title, the sentence, the line."""
        if self.outline is None:
            return []
        index = self.shown.rows[line]
        row = self.outline.rows[index]
        mark = "→" if index == self.outline.decided else " "
        pieces = [(f"{mark}{'  ' * row.depth}", "lines--marked"), (self._fold_mark(row), "")]
        return pieces + (_stage(row) if row.step is None else self._step(row, width))

    def _fold_mark(self, row: Row) -> str:
        if not self._has_rows_within(row):
            return "  "
        return "▸ " if row.key in self.folded and not self.wanted else "▾ "

    def _step(self, row: Row, width: int) -> list[Piece]:
        verdict = Verdict.NOT_APPLIED if row.step is None else row.step.verdict
        lines = _LINE_WIDTH if width >= _ROOM_FOR_LINES else 0
        title = max(6, min(self._titles, width * 3 // 10) - 2 * (row.depth - 1))
        says = width - lines - title - 6 - 2 * row.depth
        quiet = "lines--quiet" if verdict in _QUIET else ""
        number = "" if row.line is None else f":{row.line}"
        return [
            (f"{row.glyph} ", STYLES[verdict]),
            (fitted(row.title, title), quiet),
            (f" {fitted(row.says, says)}", quiet),
            (number.rjust(lines)[:lines], "lines--quiet"),
        ]

    def on_click(self, event: events.Click) -> None:
        """A click on the mark of a fold folds."""
        entry = self.entry_at(event)
        if entry is None or self.outline is None:
            return
        row = self.outline.rows[self.shown.rows[entry]]
        at = 1 + 2 * row.depth
        if at <= event.x < at + 2 and self._has_rows_within(row):
            event.stop()
            event.prevent_default()
            self.move(entry)
            self._fold(row, row.key not in self.folded)


def _stage(row: Row) -> list[Piece]:
    if row.stage.steps:
        return [(row.title, "lines--strong")]
    return [(f"{row.title}  ", "lines--quiet"), (f"{row.glyph} {row.says}", "lines--quiet")]
