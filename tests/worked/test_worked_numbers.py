"""Every worked number of the domain sheet (section 6) and of the design, in all three forms."""

from decimal import Decimal

import pytest

from pointsman.engine.reasons import Reason
from tests.worked.programs import every_form, facts, program

TIERS = "base { up to 500.00 at 0.01  above at 0.012 }"
STEPS = "partial in steps of 10.00"


def _decided(form: str, given: dict[str, object], **blocks: str) -> tuple[str, str, str, object]:
    decision = program(form, **blocks).decide(given).to_json()
    return (
        str(decision["reason"]),
        str(decision["points"]),
        str(decision["credit"]),
        decision["balance_after"],
    )


@every_form
def test_1_a_whole_purchase_leaves_the_rest(form: str) -> None:
    assert _decided(form, facts("100.00", "12000")) == ("REDEEMED_FULL", "10000", "100.00", "2000")


@every_form
def test_2_a_balance_of_exactly_enough_redeems(form: str) -> None:
    assert _decided(form, facts("100.00", "10000")) == ("REDEEMED_FULL", "10000", "100.00", "0")


@every_form
def test_3_one_point_short_redeems_nothing(form: str) -> None:
    assert _decided(form, facts("100.00", "9999")) == ("INSUFFICIENT_BALANCE", "0", "0.00", "9999")


@every_form
def test_4_steps_of_ten_from_7650_points(form: str) -> None:
    found = _decided(form, facts("100.00", "7650"), redemption=STEPS)
    assert found == ("REDEEMED_PARTIAL", "7000", "70.00", "650")


@every_form
def test_5_only_the_billing_amount_counts(form: str) -> None:
    given = facts(
        "126.00", "20000", authorization={"local_amount": "100.00", "local_currency": "EUR"}
    )
    assert _decided(form, given) == ("REDEEMED_FULL", "12600", "126.00", "7400")


@every_form
def test_6_the_edge_of_a_tier_belongs_to_it(form: str) -> None:
    found = _decided(form, facts("500.00", "50000"), conversion=TIERS)
    assert found == ("REDEEMED_FULL", "50000", "500.00", "0")


@every_form
def test_7_a_cent_more_is_in_the_next_tier_for_the_whole_amount(form: str) -> None:
    found = _decided(form, facts("500.01", "50000"), conversion=TIERS)
    assert found == ("REDEEMED_FULL", "41668", "500.01", "8332")


@pytest.mark.parametrize(
    ("rounding", "ten", "five"), [("up", "11", "6"), ("down", "10", "5"), ("natural", "10", "6")]
)
@every_form
def test_8_rounding(form: str, rounding: str, ten: str, five: str) -> None:
    # Quotients of four decimals need an amount of three: dinars, at one dinar a point.
    found = [
        _decided(
            form,
            facts(amount, "100", authorization={"currency": "KWD"}),
            currency="KWD",
            points=f"whole, rounded {rounding}",
            conversion=f"base at {rate}",
        )[1]
        for amount, rate in (("102.467", "10"), ("55.507", "10"))
    ]
    assert found == [ten, five]


@pytest.mark.parametrize(
    ("amount", "points"), [("10.50", "11"), ("0.50", "1"), ("10.45", "10"), ("10.00", "10")]
)
@every_form
def test_9_natural_is_half_up_of_the_exact_quotient(form: str, amount: str, points: str) -> None:
    assert _decided(form, facts(amount, "100"), conversion="base at 1")[1] == points


@every_form
def test_9_up_of_an_exact_quotient_stays(form: str) -> None:
    found = _decided(
        form, facts("10.00", "100"), conversion="base at 1", points="whole, rounded up"
    )
    assert found[1] == "10"


@pytest.mark.parametrize(
    ("balance", "credit", "points"), [("5834", "70.00", "5834"), ("5833", "60.00", "5000")]
)
@every_form
def test_10_rounding_up_never_takes_more_than_the_balance(
    form: str, balance: str, credit: str, points: str
) -> None:
    found = _decided(
        form,
        facts("100.00", balance),
        conversion="base at 0.012",
        points="whole, rounded up",
        redemption=STEPS,
    )
    assert found[:3] == ("REDEEMED_PARTIAL", points, credit)


@pytest.mark.parametrize("code", ["10", "08", "05", None])
@every_form
def test_14_only_00_is_approved(form: str, code: str | None) -> None:
    decision = program(form).decide(facts(authorization={"response_code": code}))
    assert (decision.reason, decision.outcome.code) == (Reason.NOT_APPROVED, None)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("GOOD_STANDING", "REDEEMED_FULL"),
        ("REDEEM_ONLY", "REDEEMED_FULL"),
        ("NEW", "ACCOUNT_STATUS"),
        ("ON_HOLD", "ACCOUNT_STATUS"),
        ("CANCELLED", "ACCOUNT_STATUS"),
        ("INACTIVE", "ACCOUNT_STATUS"),
    ],
)
@every_form
def test_15_account_status(form: str, status: str, reason: str) -> None:
    assert program(form).decide(facts(account={"status": status})).reason == reason


@pytest.mark.parametrize(
    ("household", "reason"),
    [
        ("NON_REDEEMER", "NOT_A_REDEEMER"),
        ("UNKNOWN", "NOT_A_REDEEMER"),
        ("REDEEMER", "REDEEMED_FULL"),
        ("PRIMARY_REDEEMER", "REDEEMED_FULL"),
        (None, "REDEEMED_FULL"),
    ],
)
@every_form
def test_16_household_role(form: str, household: str | None, reason: str) -> None:
    assert program(form).decide(facts(account={"household": household})).reason == reason


@pytest.mark.parametrize(
    ("amount", "reason"), [("25.00", "BELOW_PROGRAM_MINIMUM"), ("25.01", "REDEEMED_FULL")]
)
@every_form
def test_17_over_is_strict(form: str, amount: str, reason: str) -> None:
    loaded = program(form, blocks="filters { purchase over 25.00 }")
    assert loaded.decide(facts(amount)).reason == reason


@pytest.mark.parametrize(
    ("balance", "reason"), [("666", "BELOW_REDEMPTION_MINIMUM"), ("667", "REDEEMED_FULL")]
)
@every_form
def test_18_the_worth_of_a_balance_is_compared_exactly(
    form: str, balance: str, reason: str
) -> None:
    loaded = program(
        form, conversion="base at 0.0045", blocks="filters { balance worth at least 3.00 }"
    )
    assert loaded.decide(facts("1.00", balance)).reason == reason


def test_integers_beside_the_decimals() -> None:
    decision = program(redemption=STEPS).decide(facts("100.00", "7650"))
    assert (decision.points, decision.credit) == (Decimal(7000), Decimal("70.00"))
    assert str(decision.credit) == "70.00"
    assert (decision.result.points, decision.result.credit) == (700_000, 7_000)
