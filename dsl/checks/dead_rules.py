"""Rules that can make no difference: filters nothing passes, overrides that never win."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from pointsman.dsl.checks.boxes import Box, Space
from pointsman.dsl.checks.coverage import bare, implies
from pointsman.dsl.checks.leftovers import MOST_COMPARED, left_by
from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.placing import also_at, diagnostic_at
from pointsman.engine.lowering import make_plan
from pointsman.engine.plan import FilterStep, RateStep, Test
from pointsman.engine.rules import Rules


def filters_nothing_passes(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """The first filter after which no purchase is left."""
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    if space.passing() is not None:
        return
    checked = [step for step in plan.filters if step.test is not None]

    def passes_none(count: int) -> bool:
        return space.meet(map(space.where_step, checked[:count])) is None

    # The more filters the fewer purchases, so the first that leaves none can be searched for.
    count = bisect_left(range(len(checked)), x=True, key=passes_none)
    yield _nothing_passes(located, space, checked[: count - 1], checked[count - 1])


def _nothing_passes(
    located: Located, space: Space, before: Sequence[FilterStep], step: FilterStep
) -> Diagnostic:
    alone = space.where_step(step)
    if alone is None and _if_hosted(space).where_step(step) is not None:
        return diagnostic_at(
            located,
            "nothing-passes",
            step.pointer,
            "no purchase passes this filter: an external bank holds the balance",
            severity=Severity.WARNING,
            help="leave it out, or write `bank hosted`",
            at_key=True,
        )
    diagnostic = diagnostic_at(
        located,
        "nothing-passes",
        step.pointer,
        f"no purchase passes this filter{'' if alone is None else ' and those before it'}",
        severity=Severity.WARNING,
        help="change it, or leave it out" if alone is None else "widen one of them",
        at_key=True,
    )
    for earlier in before if alone is not None else ():
        if space.meet([space.where_step(earlier), alone]) is None:
            label = "nothing passes both"
            return also_at(located, diagnostic, earlier.pointer, label, at_key=True)
    return diagnostic


def _if_hosted(space: Space) -> Space:
    """The same purchases, with their balances known."""
    return Space(evolve(space.plan, hosted=True), space.choices)


def overrides_that_never_win(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """Overrides that cannot be true, or that earlier ones always beat."""
    plan = make_plan(rules)
    space = Space.of(plan, rules)
    passing = space.passing()
    if passing is None:
        return
    overrides = [evolve(step, test=bare(_test_of(step))) for step in plan.overrides[:MOST_COMPARED]]
    for index, override in enumerate(overrides):
        why = _why_never(space, passing, overrides[:index], override)
        if why is not None:
            yield _never_wins(located, override, why)


@frozen
class _Why:
    """Why an override never wins, what to do, and the one that always beats it."""

    reason: str
    help: str
    beaten_by: RateStep | None = None


def _why_never(
    space: Space, passing: Box, before: Sequence[RateStep], override: RateStep
) -> _Why | None:
    test = _test_of(override)
    box = space.where_true(test)
    if box is None:
        return _Why(
            "its condition is never true", "change the condition, or leave the override out"
        )
    reached = space.meet([passing, box])
    if reached is None:
        reason = "no purchase that passes the filters meets its condition"
        return _Why(reason, "change the condition or the filters")
    for earlier in before:
        if _may_imply(space, box, earlier) and implies(space, test, _test_of(earlier)):
            reason = f"`{earlier.title}` stands before it and applies whenever it would"
            return _Why(reason, f"write it before `{earlier.title}`", earlier)
    if left_by(space, reached, before) is None:
        reason = (
            "those before it take every purchase that passes the filters and meets its condition"
        )
        return _Why(reason, "write it before them")
    return None


def _may_imply(space: Space, box: Box, earlier: RateStep) -> bool:
    """A quick look before the long one: what is true more often asks about no more facts."""
    around = space.where_true(_test_of(earlier))
    return around is not None and around.keys() <= box.keys()


def _test_of(override: RateStep) -> Test:
    if override.test is None:
        raise ValueError(f"{override.pointer} is no override")
    return override.test


def _never_wins(located: Located, override: RateStep, why: _Why) -> Diagnostic:
    diagnostic = diagnostic_at(
        located,
        "never-wins",
        f"{override.pointer}/name",
        f"the override `{override.title}` never wins: {why.reason}",
        severity=Severity.WARNING,
        help=why.help,
    )
    if why.beaten_by is None:
        return diagnostic
    return also_at(located, diagnostic, f"{why.beaten_by.pointer}/name", "always wins against it")
