"""Two columns of named values facing each other: a record, a step, a case, on both sides."""

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.alignment import COMPARED, AlignedRow
from pointsman.tui.model.comparing import Comparison, problems_of
from pointsman.tui.model.comparing_cases import CaseComparison
from pointsman.tui.model.decided import Undecided
from pointsman.tui.model.record_differences import FieldDifference

_WHERE = ("pointer", "place")
"""Fields of a step that are shown and not compared."""

LONGEST: Final = 4_000
"""Characters of one value that are shown: all there are, but for lists of thousands of codes."""

MOST: Final = 200
"""Values that are shown at once."""


@frozen
class FacingLine:
    """One value of both sides, safe to show; None: that side does not have it."""

    name: str
    left: str | None
    right: str | None
    differs: bool = False


@frozen
class Facing:
    """What is shown, and its heading."""

    title: str
    lines: tuple[FacingLine, ...] = ()


def facing_record(comparison: Comparison) -> Facing:
    """The fields of the two decision records that differ; what stands in the way if there are none.

    Which program decided is not one of them.
    """
    if not comparison.both:
        return _facing_problems(comparison)
    return _facing_fields("decision record", comparison.record)


def facing_case(case: CaseComparison) -> Facing:
    """The fields in which the decisions of a case differ."""
    title = f"case `{printable(case.case.name)}`"
    if case.both or case.same:
        return _facing_fields(title, case.differences)
    line = FacingLine("problem", case.left.problem, case.right.problem, differs=True)
    return Facing(f"{title}: {case.what}", _shown([line]))


def facing_row(row: AlignedRow) -> Facing:
    """A row in full: all that its step says on both sides."""
    either = row.left or row.right
    name = "" if either is None else either.title
    title = f"{row.stage.capitalize()} · {name}" if row.depth else row.stage.capitalize()
    fields = f" in {', '.join(map(spoken, row.differs))}" if row.differs else ""
    alone = row.same and not (row.left and row.right)
    said = "nothing beside it" if alone else f"{row.likeness}{fields}"
    lines = (
        FacingLine(
            spoken(each), _value(row.left, each), _value(row.right, each), each in row.differs
        )
        for each in (*COMPARED, *_WHERE)
    )
    said_by_any = [line for line in lines if line.left is not None or line.right is not None]
    return Facing(f"{printable(title)}: {said}", _shown(said_by_any))


def facing_text(facing: Facing) -> str:
    """All of it as lines, for the clipboard."""
    lines = (f"{line.name}: {line.left or '–'} → {line.right or '–'}" for line in facing.lines)
    return "\n".join((facing.title, *lines))


def says_text(row: AlignedRow) -> str:
    """What a row says: once where both sides say the same."""
    said = (_value(side, "says") for side in (row.left, row.right))
    return "\n".join(dict.fromkeys(printable(each) for each in said if each))


def spoken(field: str) -> str:
    """A field's name, for people."""
    return {"pointer": "rule", "place": "at"}.get(field, field.replace("_", " "))


def _facing_fields(title: str, fields: Iterable[FieldDifference]) -> Facing:
    lines = [FacingLine(each.field, each.left, each.right, differs=True) for each in fields]
    if not lines:
        return Facing(f"{title}: the same on both sides")
    told = "1 field differs" if len(lines) == 1 else f"{len(lines):,} fields differ"
    return Facing(f"{title}: {told}", _shown(lines))


def _facing_problems(comparison: Comparison) -> Facing:
    """The mistakes of both sides beside each other."""
    left, right = _problems(comparison.left), _problems(comparison.right)
    lines = []
    for index in range(max(len(left), len(right))):
        here = left[index] if index < len(left) else None
        there = right[index] if index < len(right) else None
        lines.append(FacingLine("problem", here, there))
    both = isinstance(comparison.left, Undecided) and isinstance(comparison.right, Undecided)
    return Facing(f"no answer on {'both sides' if both else 'one side'}", _shown(lines))


def _problems(side: object) -> list[str]:
    if not isinstance(side, Undecided):
        return []
    return [
        f"{each.source.name}:{each.line}:{each.column} {each.message}" for each in problems_of(side)
    ]


def _value(side: ExplainedStage | ExplainedStep | None, field: str) -> str | None:
    if isinstance(side, ExplainedStage):
        reached = "reached" if side.reached else "not reached"
        return {"title": side.title, "says": reached}.get(field)
    value = getattr(side, field, None)
    return None if value is None else str(value)


def _shown(lines: Sequence[FacingLine]) -> tuple[FacingLine, ...]:
    """The first of them, safe to show, and how many more there are."""
    more = [FacingLine(f"… {len(lines) - MOST:,} more", "", "")] if len(lines) > MOST else []
    return tuple(map(_safe, (*lines[:MOST], *more)))


def _safe(line: FacingLine) -> FacingLine:
    return FacingLine(printable(line.name), _cut(line.left), _cut(line.right), line.differs)


def _cut(value: str | None) -> str | None:
    if value is None or len(value) <= LONGEST:
        return None if value is None else printable(value)
    return f"{printable(value[:LONGEST])}…"
