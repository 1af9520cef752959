"""Stage 2, filters: the program's own conditions, all of which must hold (S-AB)."""

from pointsman.engine.outcome import Stage
from pointsman.engine.plan import FilterStep
from pointsman.engine.stages.finding import Finding, StageRun, Step, first_failure
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import VERDICT_OF, Verdict


def apply_filters(purchase: Purchase) -> StageRun:
    """Every filter in the order written."""
    return first_failure(
        Stage.FILTERS,
        [(_finding(purchase, step), step.reason) for step in purchase.plan.filters],
    )


def _finding(purchase: Purchase, step: FilterStep) -> Finding:
    if step.test is None:
        return Finding(Step.FILTER, Verdict.NOT_APPLIED, step.pointer, step)
    return Finding(Step.FILTER, VERDICT_OF[purchase.holds(step.test)], step.pointer, step)
