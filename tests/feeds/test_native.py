from typing import Any

import pytest
from hypothesis import given

from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from tests.facts.messages import facts_of
from tests.facts.purchases import PURCHASE, changed
from tests.facts.strategies import any_json


def test_the_native_form_passes_untouched() -> None:
    assert native(PURCHASE) is PURCHASE
    unreadable: dict[str, Any] = {"authorization": {"amount": -1}, "colour": "red"}
    assert native(unreadable) is unreadable


def test_the_other_forms_become_the_native_one() -> None:
    request = {"cardholderBillingAmount": "100", "cardholderBillingCurrencyCode": "USD"}
    assert native({"authorization": request})["authorization"] == {
        "amount": "100",
        "currency": "USD",
    }
    read = native(facts_of(de43="CORNER BOOKS".ljust(40)))
    assert (
        read["authorization"]
        == changed({"authorization.time": "2026-03-07T17:30:00Z"})["authorization"]
    )


@pytest.mark.parametrize("whole", [None, [], "0110", 7])
def test_facts_are_an_object(whole: object) -> None:
    with pytest.raises(BadFactsError, match=r"the document is .*, but it must be an object"):
        native(whole)


@given(any_json)
def test_whatever_is_handed_in_has_a_form_or_is_refused(data: object) -> None:
    try:
        form = native(data)
    except BadFactsError as refused:
        assert_told(refused)
    else:
        assert form is data


def assert_told(refused: BadFactsError) -> None:
    assert refused.problems
