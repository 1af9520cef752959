"""From a finding to an explained step: the sentence, and the pieces it was made from."""

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.stages.finding import Finding


def step_of(
    finding: Finding,
    title: str,
    says: str,
    observed: str | None = None,
    required: str | None = None,
    working: str | None = None,
    short_by: str | None = None,
) -> ExplainedStep:
    """The step of a finding: its verdict and its rule, in these words (see `ExplainedStep`)."""
    return ExplainedStep(
        title, finding.verdict, says, finding.pointer, None, observed, required, working, short_by
    )
