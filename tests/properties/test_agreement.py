"""On random programs and purchases, the engine decides as the independent model does.

For many more of them at once see `test_columns_agree`.
"""

import pytest
from hypothesis import given

from pointsman.engine.decision import Decision, Ended
from pointsman.engine.endings import ENDING_NUMBERS
from pointsman.engine.explanation.build import ExplanationMismatchError
from pointsman.engine.outcome import Stage
from pointsman.engine.reasons import Reason
from tests.model import decide as model_decides
from tests.properties.drawn import Drawn, drawn, in_form


def differences(case: Drawn) -> list[str]:
    """Where engine and model disagree; empty when they do not."""
    program = case.program
    found = []
    for facts in case.purchases:
        decided = program.decide(facts).to_json()
        expected = model_decides(case.document, facts)
        identity = decided["program"]
        assert isinstance(identity, dict)
        assert identity.pop("digest") == program.digest
        found += [
            f"{key}: engine {decided[key]!r}, model {expected[key]!r}\n{case!r}"
            for key in expected
            if decided[key] != expected[key]
        ]
        assert decided.keys() == expected.keys()
    return found


@given(drawn())
def test_any_program_and_purchase(case: Drawn) -> None:
    assert differences(case) == []


@given(drawn())
def test_once_is_as_often(case: Drawn) -> None:
    """The interpreter's own record is that of the generated code."""
    for facts in case.purchases:
        once, compiled = case.program.decide_once(facts), case.program.decide(facts)
        assert once == compiled
        assert (once.ending, repr(once.rate)) == (compiled.ending, repr(compiled.rate))


@given(drawn())
def test_the_three_forms_decide_the_same(case: Drawn) -> None:
    text = case.program
    for form in ("yaml", "json"):
        other = in_form(case.document, form)
        assert (other.digest, other.rules) == (text.digest, text.rules)
        for facts in case.purchases:
            assert other.decide(facts).to_json() == text.decide(facts).to_json()


@given(drawn())
def test_the_explanation_is_of_the_decision(case: Drawn) -> None:
    program = case.program
    for facts in case.purchases:
        decision = program.decide(facts)
        explanation = decision.explain()
        assert explanation.decision == decision.to_json()
        assert str(decision.reason) in explanation.to_text()
        reached = [stage.stage for stage in explanation.stages if stage.reached]
        assert reached[-1] is Stage.COMMUNICATIONS
        assert decision.stage in reached


@given(drawn(purchases=1))
def test_another_decision_is_not_explained(case: Drawn) -> None:
    decision = case.program.decide(case.purchases[0])
    wrong = (
        Reason.NOT_APPROVED if decision.reason is not Reason.NOT_APPROVED else Reason.ACCOUNT_STATUS
    )
    forged = Decision()
    forged._facts = decision.facts
    number = ENDING_NUMBERS[Stage.AUTHORIZATION, wrong]
    forged._ending = Ended(decision.program, number, Stage.AUTHORIZATION, wrong)
    with pytest.raises(ExplanationMismatchError, match="not"):
        forged.explain()
