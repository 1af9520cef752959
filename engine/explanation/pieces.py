"""From a finding to an explained step: the sentence, and the pieces it was made from."""

from typing import TypedDict, Unpack

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.stages.finding import Finding


class Pieces(TypedDict, total=False):
    """The pieces of a step's sentence; see `ExplainedStep`."""

    observed: str | None
    required: str | None
    working: str | None
    short_by: str | None
    parts: tuple[ExplainedStep, ...]


def step_of(finding: Finding, title: str, says: str, **pieces: Unpack[Pieces]) -> ExplainedStep:
    """The step of a finding: its verdict and its rule, in these words."""
    return ExplainedStep(
        title=title, verdict=finding.verdict, says=says, pointer=finding.pointer, **pieces
    )
