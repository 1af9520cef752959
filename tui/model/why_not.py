"""Why an answer is not what was hoped for: what was missing, step by step, and by how much."""

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.outline import Outline, Row


@frozen(eq=False)
class Missing:
    """A step that failed, or could not be judged: what it wanted and what there was.

    `index` is its row in the outline, `decided` whether it settled the decision; `parts` are the
    conditions within it that made it fail.
    """

    index: int
    row: Row
    decided: bool
    parts: tuple[Row, ...]

    @property
    def short_by(self) -> str | None:
        """How far it was from passing, where that can be measured."""
        return None if self.row.step is None else _printable(self.row.step.short_by)

    @property
    def required(self) -> str | None:
        """What it wanted."""
        return None if self.row.step is None else _printable(self.row.step.required)

    @property
    def observed(self) -> str | None:
        """What there was."""
        return None if self.row.step is None else _printable(self.row.step.observed)


@frozen(eq=False)
class WhyNot:
    """All that was missing, in the order of the decision.

    `smallest_changes` has the smallest changes of one fact that would turn the answer, in words,
    for those who work them out; without them that section of the pane is not there.
    """

    missing: tuple[Missing, ...]
    smallest_changes: tuple[str, ...] = ()


def why_not(outline: Outline) -> WhyNot:
    """What the steps of an explanation lacked."""
    return WhyNot(
        tuple(
            _missing(outline, index)
            for index, row in enumerate(outline.rows)
            if row.depth == 1 and row.failed
        )
    )


def _missing(outline: Outline, index: int) -> Missing:
    row = outline.rows[index]
    within = outline.rows[index + 1 : row.end]
    parts = tuple(part for part in within if part.failed)
    return Missing(index, row, index == outline.decided, parts)


def _printable(text: str | None) -> str | None:
    return None if text is None else printable(text)
