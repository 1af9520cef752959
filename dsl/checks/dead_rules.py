"""Rules that can make no difference: filters nothing passes, overrides that never win."""

from collections.abc import Iterator

from pointsman.dsl.checks.boxes import Box, Space
from pointsman.dsl.checks.coverage import implies
from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import Plan, RateStep
from pointsman.engine.rules import Rules


def filters_nothing_passes(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """The first filter after which no purchase is left."""
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    passing: Box | None = {}
    for step in plan.filters:
        if step.test is None:
            continue
        alone = space.where_true(step.test)
        passing = space.meet([passing, alone])
        if passing is None:
            together = "" if alone is None else " together with those before it"
            yield diagnostic_at(
                located,
                "nothing-passes",
                step.pointer,
                f"no purchase passes this filter{together}",
                severity=Severity.WARNING,
                help="the program never redeems anything like this",
                at_key=True,
            )
            return


def overrides_that_never_win(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """Overrides that cannot be true, or that an earlier one always beats."""
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    passing = space.meet(space.where_true(step.test) for step in plan.filters if step.test)
    if passing is None:
        return
    for index, override in enumerate(plan.overrides):
        why = _why_never(space, plan, passing, index, override)
        if why is not None:
            yield diagnostic_at(
                located,
                "never-wins",
                f"{override.pointer}/name",
                f"the override `{override.title}` never wins: {why[0]}",
                severity=Severity.WARNING,
                help=why[1],
            )


def _why_never(
    space: Space, plan: Plan, passing: Box, index: int, override: RateStep
) -> tuple[str, str] | None:
    if override.test is None:
        return None
    box = space.where_true(override.test)
    if box is None:
        return "its condition is never true", "change the condition, or leave the override out"
    if space.meet([passing, box]) is None:
        why = "no purchase that passes the filters meets its condition"
        return why, "change the condition or the filters"
    for earlier in plan.overrides[:index]:
        if earlier.test is not None and implies(space, override.test, earlier.test):
            why = f"`{earlier.title}` stands before it and applies whenever it would"
            return why, f"write it before `{earlier.title}`"
    return None
