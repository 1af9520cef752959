"""The worked numbers of the field and of the design, held against the model itself."""

from typing import Any

import pytest

from tests.model import BadInput, decide
from tests.strategies.documents import simple_document
from tests.strategies.facts import simple_facts

Document = dict[str, Any]

TIERS = {"base": {"tiers": [{"up_to": "500.00", "rate": "0.01"}, {"rate": "0.012"}]}}
STEPS = {"partial": {"step": "10.00"}}


def purchase(amount: str, balance: str | None = "12000", **account: Any) -> Document:
    return simple_facts(authorization={"amount": amount}, account={"balance": balance} | account)


def part(decision: Document, *keys: str) -> tuple[Any, ...]:
    return tuple(decision[key] for key in keys)


@pytest.mark.parametrize(
    ("redemption", "balance", "expected"),
    [
        ({"full": True}, "12000", ("REDEEMED_FULL", "10000", "100.00", "2000")),
        ({"full": True}, "10000", ("REDEEMED_FULL", "10000", "100.00", "0")),
        ({"full": True}, "9999", ("INSUFFICIENT_BALANCE", "0", "0.00", "9999")),
        (STEPS, "7650", ("REDEEMED_PARTIAL", "7000", "70.00", "650")),
        (STEPS, "999", ("INSUFFICIENT_BALANCE", "0", "0.00", "999")),
        (STEPS, "1000", ("REDEEMED_PARTIAL", "1000", "10.00", "0")),
        (STEPS, "10000", ("REDEEMED_FULL", "10000", "100.00", "0")),
        ({"fixed": "25.00"}, "2500", ("REDEEMED_FIXED", "2500", "25.00", "0")),
        ({"fixed": "100.00"}, "10000", ("REDEEMED_FULL", "10000", "100.00", "0")),
        ({"fixed": "25.00"}, "2499", ("INSUFFICIENT_BALANCE", "0", "0.00", "2499")),
        ({"fixed": "25.00"} | STEPS, "2499", ("REDEEMED_PARTIAL", "2000", "20.00", "499")),
        (
            STEPS | {"redeem_at_least": "70.00"},
            "7650",
            ("REDEEMED_PARTIAL", "7000", "70.00", "650"),
        ),
        (
            STEPS | {"redeem_at_least": "70.01"},
            "7650",
            ("BELOW_REDEEMED_MINIMUM", "0", "0.00", "7650"),
        ),
        ({"full": True}, None, ("INSUFFICIENT_BALANCE", "0", "0.00", None)),
    ],
)
def test_a_purchase_of_100(
    redemption: Document, balance: str | None, expected: tuple[str, ...]
) -> None:
    decision = decide(simple_document(redemption=redemption), purchase("100.00", balance))
    assert part(decision, "reason", "points", "credit", "balance_after") == expected


def test_the_billing_amount_counts_and_not_the_local_one() -> None:
    facts = simple_facts(
        authorization={"amount": "126.00", "local_amount": "100", "local_currency": "EUR"},
        account={"balance": "20000"},
    )
    decision = decide(simple_document(), facts)
    assert part(decision, "points", "credit", "currency") == ("12600", "126.00", "USD")


@pytest.mark.parametrize(
    ("amount", "rate", "points"),
    [("500.00", "0.01", "50000"), ("500.01", "0.012", "41668"), ("0.01", "0.01", "1")],
)
def test_tiers_count_for_the_whole_amount(amount: str, rate: str, points: str) -> None:
    decision = decide(simple_document(conversion=TIERS), purchase(amount, "60000"))
    assert part(decision, "rule", "cost_per_point", "points") == ("/conversion/base", rate, points)


@pytest.mark.parametrize(
    ("exact", "natural", "up", "down"),
    [
        ("10.2467", "10", "11", "10"),
        ("5.5507", "6", "6", "5"),
        ("10.5", "11", "11", "10"),
        ("0.5", "1", "1", "0"),
        ("10.45", "10", "11", "10"),
        ("10", "10", "10", "10"),
    ],
)
def test_rounding_to_whole_points(exact: str, natural: str, up: str, down: str) -> None:
    """10.5 points are what 105 yen take at 10 yen a point, and so on."""
    whole, _, fraction = exact.partition(".")
    conversion = {"base": {"rate": str(10 ** len(fraction))}}
    facts = simple_facts(authorization={"amount": whole + fraction, "currency": "JPY"})
    expected = {"natural": natural, "up": up, "down": down}
    found = {}
    for rounding in expected:
        points = {"name": "P", "precision": "whole", "rounding": rounding}
        document = simple_document(currency="JPY", points=points, conversion=conversion)
        decision = decide(document, facts)
        found[rounding] = decision["points_required"]
    assert found == expected


def test_hundredths_of_points() -> None:
    points = {"name": "P", "precision": "2 decimals"}
    document = simple_document(points=points, conversion={"base": {"rate": "0.03"}})
    decision = decide(document, purchase("11.00", "366.67"))
    assert part(decision, "points", "balance_after") == ("366.67", "0")


def test_rounding_up_never_takes_more_than_the_balance() -> None:
    """70.00 at 0.012 is 5,833.33 points, 5,834 rounded up: 5,833 points pay 60.00."""
    document = simple_document(
        points={"name": "P", "precision": "whole", "rounding": "up"},
        conversion={"base": {"rate": "0.012"}},
        redemption=STEPS,
    )
    short = decide(document, purchase("100.00", "5833"))
    assert part(short, "points", "credit") == ("5000", "60.00")
    enough = decide(document, purchase("100.00", "5834"))
    assert part(enough, "points", "credit") == ("5834", "70.00")


@pytest.mark.parametrize("code", ["10", "08", "05", None])
def test_only_00_is_approved(code: str | None) -> None:
    decision = decide(simple_document(), simple_facts(authorization={"response_code": code}))
    assert part(decision, "outcome", "code", "stage", "reason", "rule") == (
        *("INELIGIBLE", None, "authorization", "NOT_APPROVED", None),
    )


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        *[(status, "INELIGIBLE") for status in ("NEW", "ON_HOLD", "CANCELLED", "INACTIVE", None)],
        *[(status, "REDEEMED") for status in ("GOOD_STANDING", "REDEEM_ONLY")],
    ],
)
def test_standing(status: str | None, outcome: str) -> None:
    assert decide(simple_document(), purchase("1.00", status=status))["outcome"] == outcome


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("NON_REDEEMER", "NOT_A_REDEEMER"),
        ("UNKNOWN", "NOT_A_REDEEMER"),
        ("REDEEMER", "REDEEMED_FULL"),
        ("PRIMARY_REDEEMER", "REDEEMED_FULL"),
        (None, "REDEEMED_FULL"),
    ],
)
def test_households(role: str | None, reason: str) -> None:
    assert decide(simple_document(), purchase("1.00", household=role))["reason"] == reason


@pytest.mark.parametrize(
    ("bound", "amount", "reason"),
    [
        ({"over": "25.00"}, "25.00", "BELOW_PROGRAM_MINIMUM"),
        ({"over": "25.00"}, "25.01", "REDEEMED_FULL"),
        ({"at_least": "25.00"}, "24.99", "BELOW_PROGRAM_MINIMUM"),
        ({"at_least": "25.00"}, "25.00", "REDEEMED_FULL"),
        ({"under": "25.00"}, "25.00", "ABOVE_PROGRAM_MAXIMUM"),
        ({"at_most": "25.00"}, "25.00", "REDEEMED_FULL"),
        ({"at_most": "25.00"}, "25.01", "ABOVE_PROGRAM_MAXIMUM"),
    ],
)
def test_bounds_of_a_purchase(bound: Document, amount: str, reason: str) -> None:
    document = simple_document(filters=[{"purchase": bound}])
    assert decide(document, purchase(amount))["reason"] == reason


@pytest.mark.parametrize(
    ("amount", "reason"), [("25.00", "BELOW_CARDHOLDER_MINIMUM"), ("25.01", "REDEEMED_FULL")]
)
def test_the_cardholders_minimum_is_to_be_exceeded(amount: str, reason: str) -> None:
    document = simple_document(preferences={"cardholder": ["minimum"]})
    facts = purchase(amount, preferences={"mode": "ALL", "minimum": "25.00"})
    assert decide(document, facts)["reason"] == reason


@pytest.mark.parametrize(
    ("balance", "reason"),
    [
        ("666", "BELOW_REDEMPTION_MINIMUM"),
        ("666.99", "BELOW_REDEMPTION_MINIMUM"),
        ("667", "REDEEMED_FULL"),
    ],
)
def test_the_redemption_minimum_is_compared_exactly(balance: str, reason: str) -> None:
    document = simple_document(
        conversion={"base": {"rate": "0.0045"}},
        filters=[{"balance": {"worth_at_least": "3.00"}}],
    )
    assert decide(document, purchase("3.00", balance))["reason"] == reason


def test_the_decision_of_the_design_is_worked_out_to_the_last_key() -> None:
    document = simple_document(
        program="World Elite",
        version="3",
        redemption=STEPS,
        communications={
            "email": ["redeemed"],
            "notify": "https://issuer.example/n",
            "statement": "MILES CREDIT",
        },
    )
    assert decide(document, {**purchase("100.00", "7650"), "id": "A-1001"}) == {
        "id": "A-1001",
        "outcome": "REDEEMED",
        "code": "60",
        "stage": "redemption",
        "reason": "REDEEMED_PARTIAL",
        "rule": "/conversion/base",
        "cost_per_point": "0.01",
        "points_required": "10000",
        "target_credit": "100.00",
        "target_points": "10000",
        "points": "7000",
        "credit": "70.00",
        "currency": "USD",
        "balance_after": "650",
        "partially_redeemed": True,
        "preference_after": "ALL",
        "messages": ["email redeemed", "notify"],
        "statement": "MILES CREDIT",
        "program": {"name": "World Elite", "version": 3},
    }


def test_an_external_bank_decides_for_itself() -> None:
    document = simple_document(
        bank="external",
        redemption={"fixed": "40.00"},
        filters=[{"balance": {"at_least": "99999"}}],
    )
    decision = decide(document, purchase("100.00", "5"))
    assert part(decision, "outcome", "code", "reason") == ("DEFERRED", "59", "DEFERRED_TO_BANK")
    assert part(decision, "points", "target_credit", "target_points") == ("0", "40.00", "4000")
    assert decision["balance_after"] is None


@pytest.mark.parametrize(
    ("mode", "offer", "reason", "after"),
    [
        ("NEXT", ["next", "all"], "REDEEMED_FULL", "OFF"),
        ("ALL", ["next", "all"], "REDEEMED_FULL", "ALL"),
        ("NEXT", ["all"], "PREFERENCE_OFF", "NEXT"),
        ("OFF", ["next", "all"], "PREFERENCE_OFF", "OFF"),
        (None, ["next", "all"], "PREFERENCE_OFF", "OFF"),
    ],
)
def test_modes(mode: str | None, offer: list[str], reason: str, after: str) -> None:
    document = simple_document(preferences={"offer": offer})
    decision = decide(document, purchase("1.00", preferences={"mode": mode}))
    assert part(decision, "reason", "preference_after") == (reason, after)


LATER = {"within_days": "90", "after": ["PREFERENCE_OFF"]}


@pytest.mark.parametrize(
    ("block", "requested", "after", "reason"),
    [
        (LATER, "2026-04-10T00:00:00Z", "PREFERENCE_OFF", "REDEEMED_FULL"),
        (LATER, "2026-06-05T17:30:00Z", "PREFERENCE_OFF", "REDEEMED_FULL"),
        (LATER, "2026-06-05T17:30:00.000001Z", "PREFERENCE_OFF", "OUTSIDE_WINDOW"),
        (LATER, "2026-04-10T00:00:00Z", "INSUFFICIENT_BALANCE", "NOT_REPROCESSABLE"),
        ({"partial": True}, "2036-04-10T00:00:00Z", "INSUFFICIENT_BALANCE", "REDEEMED_FULL"),
        (None, "2026-04-10T00:00:00Z", "PREFERENCE_OFF", "NOT_REPROCESSABLE"),
    ],
)
def test_later_requests(block: Document | None, requested: str, after: str, reason: str) -> None:
    facts = simple_facts(
        authorization={"time": "2026-03-07T12:30:00-05:00"},
        account={"preferences": {"mode": "OFF", "minimum": "200.00", "amount": "1.00"}},
        post_purchase={"requested_at": requested, "after": after},
    )
    document = simple_document(
        post_purchase=block, preferences={"cardholder": ["minimum", "amount"]}
    )
    decision = decide(document, facts)
    assert part(decision, "reason", "preference_after") == (reason, "OFF")


@pytest.mark.parametrize(
    ("partial", "reason"), [(None, "INSUFFICIENT_BALANCE"), (True, "REDEEMED_PARTIAL")]
)
def test_a_later_request_redeems_in_part_only_where_its_block_says_so(
    partial: bool | None, reason: str
) -> None:
    block = {"after": ["PREFERENCE_OFF"]} | ({"partial": True} if partial else {})
    facts = purchase("100.00", "7650") | {
        "post_purchase": {"requested_at": "2026-04-10T00:00:00Z", "after": "PREFERENCE_OFF"}
    }
    document = simple_document(redemption=STEPS, post_purchase=block)
    assert decide(document, facts)["reason"] == reason


@pytest.mark.parametrize(
    ("amount", "balance", "mode", "messages"),
    [
        ("100.00", "12000", "ALL", ["email redeemed", "notify"]),
        ("100.00", "12000", "OFF", ["email eligible", "notify"]),
        ("100.00", "50", "ALL", ["email eligible", "email insufficient balance", "notify"]),
        ("100.00", None, "ALL", ["email eligible", "notify"]),
        ("1.00", "12000", "ALL", ["email below minimum", "notify"]),
        ("1.00", "12000", "OFF", ["notify"]),
    ],
)
def test_messages(amount: str, balance: str | None, mode: str, messages: list[str]) -> None:
    document = simple_document(
        filters=[{"purchase": {"over": "20.00"}}],
        post_purchase={"within_days": "90"},
        communications={
            "email": ["below minimum", "insufficient balance", "eligible", "redeemed"],
            "notify": "https://issuer.example/n",
        },
    )
    facts = purchase(amount, balance, preferences={"mode": mode})
    assert decide(document, facts)["messages"] == messages


REQUEST = {"after": "PREFERENCE_OFF", "requested_at": "2026-03-07T12:29:59Z"}


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        (purchase("-1.00"), "not a plain decimal: '-1.00'"),
        (purchase("1.001"), "more than 2 decimals: '1.001'"),
        (purchase("1e2"), "not a plain decimal: '1e2'"),
        (purchase("1.00", "0.001"), "more than 2 decimals: '0.001'"),
        (purchase("1234567890123456.789"), "over 18 digits: '1234567890123456.789'"),
        (purchase("1.00", status="good"), "not one of .*: 'good'"),
        (purchase("1.00", preferences={"minimum": "1.001"}), "more than 2 decimals: '1.001'"),
        (purchase("1.00", facts={"segment": "gold"}), "unknown keys: .'segment'."),
        (purchase("1.00") | {"extra": "1"}, "unknown keys: .'extra'."),
        (simple_facts(authorization={"currency": None}), "mandatory"),
        (simple_facts(authorization={"currency": "usd"}), "not a currency: 'usd'"),
        (simple_facts(authorization={"country": "XXX"}), "not a country: 'XXX'"),
        (simple_facts(authorization={"mcc": "742"}), "not a merchant category code: '742'"),
        (simple_facts(authorization={"time": "2026-03-07T12:30:00"}), "not an RFC 3339 time"),
        (simple_facts(authorization={"time": "2026-02-30T12:30:00Z"}), "no such time"),
        (simple_facts(authorization={"time": "2026-02-03T12:30:00+01:60"}), "no such time"),
        (simple_facts(post_purchase={"after": "PREFERENCE_OFF"}), "both its fields"),
        (
            simple_facts(
                authorization={"time": "2026-03-07T12:30:00Z"},
                post_purchase=REQUEST,
            ),
            "before the purchase",
        ),
    ],
)
def test_bad_input_gives_no_decision(facts: Document, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint):
        decide(simple_document(), facts)
