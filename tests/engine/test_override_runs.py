"""Many overrides in a row that look at one fact each are told together, and come out the same."""

import pytest
from hypothesis import given

from pointsman.engine.override_runs import MANY, OverrideRun, find_runs
from pointsman.engine.plan import Plan, RateStep, Test
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.stages.conversion import convert
from pointsman.engine.stages.finding import Finding, Step
from pointsman.engine.truth import Purchase
from pointsman.engine.verdicts import Verdict
from tests.engine.override_plans import (
    BY_NAME,
    EARLY,
    ids_in,
    mccs,
    merchant,
    plan_of,
    plans,
    purchase,
    purchases,
)

Told = tuple[int, int, Verdict]


def numbered(count: int, first: int = 0) -> list[Test]:
    return [merchant(f"M{number}") for number in range(first, first + count)]


def told(plan: Plan, bound: Bound) -> list[Told]:
    """From which override to which, and the verdict, of all findings after the base's."""
    _, *findings = convert(Purchase(plan, bound)).run.findings
    return [(*_numbers(plan, finding), finding.verdict) for finding in findings]


def _numbers(plan: Plan, finding: Finding) -> tuple[int, int]:
    if isinstance(finding.rule, OverrideRun):
        assert finding.step is Step.OVERRIDES
        return finding.rule.first, finding.rule.end
    assert isinstance(finding.rule, RateStep)
    assert finding.step is Step.OVERRIDE
    number = plan.overrides.index(finding.rule)
    return number, number + 1


def verdict_of(plan: Plan, bound: Bound, number: int) -> Verdict:
    """The verdict of one override: what the stage means, without runs."""
    purchase = Purchase(plan, bound)
    before = [purchase.holds(test) for test in plan.override_index.tests[:number]]
    if True in before:
        return Verdict.NOT_REACHED
    truth = purchase.holds(plan.override_index.tests[number])
    return {True: Verdict.APPLIED, False: Verdict.NOT_APPLIED, None: Verdict.UNKNOWN}[truth]


@given(plans, purchases)
def test_every_override_is_told_once_in_order(plan: Plan, bound: Bound) -> None:
    ends = [(first, end) for first, end, _ in told(plan, bound)]
    assert [n for first, end in ends for n in range(first, end)] == [*range(len(plan.overrides))]


@given(plans, purchases)
def test_together_they_come_out_as_one_by_one(plan: Plan, bound: Bound) -> None:
    for first, end, verdict in told(plan, bound):
        alone = {verdict_of(plan, bound, number) for number in range(first, end)}
        if verdict is Verdict.UNKNOWN:
            assert verdict in alone
            assert alone <= {Verdict.UNKNOWN, Verdict.NOT_APPLIED}
        else:
            assert alone == {verdict}


def test_few_overrides_are_told_one_by_one() -> None:
    plan = plan_of(numbered(MANY - 1))
    assert find_runs(plan) == ()
    assert told(plan, purchase(merchant_id="X")) == [
        (number, number + 1, Verdict.NOT_APPLIED) for number in range(MANY - 1)
    ]


@pytest.mark.parametrize(
    ("known", "verdict"),
    [({"merchant_id": "X"}, Verdict.NOT_APPLIED), ({}, Verdict.UNKNOWN)],
    ids=["known", "unknown"],
)
def test_many_are_told_together(known: dict[str, str], verdict: Verdict) -> None:
    plan = plan_of(numbered(MANY))
    [_, finding] = convert(Purchase(plan, purchase(**known))).run.findings
    assert (finding.step, finding.verdict) == (Step.OVERRIDES, verdict)
    assert finding.pointer == "/conversion/overrides/0"
    assert told(plan, purchase(**known)) == [(0, MANY, verdict)]


def test_the_one_that_applies_stands_between_the_others() -> None:
    plan = plan_of(numbered(3 * MANY))
    middle = MANY + 3
    assert told(plan, purchase(merchant_id=f"M{middle}")) == [
        (0, middle, Verdict.NOT_APPLIED),
        (middle, middle + 1, Verdict.APPLIED),
        (middle + 1, 3 * MANY, Verdict.NOT_REACHED),
    ]


@pytest.mark.parametrize("chosen", [0, 2 * MANY - 1], ids=["first", "last"])
def test_an_end_of_a_run_applies(chosen: int) -> None:
    plan = plan_of(numbered(2 * MANY))
    ends = [(first, end) for first, end, _ in told(plan, purchase(merchant_id=f"M{chosen}"))]
    rest = (1, 2 * MANY) if chosen == 0 else (0, chosen)
    assert sorted(ends) == sorted([(chosen, chosen + 1), rest])


def test_a_part_of_a_run_that_is_short_is_told_one_by_one() -> None:
    plan = plan_of(numbered(MANY + 5))
    assert told(plan, purchase(merchant_id="M4"))[:5] == [
        *((number, number + 1, Verdict.NOT_APPLIED) for number in range(4)),
        (4, 5, Verdict.APPLIED),
    ]
    assert len(told(plan, purchase(merchant_id="M4"))) == 6


def test_another_condition_ends_a_run() -> None:
    plan = plan_of([*numbered(MANY), BY_NAME, *numbered(MANY, MANY), EARLY])
    assert [(run.first, run.end) for run in plan.override_runs] == [
        (0, MANY),
        (MANY + 1, 2 * MANY + 1),
    ]
    assert [(first, end) for first, end, _ in told(plan, purchase(merchant_id="X"))] == [
        (0, MANY),
        (MANY, MANY + 1),
        (MANY + 1, 2 * MANY + 1),
        (2 * MANY + 1, 2 * MANY + 2),
    ]


def test_a_run_knows_the_facts_that_its_part_looks_at() -> None:
    plan = plan_of([*numbered(MANY), *[mccs("5000") for _ in range(MANY)]])
    [run] = plan.override_runs
    assert [test.slot for test in run.tests] == [Slot.MERCHANT_ID, Slot.MCC]
    before, chosen, after = run.around(plan, MANY - 1)
    assert [test.slot for test in before.tests] == [Slot.MERCHANT_ID]
    assert (chosen.first, chosen.end) == (MANY - 1, MANY)
    assert [test.slot for test in after.tests] == [Slot.MCC]
    assert [*run.around(plan, None)] == [*run.around(plan, 2 * MANY)] == [run]


def test_a_fact_that_only_some_of_a_run_look_at_makes_it_unknown() -> None:
    plan = plan_of([*numbered(MANY), mccs("5000")])
    assert told(plan, purchase(merchant_id="X")) == [(0, MANY + 1, Verdict.UNKNOWN)]
    assert told(plan, purchase(merchant_id="X", mcc="5001")) == [(0, MANY + 1, Verdict.NOT_APPLIED)]


def test_a_run_does_not_depend_on_how_its_test_is_wrapped() -> None:
    plan = plan_of([merchant("A"), ids_in("B")] * MANY)
    [run] = plan.override_runs
    assert len(run) == 2 * MANY
    assert [test.slot for test in run.tests] == [Slot.MERCHANT_ID]
