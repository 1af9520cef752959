"""Stage 2, filters: the program's own conditions, all of which must hold (S-AB)."""

from pointsman.engine.outcome import Stage
from pointsman.engine.plan import FilterStep
from pointsman.engine.stages.finding import Finding, StageRun, Step, first_failure
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Verdict


def apply_filters(purchase: Purchase) -> StageRun:
    """Every filter in the order written."""
    return first_failure(
        Stage.FILTERS,
        ((_finding(purchase, step), step.reason) for step in purchase.plan.filters),
    )


def _finding(purchase: Purchase, step: FilterStep) -> Finding:
    if step.test is None:
        verdict = Verdict.NOT_APPLIED
    else:
        verdict = Verdict.of(purchase.holds(step.test))
    return Finding(Step.FILTER, verdict, step.pointer, step)
