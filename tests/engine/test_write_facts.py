import json
from typing import Any

import pytest
from hypothesis import given

from pointsman.engine.exact import Exact
from pointsman.engine.facts import Account, AccountPreferences, Authorization, Facts
from pointsman.engine.read_facts import FactsContext, read_facts
from pointsman.engine.write_facts import write_facts
from tests.facts.purchases import CONTEXT, PURCHASE, changed
from tests.facts.strategies import native_facts


def test_the_purchase_of_the_design() -> None:
    written = write_facts(read_facts(PURCHASE, CONTEXT), CONTEXT.exponent)
    expected = changed(
        {
            "authorization.local_amount": "92.1",
            "authorization.time": "2026-03-07T17:30:00Z",
            "account.preferences.amount": "0.00",
        }
    )
    assert written == expected


def test_what_is_unknown_is_left_out() -> None:
    assert write_facts(Facts(Authorization(100, "JPY")), 2) == {
        "authorization": {"amount": "100", "currency": "JPY"}
    }


def test_a_number_of_18_digits_has_no_room_for_the_currency() -> None:
    data = {"authorization": {"amount": "999999999999999999", "currency": "USD"}}
    written = write_facts(read_facts(data, FactsContext(2)), 2)
    assert written == data


def test_preferences_have_the_decimals_of_the_program() -> None:
    preferences = AccountPreferences(minimum=Exact(5), amount=Exact(25, 1))
    facts = Facts(Authorization(0, "USD"), Account(preferences=preferences))
    assert write_facts(facts, 3)["account"] == {
        "preferences": {"minimum": "5.000", "amount": "2.500"}
    }


def test_facts_made_by_hand_in_a_currency_that_nothing_is_billed_in() -> None:
    with pytest.raises(ValueError, match="nothing is billed in `XAU`"):
        write_facts(Facts(Authorization(1, "XAU")), 2)


@given(native_facts)
def test_reading_what_was_written_gives_the_same_facts(data: dict[str, Any]) -> None:
    facts = read_facts(data, CONTEXT)
    written = json.loads(json.dumps(write_facts(facts, CONTEXT.exponent)))
    assert read_facts(written, CONTEXT) == facts
