"""One decision without generated code is the decision of the generated code."""

import pytest

from pointsman.engine.decision import Decision
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from pointsman.programs import load_shipped, shipped_names, shipped_path
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import cases_beside
from pointsman.programs.questions import Kind, answer, kind_of


@pytest.mark.parametrize("name", shipped_names())
def test_every_case_that_ships(name: str) -> None:
    program = load_shipped(name)
    path = cases_beside(shipped_path(name))
    cases = read_cases(path.read_bytes(), path.name).cases
    purchases = [case.given for case in cases if kind_of(case.given) is Kind.PURCHASE]
    for given in purchases:
        facts = native(given)
        once, compiled = program.decide_once(facts), program.decide(facts)
        assert once == compiled
        assert once.to_json() == compiled.to_json()
        assert (once.ending, repr(once.rate)) == (compiled.ending, repr(compiled.rate))
        assert str(once.explain()) == str(compiled.explain())


def test_nothing_is_compiled_for_it() -> None:
    program = load_shipped("world-elite")
    facts = {"authorization": {"amount": "100.00", "currency": "USD"}}
    assert isinstance(answer(program, facts, native, once=True), Decision)
    assert "compiled" not in vars(program)
    answer(program, facts, native)
    assert "compiled" in vars(program)


def test_bad_facts_are_told_alike() -> None:
    program = load_shipped("world-elite")
    with pytest.raises(BadFactsError) as once:
        program.decide_once({"authorization": {"amount": "-1", "currency": "USD"}})
    with pytest.raises(BadFactsError) as compiled:
        program.decide({"authorization": {"amount": "-1", "currency": "USD"}})
    assert once.value.problems == compiled.value.problems


@pytest.mark.parametrize("amount", ["500.00", "500.01", "9999999999999999.99"])
def test_the_tier_is_that_of_the_amount(amount: str) -> None:
    program = load_shipped("two-tiers")
    facts = {
        "authorization": {"amount": amount, "currency": "USD", "response_code": "00"}
        | {"processing": "purchase", "mcc": "5942", "country": "USA"},
        "account": {"status": "GOOD_STANDING", "balance": 5, "preferences": {"mode": "ALL"}},
    }
    assert program.decide_once(facts) == program.decide(facts)
