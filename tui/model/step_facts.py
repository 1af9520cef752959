"""Everything that is known of one row of an outline, in the order in which it is told."""

from typing import Final

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.outline import Row

BUILT_IN: Final = "built in, the same for every program"


@frozen
class StepFacts:
    """A row in full: its sentence, then its pieces by name."""

    title: str
    verdict: str
    says: str
    pieces: tuple[tuple[str, str], ...]


def step_facts(row: Row) -> StepFacts:
    """A step with all its pieces; of a stage, how many steps it has."""
    step = row.step
    if step is None:
        count = len(row.stage.steps)
        says = row.says or f"{count:,} step{'' if count == 1 else 's'}"
        return StepFacts(row.title, "", says, ())
    told = (
        ("observed", step.observed),
        ("required", step.required),
        ("working", step.working),
        ("short by", step.short_by),
        ("rule", BUILT_IN if step.pointer is None else step.pointer),
        ("place", step.place),
    )
    pieces = tuple((name, printable(text)) for name, text in told if text is not None)
    return StepFacts(row.title, str(step.verdict), row.says, pieces)
