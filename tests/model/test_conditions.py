"""The model's conditions: unknown facts, edges of ranges, globs, local time, first override."""

from typing import Any

import pytest

from tests.model import decide
from tests.model.conditions import like
from tests.model.truth import Truth, every, negation, some
from tests.strategies.documents import simple_document
from tests.strategies.facts import simple_facts

Document = dict[str, Any]

GROUPS = [
    {"name": "coffee", "entries": [{"name": "BLUE BOTTLE*"}, {"mcc": "5814"}]},
    {"name": "casinos", "entries": [{"id": "1"}, {"mcc": {"from": "7994", "to": "7995"}}]},
]


def reason(statement: Document, **authorization: Any) -> str:
    document = simple_document(groups=GROUPS, filters=[statement])
    return str(decide(document, simple_facts(authorization=authorization))["reason"])


@pytest.mark.parametrize(
    ("truths", "both", "either"),
    [
        ([True, True], True, True),
        ([True, None], None, True),
        ([False, None], False, None),
        ([None, None], None, None),
        ([False, False], False, False),
        ([], True, False),
    ],
)
def test_kleene(truths: list[Truth], both: Truth, either: Truth) -> None:
    assert (every(truths), some(truths)) == (both, either)
    assert negation(some(truths)) == every(negation(truth) for truth in truths)


@pytest.mark.parametrize(
    ("glob", "text", "expected"),
    [
        ("BLUE BOTTLE*", "  Blue Bottle 12 ", True),
        ("*ATM*", "cash atm 5", True),
        ("c?fe", "CAFE", True),
        ("c?fe", "cfe", False),
        ("strasse", "Straße", True),
        ("ΣΊΣΥΦΟΣ", "σίσυφος", True),
        ("\\*", "*", True),
        ("\\*", "x", False),
        ("a\\\\b", "A\\B", True),
        ("*", "", True),
        ("?", "", False),
        ("*o*o*", "book oo", True),
        ("*o*o*", "bo", False),
        ("a", "ab", False),
    ],
)
def test_globs(glob: str, text: str, expected: bool) -> None:
    assert like(text, glob) is expected


@pytest.mark.parametrize("word", ["only", "except"])
@pytest.mark.parametrize(
    "statement",
    [
        ({"mcc": ["5814"]}, "MCC_FILTERED"),
        ({"country": ["USA"]}, "COUNTRY_FILTERED"),
        ({"merchant": [{"group": "coffee"}]}, "MERCHANT_FILTERED"),
    ],
)
def test_a_missing_code_stops_only_and_except(
    word: str, statement: tuple[dict[str, list[Any]], str]
) -> None:
    rule, expected = statement
    [(kind, items)] = rule.items()
    assert reason({kind: {word: items}}) == expected


@pytest.mark.parametrize(
    ("mcc", "expected"),
    [("6009", False), ("6010", True), ("6012", True), ("6013", False), ("6051", True)],
)
def test_ranges_have_both_their_ends(mcc: str, expected: bool) -> None:
    items = [{"from": "6010", "to": "6012"}, "6051"]
    assert (reason({"mcc": {"only": items}}, mcc=mcc) == "REDEEMED_FULL") is expected
    assert (reason({"mcc": {"except": items}}, mcc=mcc) == "MCC_FILTERED") is expected


def test_one_known_match_is_enough_for_a_group() -> None:
    assert reason({"merchant": {"only": [{"group": "coffee"}]}}, mcc="5814") == "REDEEMED_FULL"
    assert reason({"merchant": {"except": [{"group": "casinos"}]}}, mcc="5814") == (
        "MERCHANT_FILTERED"
    )


def leaf(fact: str, op: str, *values: Any) -> Document:
    one = {"values": list(values)} if op.endswith("in") else {"value": values[0]}
    return {"fact": fact, "op": op, **one}


TIME = "2026-03-07T23:30:00-05:00"


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (leaf("amount", ">=", "100.00"), True),
        (leaf("amount", ">", "100.00"), False),
        (leaf("amount", "in", {"from": "99.00", "to": "100.00"}), True),
        (leaf("balance", "=", "12000"), True),
        (leaf("channel", "!=", "chip"), False),
        ({"not": leaf("channel", "=", "chip")}, False),
        (leaf("country", "in", "USA", "CAN"), True),
        (leaf("cross_border", "=", "no"), True),
        (leaf("weekday", "=", "sat"), True),
        (leaf("weekday", "not in", {"from": "mon", "to": "fri"}), True),
        (leaf("hour", ">=", "23"), True),
        (leaf("date", "=", "2026-03-07"), True),
        (leaf("merchant.name", "like", "corner*"), True),
        (leaf("merchant.name", "=", "corner books"), False),
        (leaf("merchant.id", "=", "1"), False),
        ({"merchant": {"in": [{"name": "CORNER*"}]}}, True),
        ({"merchant": {"not_in": [{"name": "CORNER*"}]}}, False),
        ({"any": [leaf("channel", "=", "chip"), leaf("hour", "=", "23")]}, True),
        ({"all": [leaf("channel", "=", "chip"), leaf("hour", "=", "23")]}, False),
    ],
)
def test_requirements(condition: Document, met: bool) -> None:
    """A purchase in New York on a Saturday night; its channel and merchant id are unknown."""
    document = simple_document(
        timezone="America/New_York", filters=[{"require": {"condition": condition}}]
    )
    facts = simple_facts(
        authorization={
            "time": TIME,
            "country": "US",
            "issuer_country": "840",
            "merchant": {"name": "CORNER BOOKS"},
        }
    )
    assert decide(document, facts)["reason"] == ("REDEEMED_FULL" if met else "REQUIREMENT_NOT_MET")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2026-01-01T04:59:59Z", "NOT_IN_EFFECT"),
        ("2026-01-01T05:00:00Z", "REDEEMED_FULL"),
        ("2027-01-01T04:59:59.999999Z", "REDEEMED_FULL"),
        ("2027-01-01T05:00:00Z", "NOT_IN_EFFECT"),
        (None, "NOT_IN_EFFECT"),
    ],
)
def test_effective_dates_are_local_and_include_their_ends(time: str | None, expected: str) -> None:
    document = simple_document(
        timezone="America/New_York", effective={"from": "2026-01-01", "to": "2026-12-31"}
    )
    assert decide(document, simple_facts(authorization={"time": time}))["reason"] == expected


@pytest.mark.parametrize(
    ("authorization", "rule", "rate"),
    [
        ({}, "/conversion/base", "0.01"),
        ({"mcc": "5814"}, "/conversion/overrides/0", "0.008"),
        ({"mcc": "5814", "country": "CAN"}, "/conversion/overrides/0", "0.008"),
        ({"mcc": "5411", "country": "CAN"}, "/conversion/base", "0.01"),
        (
            {"mcc": "5411", "country": "CAN", "issuer_country": "USA"},
            "/conversion/overrides/1",
            "0.0095",
        ),
    ],
)
def test_the_first_override_that_is_true_wins(
    authorization: Document, rule: str, rate: str
) -> None:
    overrides = [
        {"name": "Coffee", "for": {"merchant": [{"group": "coffee"}]}, "rate": "0.008"},
        {"name": "Abroad", "for": {"cross_border": True}, "rate": "0.0095"},
    ]
    document = simple_document(
        groups=GROUPS, conversion={"base": {"rate": "0.01"}, "overrides": overrides}
    )
    facts = simple_facts(authorization=authorization, account={"balance": "20000"})
    decision = decide(document, facts)
    assert (decision["rule"], decision["cost_per_point"]) == (rule, rate)
