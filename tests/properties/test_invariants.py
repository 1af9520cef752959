"""What must hold for every decision of every program (design section 1; reliability A1 to A5)."""

import random
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.binding import bind
from pointsman.engine.decision import Decision
from pointsman.engine.facts import Facts
from pointsman.engine.outcome import Outcome, Stage
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Like,
    MerchantTest,
    NotOf,
    Plan,
    Test,
    Within,
    Worth,
)
from pointsman.engine.program import Program
from pointsman.engine.reasons import Reason
from pointsman.engine.rules import Rounding
from pointsman.engine.slots import Slot
from pointsman.engine.stages import run
from pointsman.engine.truth import holds
from pointsman.engine.units import nano
from pointsman.engine.verdicts import Verdict
from tests.properties.drawn import Drawn, drawn


def decisions(case: Drawn) -> list[Decision]:
    program = case.program
    return [program.decide(facts) for facts in case.purchases]


@given(drawn())
def test_never_more_than_the_purchase_or_the_balance(case: Drawn) -> None:
    for decision in decisions(case):
        result, facts = decision.result, decision.facts
        assert 0 <= result.credit <= facts.authorization.amount
        if decision.outcome is Outcome.REDEEMED:
            assert facts.account.balance is not None
            usable = decision.program.plan.units.usable(facts.account.balance)
            assert 0 < result.points <= usable
            assert result.credit > 0
        else:
            assert (result.points, result.credit) == (0, 0)


@given(drawn())
def test_points_are_the_exact_quotient_rounded_once(case: Drawn) -> None:
    for decision in decisions(case):
        if decision.outcome is not Outcome.REDEEMED:
            continue
        units, conversion = decision.program.plan.units, decision.result.conversion
        assert conversion is not None
        cost = Fraction(nano(conversion.rate), 10**9)
        exact = Fraction(decision.result.credit, 10**units.exponent) / cost
        counted, unit = Fraction(decision.result.points, 100), Fraction(units.unit, 100)
        assert counted % unit == 0
        error = counted - exact
        if units.rounding is Rounding.UP:
            assert 0 <= error < unit
        elif units.rounding is Rounding.DOWN:
            assert -unit < error <= 0
        else:
            assert -unit / 2 < error <= unit / 2


@given(drawn())
def test_a_partial_credit_is_the_largest_number_of_steps(case: Drawn) -> None:
    for decision in decisions(case):
        if decision.reason is not Reason.REDEEMED_PARTIAL:
            continue
        plan, result = decision.program.plan, decision.result
        step = plan.redemption.step
        assert step is not None
        assert result.target is not None
        assert result.conversion is not None
        assert decision.facts.account.balance is not None
        assert result.credit % step == 0
        more = result.credit + step
        usable = plan.units.usable(decision.facts.account.balance)
        enough = plan.units.worth_reaches(usable, result.conversion.rate, more)
        assert more > result.target.credit or not enough


@given(drawn())
def test_nothing_unknown_lets_a_purchase_through(case: Drawn) -> None:
    program = case.program
    for facts in case.purchases:
        read = program.read_facts(facts)
        trace = program.trace(read)
        if trace.result.stage is Stage.REDEMPTION:
            for stage in trace.stages[:3]:
                assert Verdict.UNKNOWN not in {finding.verdict for finding in stage.findings}
        if trace.result.conversion is not None:
            for finding in trace.stages[3].findings:
                assert finding.verdict is not Verdict.UNKNOWN or (
                    finding.pointer != trace.result.conversion.rule
                )


REMOVABLE = {
    Slot.MCC: ("authorization", "mcc"),
    Slot.COUNTRY: ("authorization", "country"),
    Slot.CROSS_BORDER: ("authorization", "issuer_country"),
    Slot.CHANNEL: ("authorization", "channel"),
    Slot.LOCAL_CURRENCY: ("authorization", "local_currency"),
    Slot.PROCESSING: ("authorization", "processing"),
    Slot.WEEKDAY: ("authorization", "time"),
    Slot.HOUR: ("authorization", "time"),
    Slot.DATE: ("authorization", "time"),
    Slot.MERCHANT_ID: ("merchant", "id"),
    Slot.MERCHANT_NAME: ("merchant", "name"),
    Slot.ACQUIRER: ("merchant", "acquirer"),
    Slot.TERMINAL: ("merchant", "terminal"),
    Slot.PRODUCT: ("account", "product"),
    Slot.BALANCE: ("account", "balance"),
    Slot.USABLE: ("account", "balance"),
}


def without(facts: Facts, path: tuple[str, str]) -> Facts:
    where, name = path
    if where == "merchant":
        merchant = attrs.evolve(facts.authorization.merchant, **{name: None})
        return attrs.evolve(
            facts, authorization=attrs.evolve(facts.authorization, merchant=merchant)
        )
    part: Any = getattr(facts, where)
    return attrs.evolve(facts, **{where: attrs.evolve(part, **{name: None})})


def slots_read(test: Test) -> set[int]:
    match test:
        case Compare(slot=slot) | Within(slot=slot) | Like(slot=slot):
            return {slot}
        case AllOf(parts=parts) | AnyOf(parts=parts) | MerchantTest(parts=parts):
            return set().union(*map(slots_read, parts))
        case NotOf(part=part):
            return slots_read(part)
        case Worth():
            return {Slot.USABLE}


def filters_that_hold(program: Program, facts: Facts) -> dict[str, bool]:
    bound = bind(program.plan, program.zone, facts)
    return {
        step.pointer: holds(program.plan, step.test, bound) is True
        for step in program.plan.filters
        if step.test is not None
    }


def reading(plan: Plan, slot: int) -> set[str]:
    return {
        step.pointer
        for step in plan.filters
        if step.test is not None and slot in slots_read(step.test)
    }


@given(drawn(purchases=2))
def test_removing_a_fact_never_makes_a_failing_filter_hold(case: Drawn) -> None:
    program = case.program
    for given_facts in case.purchases:
        facts = program.read_facts(given_facts)
        before = filters_that_hold(program, facts)
        for slot, path in REMOVABLE.items():
            after = filters_that_hold(program, without(facts, path))
            assert not {
                pointer
                for pointer in reading(program.plan, slot)
                if after[pointer] and not before[pointer]
            }


@given(drawn(), st.randoms(use_true_random=False))
def test_the_order_of_filters_changes_no_outcome(case: Drawn, order: random.Random) -> None:
    program = case.program
    filters = list(program.rules.filters or ())
    order.shuffle(filters)
    rules = attrs.evolve(program.rules, filters=tuple(filters) or None)
    shuffled = Program(rules, program.digest, program.zone)
    for facts in case.purchases:
        one, other = program.decide(facts).to_json(), shuffled.decide(facts).to_json()
        for key in one.keys() - {"reason", "messages", "stage"}:
            assert one[key] == other[key]
        assert one["stage"] == other["stage"]


@given(drawn(), st.decimals(0, 10**6, places=2))
def test_the_local_amount_decides_nothing(case: Drawn, amount: object) -> None:
    program = case.program
    for facts in case.purchases:
        authorization = {**facts["authorization"], "local_amount": str(amount)}
        changed = {**facts, "authorization": authorization}
        assert program.decide(changed).to_json() == program.decide(facts).to_json()


@given(drawn())
def test_the_same_twice_is_the_same(case: Drawn) -> None:
    one, other = case.program, case.program
    for facts in case.purchases:
        read = one.read_facts(facts)
        bound = bind(one.plan, one.zone, read)
        assert run(one.plan, bound) == run(one.plan, bound)
        assert one.decide(facts) == other.decide(facts)
