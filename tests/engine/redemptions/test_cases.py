import pytest

from tests.engine.redemptions.cases import ACCEPTED, ALONE, PAIRS, Accepted, Case
from tests.engine.redemptions.samples import SAMPLES, decided, told


def test_there_are_enough_cases() -> None:
    assert len(ALONE) + len(ACCEPTED) >= 80
    assert len(ALONE) + len(PAIRS) >= 130


@pytest.mark.parametrize("case", [*ALONE, *PAIRS], ids=lambda case: case.name)
def test_every_rule_alone_and_in_pairs(case: Case) -> None:
    decision = decided(case.base, case.request, case.account, case.on)
    assert told(decision) == list(case.errors)
    assert not decision.accepted
    assert (decision.points, decision.response) == (0, None)


@pytest.mark.parametrize("case", ACCEPTED, ids=lambda case: f"{case.base} {case.request}")
def test_what_is_accepted(case: Accepted) -> None:
    decision = decided(case.base, case.request, on=case.on)
    assert told(decision) == []
    (item,) = (item.to_json() for item in decision.items)
    assert (item["scenario"], item["points"], item["cash"]) == case.outcome


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_accepted_by_one_program(name: str) -> None:
    assert told(decided(name)) == []
