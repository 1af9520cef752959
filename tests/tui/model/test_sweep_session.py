"""The facts at the cursor, as text: one value changed, all the rest as it was written."""

import json
import re
from pathlib import Path

import pytest

from pointsman.engine.decision import Decision
from pointsman.tui.model.decided import Decided, decide
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.model.sweep.asked import Asked, asked_of
from pointsman.tui.model.sweep.explorer import explore
from pointsman.tui.model.sweep.scale import Axis, scale_of
from pointsman.tui.model.sweep.series import sweep
from pointsman.tui.model.sweep.session import Session
from tests.tui.sweep_samples import FACTS, shipped

EXAMPLES = Path(__file__).parents[3] / "examples"


def decided(text: str, name: str = "facts.yaml") -> Decided:
    rules = read_rules(RulesText(shipped("world-elite"), "world-elite.points"))
    found = decide(rules, read_question(Question(text, name)))
    assert isinstance(found, Decided)
    return found


def asked(text: str = FACTS, name: str = "facts.yaml") -> Asked:
    found = asked_of(decided(text, name))
    assert found is not None
    return found


def begun(session: Session) -> Session:
    """The session with the sweep that it asks for."""
    asked = session.asked
    series = sweep(asked.program, asked.facts, session.axis)
    assert session.fits(series)
    session.explorer = explore(series, 80)
    return session


def with_amount(given: Asked, minor: int) -> Asked:
    return given.with_value(scale_of(given.program, given.facts, Axis.AMOUNT), minor)


def test_the_amount_is_changed_and_its_comment_kept() -> None:
    changed = with_amount(asked(), 50_001)
    assert "amount: 500.01            # DE006" in changed.text
    assert changed.text == FACTS.replace("100.00", "500.01")
    assert changed.facts.authorization.amount == 50_001


def test_what_is_handed_over_decides_as_the_sweep_did() -> None:
    changed = with_amount(asked(), 50_001)
    answer = decided(changed.text).answer
    assert isinstance(answer, Decision)
    assert answer.facts == changed.facts


def test_a_value_that_is_the_same_leaves_the_text_alone() -> None:
    given = asked()
    assert with_amount(given, 10_000) is given


def test_a_balance_that_was_not_known_is_added() -> None:
    given = asked(FACTS.replace("  balance: 60000\n", ""))
    changed = given.with_value(scale_of(given.program, given.facts, Axis.BALANCE), 1_234_500)
    assert "  balance: 12345\n" in changed.text
    assert changed.facts.account.balance == 1_234_500


def test_facts_in_json_stay_json() -> None:
    data = decided(FACTS).question.data
    given = asked(json.dumps(data), "facts.json")
    text = with_amount(given, 50_001).text
    assert json.loads(text, parse_float=str)["authorization"]["amount"] == "500.01"


@pytest.mark.parametrize("name", ["iso8583.json", "authorization.json"])
def test_facts_of_another_form_are_written_anew(name: str) -> None:
    given = asked((EXAMPLES / name).read_text(encoding="utf-8"), name)
    changed = with_amount(given, 50_001)
    answer = decided(changed.text).answer
    assert isinstance(answer, Decision)
    assert answer.facts == changed.facts
    assert answer.facts.authorization.amount == 50_001


@pytest.mark.parametrize("name", ["iso8583.json", "authorization.json"])
def test_another_balance_leaves_facts_of_another_form_as_they_are(name: str) -> None:
    given = asked((EXAMPLES / name).read_text(encoding="utf-8"), name)
    changed = given.with_value(scale_of(given.program, given.facts, Axis.BALANCE), 1_234_500)
    answer = decided(changed.text, name).answer
    assert isinstance(answer, Decision)
    assert answer.facts == changed.facts


def test_news_are_told_once() -> None:
    session = begun(Session(asked(), follow=True))
    assert session.news() is None
    assert session.explorer is not None
    session.explorer.next_edge()
    session.moved = True
    assert session.news() == FACTS.replace("100.00", "500.01")
    assert session.news() is None
    assert session.origin == "the sweep at 500.01 USD"


def test_what_the_desk_was_told_is_its_own() -> None:
    session = begun(Session(asked(), follow=True))
    assert session.explorer is not None
    session.moved = True
    told = [FACTS]
    for _ in range(2):
        session.explorer.next_edge()
        text = session.news()
        assert text is not None
        told.append(text)
    # The answer to the first move comes when the second one was told already.
    assert session.is_of(decided(told[1]))
    assert [session.asks(text) for text in told] == [False, True, True]
    assert session.is_of(decided(told[2]))
    assert session.is_of(decided(told[2])), "decided once more"
    assert not session.is_of(decided(told[0])), "brought back elsewhere"


@pytest.mark.parametrize("change", [("version    3", "version    9"), ("conversion {", "\n\\g<0>")])
def test_an_answer_of_other_rules_is_not_its_own(change: tuple[str, str]) -> None:
    session = begun(Session(asked(), follow=True))
    text, changes = re.subn(*change, shipped("world-elite"))
    assert changes == 1
    rules = read_rules(RulesText(text, "world-elite.points"))
    found = decide(rules, read_question(Question(FACTS)))
    assert isinstance(found, Decided)
    assert not session.is_of(found)


def test_another_axis_begins_with_the_facts_at_the_cursor() -> None:
    session = begun(Session(asked(), follow=True))
    assert session.explorer is not None
    session.explorer.go(50_001)
    session.moved = True
    session.turn()
    assert session.axis is Axis.BALANCE
    assert session.asked.facts.authorization.amount == 50_001
    assert begun(session).current is session.asked


def test_restoring_brings_the_first_facts_back() -> None:
    session = begun(Session(asked(), follow=True))
    assert session.explorer is not None
    session.explorer.go(50_001)
    session.moved = True
    assert session.news() is not None
    session.restore()
    assert session.news() == FACTS
    assert session.origin == "the sweep"


def test_an_older_sweep_does_not_fit() -> None:
    session = begun(Session(asked(), follow=True))
    assert session.explorer is not None
    older = session.explorer.series
    session.turn()
    assert not session.fits(older)


def test_a_reversal_cannot_be_swept() -> None:
    text = json.dumps(
        {
            "at": "2026-04-01T00:00:00Z",
            "redemption": {
                "type": "MERCHANDISE",
                "allocations": [{"lot": "L1", "points": "3"}],
                "credited": "0",
            },
            "lots": [{"id": "L1", "earned": "2025-01-01T00:00:00Z", "remaining": "97"}],
        }
    )
    assert asked_of(decided(text, "facts.json")) is None
