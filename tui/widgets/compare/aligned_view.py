"""Both explanations, row by row: beside each other where there is room, else below each other."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import events

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.alignment import AlignedRow, Alignment, Likeness
from pointsman.tui.model.facing import Facing, facing_row, says_text, spoken
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.compare.cells import fitted
from pointsman.tui.widgets.compare.difference_list import DifferenceList
from pointsman.tui.widgets.compare.line_list import Painted

WIDE: Final = 110
"""From this many cells on, both sides stand beside each other."""

MARKS: Final = {
    Likeness.SAME: " ",
    Likeness.CHANGED: "≠",
    Likeness.ONLY_LEFT: "-",
    Likeness.ONLY_RIGHT: "+",
}
_GUTTER: Final = 17
_NOTE: Final = 15
_TITLE: Final = 18


class AlignedView(DifferenceList):
    """The rows of an alignment; differing ones are marked by glyph, word and colour."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "aligned--stage",
        "aligned--muted",
        "aligned--line",
        "aligned--same",
        "aligned--differs",
        "aligned--only-left",
        "aligned--only-right",
        *(f"aligned--{verdict.replace(' ', '-')}" for verdict in Verdict),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.alignment = Alignment(())
        self._all = self.alignment
        self._only = False
        self._sides: Sequence[Likeness | None] = ()

    @property
    def row(self) -> AlignedRow | None:
        """The row under the cursor."""
        rows = self.alignment.rows
        return rows[self.cursor] if self.cursor < len(rows) else None

    def show(self, alignment: Alignment) -> None:
        """Show these rows, the cursor on the first that differs."""
        self._all = alignment
        self._show_wanted()
        self.cursor = self.after(-1) or 0
        self.bring_into_sight()

    @property
    def tally(self) -> str:
        """How many rows differ."""
        count = len(self._all.differences)
        return f"{count:,} of {len(self._all.rows):,} rows {'differs' if count == 1 else 'differ'}"

    @property
    def nothing_differs(self) -> str:
        """What to say where only differences are shown and there are none."""
        return "Nothing differs: both sides explain these facts alike. d shows every row."

    def facing(self) -> Facing | None:
        """The row under the cursor, both sides in full."""
        return None if self.row is None else facing_row(self.row)

    def after(self, row: int) -> int | None:
        """The next row that differs."""
        return self.alignment.after(row)

    def before(self, row: int) -> int | None:
        """The row before that differs."""
        return self.alignment.before(row)

    def toggle_only(self) -> None:
        """Show only what differs, or everything; the cursor stays with its row."""
        row = self.row
        self._only = not self._only
        self._show_wanted()
        rows = self.alignment.rows
        self.cursor = next((index for index, each in enumerate(rows) if each is row), 0)
        self.bring_into_sight()

    def to_copy(self) -> tuple[str, str] | None:
        """What the row says on both sides."""
        return None if self.row is None else (says_text(self.row), "what this row says")

    @property
    def pointer(self) -> str | None:
        """The rule of the row: the left one, where there are two."""
        row = self.row
        sides = () if row is None else (row.left, row.right)
        pointers = (each.pointer for each in sides if isinstance(each, ExplainedStep))
        return next((each for each in pointers if each is not None), None)

    def on_resize(self, event: events.Resize) -> None:
        """A row takes one line or two, as there is room."""
        self._lay_lines()
        self.bring_into_sight()

    def paint(self, line: int, row: int, width: int) -> Painted:
        """The words of both sides, or of one."""
        aligned = self.alignment.rows[row]
        if self._sides:
            return self._below(aligned, self._sides[line], width)
        return self._beside(aligned, width)

    def _show_wanted(self) -> None:
        self.alignment = self._all.differing() if self._only else self._all
        self._lay_lines()

    def _lay_lines(self) -> None:
        """One line a row where there is room; else one for each side of a row that differs."""
        rows = self.alignment.rows
        if self.room >= WIDE or not rows:
            self._sides = ()
            self.lay_out(range(len(rows)))
            return
        lines = [(index, side) for index, row in enumerate(rows) for side in _sides(row)]
        self._sides = [side for _, side in lines]
        self.lay_out([index for index, _ in lines])

    def _beside(self, row: AlignedRow, width: int) -> Iterator[tuple[str, str]]:
        """Left, what differs, right."""
        room = width - _GUTTER
        yield from _words(row.left, row.depth, room // 2)
        told = f" {MARKS[row.likeness]} {_told(row)}"
        yield fitted(told, _GUTTER - 2), _class_of(row.likeness)
        yield "│ ", "aligned--line"
        yield from _words(row.right, row.depth, room - room // 2)

    def _below(
        self, row: AlignedRow, side: Likeness | None, width: int
    ) -> Iterator[tuple[str, str]]:
        """The mark of the side, its words, what differs."""
        mark = side or row.likeness
        words = row.right if mark is Likeness.ONLY_RIGHT or row.left is None else row.left
        told = "" if side is Likeness.ONLY_RIGHT else _told(row)
        note = f" {MARKS[row.likeness]} {told}" if told else ""
        yield f"{MARKS[mark]} ", _class_of(row.likeness)
        yield from _words(words, row.depth, width - _NOTE - 2)
        yield fitted(note, _NOTE), _class_of(row.likeness)


def _sides(row: AlignedRow) -> tuple[Likeness | None, ...]:
    """Whose words each line of a row has; None: those of the side there is, or of both."""
    changed = row.likeness is Likeness.CHANGED
    return (Likeness.ONLY_LEFT, Likeness.ONLY_RIGHT) if changed else (None,)


def _class_of(likeness: Likeness) -> str:
    return f"aligned--{likeness.replace(' ', '-')}"


def _told(row: AlignedRow) -> str:
    """What differs, in a word or two."""
    if row.likeness is not Likeness.CHANGED:
        return "" if row.same else str(row.likeness)
    more = f" +{len(row.differs) - 1}" if len(row.differs) > 1 else ""
    return f"{spoken(row.differs[0])}{more}"


def _words(
    side: ExplainedStage | ExplainedStep | None, depth: int, width: int
) -> Iterator[tuple[str, str]]:
    """A stage or a step in so many cells; blanks where a side has none."""
    if side is None:
        yield " " * width, ""
    elif isinstance(side, ExplainedStage):
        yield from _stage_words(side, width)
    else:
        yield from _step_words(side, depth, width)


def _stage_words(stage: ExplainedStage, width: int) -> Iterator[tuple[str, str]]:
    title = f"{stage.number} {stage.title}  "
    if stage.steps:
        yield fitted(title, width), "aligned--stage"
        return
    verdict = Verdict.NOT_APPLIED if stage.reached else Verdict.NOT_REACHED
    rest = "nothing to do" if stage.reached else "not reached"
    title = fitted(title, min(len(title), width))
    yield title, "aligned--stage"
    yield fitted(f"{GLYPHS[verdict]} {rest}", width - len(title)), "aligned--muted"


def _step_words(step: ExplainedStep, depth: int, width: int) -> Iterator[tuple[str, str]]:
    indent = "  " * (depth - 1)
    yield fitted(f"{indent}{GLYPHS[step.verdict]} ", min(len(indent) + 2, width)), _verdict(step)
    rest = max(0, width - len(indent) - 2)
    title = min(max(0, _TITLE - len(indent)), rest)
    yield fitted(step.title, title), ""
    yield fitted(f" {step.says}", rest - title), "aligned--muted"


def _verdict(step: ExplainedStep) -> str:
    return f"aligned--{step.verdict.replace(' ', '-')}"
