"""An explanation as rows: stages, their steps and the parts of these, each under a stable key."""

from enum import StrEnum
from functools import cached_property
from typing import Final

from attrs import define, frozen

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.deciding import STOPPING, deciding_step

Key = tuple[int | str, ...]
"""What stays the same of a row when the rules or the facts are edited.

The stage's name, then for each step down to the row its title and which of that title it is.
"""


class Level(StrEnum):
    """How much of an explanation is shown. The value is how it is called on the screen."""

    MATTERED = "mattered"
    FAILED = "failed"
    ALL = "everything"


@define(eq=False)
class Row:
    """One line of an outline: a stage (depth 0), a step (1) or a part of one (2 and more).

    `number` counts steps and parts from 1 (a stage has 0). `parent` is the index of the row it
    belongs to (-1: none), `end` the index after the last row that belongs to it. Not frozen, for
    the reason that an explained step is not.
    """

    key: Key
    depth: int
    stage: ExplainedStage
    step: ExplainedStep | None
    number: int
    parent: int
    end: int
    mattered: bool
    failed: bool

    @property
    def pointer(self) -> str | None:
        """The rule, as a JSON pointer; None: a stage, or built in."""
        return None if self.step is None else self.step.pointer

    @property
    def line(self) -> int | None:
        """The line of the rule in the source, from 1; None: built in, or not known."""
        if self.step is None or self.step.place is None:
            return None
        digits = self.step.place.rpartition(":")[2]
        return int(digits) if digits.isdecimal() else None

    @property
    def glyph(self) -> str:
        """The mark of how it came out; of a stage only where it has no steps."""
        if self.step is not None:
            return GLYPHS[self.step.verdict]
        if self.stage.steps:
            return ""
        return GLYPHS[Verdict.NOT_APPLIED if self.stage.reached else Verdict.NOT_REACHED]

    @property
    def title(self) -> str:
        """What it is called, fit for a screen."""
        if self.step is None:
            return f"{self.stage.number} {printable(self.stage.title)}"
        return printable(self.step.title)

    @property
    def says(self) -> str:
        """Its sentence, fit for a screen; of a stage only why it has no steps."""
        if self.step is not None:
            return printable(self.step.says)
        if self.stage.steps:
            return ""
        return "nothing to do" if self.stage.reached else "not reached"

    def is_at(self, level: Level) -> bool:
        """Whether it is shown at a level for its own sake."""
        if level is Level.ALL:
            return True
        return self.mattered if level is Level.MATTERED else self.failed

    def has(self, wanted: str) -> bool:
        """Whether a text in lower case stands in what it is called, says or comes from."""
        step = self.step
        if step is None:
            return False
        texts = (step.title, step.says, step.place or "", step.pointer or "")
        return any(wanted in printable(text).casefold() for text in texts)


@frozen(eq=False)
class Outline:
    """All rows of an explanation, in order; `steps` is how many of them are no stages."""

    rows: tuple[Row, ...]
    steps: int
    decided: int | None
    """The index of the step that decided."""
    at: dict[Key, int]
    """Where the row of a key is."""

    def nearest(self, key: Key) -> int | None:
        """The row of a key, else of the nearest row around it that is still there."""
        while key:
            found = self.at.get(key)
            if found is not None:
                return found
            key = key[:-2]
        return None

    def on_line(self, line: int) -> tuple[int, ...]:
        """The rows whose rule stands on a line of the source."""
        return self._lines.get(line, ())

    @cached_property
    def _lines(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for index, row in enumerate(self.rows):
            line = row.line
            if line is not None:
                found[line] = (*found.get(line, ()), index)
        return found


_EFFECTIVE: Final = STOPPING | {Verdict.APPLIED}


def outline_of(explanation: Explanation) -> Outline:
    """The rows of an explanation."""
    return _Builder(deciding_step(explanation)).built(explanation)


class _Builder:
    """Collects rows, depth first."""

    def __init__(self, deciding: ExplainedStep | None) -> None:
        self._deciding = deciding
        self._rows: list[Row] = []
        self._steps = 0
        self._decided: int | None = None

    def built(self, explanation: Explanation) -> Outline:
        for stage in explanation.stages:
            self._add_stage(stage)
        rows = tuple(self._rows)
        return Outline(
            rows, self._steps, self._decided, {row.key: index for index, row in enumerate(rows)}
        )

    def _add_stage(self, stage: ExplainedStage) -> None:
        row = Row((stage.stage,), 0, stage, None, 0, -1, 0, mattered=False, failed=False)
        index = len(self._rows)
        self._rows.append(row)
        seen: dict[str, int] = {}
        for step in stage.steps:
            decides = step is self._deciding
            if decides:
                self._decided = len(self._rows)
            mattered, failed = decides or _matters(step), step.verdict in STOPPING
            self._add_step(step, index, seen, mattered, failed)
        row.end = len(self._rows)

    def _add_step(
        self, step: ExplainedStep, parent: int, seen: dict[str, int], mattered: bool, failed: bool
    ) -> None:
        above, index = self._rows[parent], len(self._rows)
        nth = seen[step.title] = seen.get(step.title, -1) + 1
        self._steps += 1
        row = Row(
            (*above.key, step.title, nth),
            above.depth + 1,
            above.stage,
            step,
            self._steps,
            parent,
            index + 1,
            mattered,
            failed,
        )
        self._rows.append(row)
        if step.parts:
            within: dict[str, int] = {}
            for part in step.parts:
                tells = _tells(step, part)
                self._add_step(part, index, within, mattered and tells, failed and tells)
            row.end = len(self._rows)


def _matters(step: ExplainedStep) -> bool:
    """Whether a step did more than let pass: it stopped, was applied, or worked something out."""
    if step.verdict in _EFFECTIVE:
        return True
    passed = step.verdict is Verdict.PASSED
    return passed and any(part.verdict is Verdict.APPLIED for part in step.parts)


def _tells(step: ExplainedStep, part: ExplainedStep) -> bool:
    """Whether a part is why its step came out as it did: it came out the same, or is the only."""
    if len(step.parts) == 1:
        return True
    unreached = Verdict.NOT_REACHED
    if step.verdict is unreached or part.verdict is unreached:
        return step.verdict is part.verdict
    return step.verdict.truth == part.verdict.truth
