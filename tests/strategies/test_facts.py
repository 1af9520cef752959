"""Drawn programs and purchases are valid, and between them reach every end of a decision."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pointsman.engine.reasons import Reason
from tests.model import decide
from tests.strategies.choices import seeded
from tests.strategies.documents import build_document, documents
from tests.strategies.facts import build_facts, facts_for, simple_facts

EXAMPLES = 3000
OUTCOMES = {"REDEEMED", "ELIGIBLE", "INELIGIBLE", "DEFERRED"}
MESSAGES = {
    *("email redeemed", "email eligible", "email insufficient balance", "email below minimum"),
    "notify",
}


def reached_in(decisions: list[dict[str, Any]]) -> Counter[str]:
    reached: Counter[str] = Counter()
    for decision in decisions:
        reached.update((decision["reason"], decision["outcome"], *decision["messages"]))
    return reached


@pytest.mark.timeout(300)
def test_drawn_purchases_reach_every_reason_outcome_and_message() -> None:
    decisions: list[dict[str, Any]] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
    )
    @given(st.data())
    def draw_and_decide(data: st.DataObject) -> None:
        document = data.draw(documents())
        decisions.append(decide(document, data.draw(facts_for(document))))

    draw_and_decide()
    reached = reached_in(decisions)
    assert len(decisions) >= EXAMPLES
    assert not [key for key in {*Reason, *OUTCOMES} if reached[key] < 0.003 * len(decisions)]
    assert reached.keys() >= MESSAGES


@settings(deadline=None)
@given(st.data())
def test_drawing_is_cheap_enough_for_every_health_check(data: st.DataObject) -> None:
    document = data.draw(documents())
    facts = data.draw(facts_for(document))
    assert decide(document, facts)["currency"] == document["currency"]


FACTS = (
    *("authorization/response_code", "authorization/processing", "authorization/mcc"),
    *("authorization/country", "authorization/issuer_country", "authorization/channel"),
    *("authorization/local_amount", "authorization/local_currency"),
    *("authorization/merchant", "authorization/merchant/id", "authorization/merchant/name"),
    *("authorization/merchant/acquirer", "authorization/merchant/terminal"),
    *("authorization/time", "account/status", "account/household", "account/product"),
    *("account/balance", "account/preferences", "account/preferences/mode"),
    *("account/preferences/minimum", "account/preferences/amount", "account/facts/segment"),
    *("account/facts/visits", "post_purchase"),
)


def given_at(facts: dict[str, Any], path: str) -> Any:
    value: Any = facts
    for key in path.split("/"):
        value = (value or {}).get(key)
    return value


PURCHASES = [build_facts(made, build_document(made)) for made in map(seeded, range(1000))]


@pytest.mark.parametrize("path", FACTS)
def test_every_fact_is_given_and_is_left_out(path: str) -> None:
    given_or_not = {given_at(facts, path) is not None for facts in PURCHASES}
    assert given_or_not == {True, False}


def test_statuses_roles_and_modes_all_occur() -> None:
    statuses = {given_at(facts, "account/status") for facts in PURCHASES}
    roles = {given_at(facts, "account/household") for facts in PURCHASES}
    modes = {given_at(facts, "account/preferences/mode") for facts in PURCHASES}
    assert (len(statuses), len(roles), len(modes)) == (7, 5, 4)


def test_a_seed_gives_the_same_purchase_again() -> None:
    first, second = (build_document(seeded(7)) for _ in range(2))
    assert first == second
    assert build_facts(seeded(8), first) == build_facts(seeded(8), second)


def test_simple_facts_take_parts_added_replaced_and_left_out() -> None:
    facts = simple_facts(
        authorization={"amount": "5.00", "response_code": None}, account={"household": "REDEEMER"}
    )
    assert facts == {
        "authorization": {"amount": "5.00", "currency": "USD", "processing": "purchase"},
        "account": {
            "status": "GOOD_STANDING",
            "balance": "12000",
            "preferences": {"mode": "ALL"},
            "household": "REDEEMER",
        },
    }
