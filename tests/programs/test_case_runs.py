import pytest

from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.programs.case_runs import CaseRun, Mismatch, Unreached, run_case, unreached
from pointsman.programs.cases import Case
from tests.programs.small_programs import purchase, small_program

TIERS = "base { up to 500.00 at 0.01  above at 0.01 }"
FILTERS = """
filters {
  purchase over 20.00
  mcc except 6011
  require channel = chip else "chip only"
}
"""


def case(expect: dict[str, object], **authorization: object) -> Case:
    return Case("a case", "/cases/0", "small.cases.yaml:3", purchase(**authorization), expect)


def run(
    expect: dict[str, object], program: Program | None = None, **authorization: object
) -> CaseRun:
    return run_case(program or small_program(), case(expect, **authorization), native)


class TestExpectations:
    @pytest.mark.parametrize(
        "expect",
        [
            {"outcome": "REDEEMED", "code": "60", "reason": "REDEEMED_FULL"},
            {"points": "10000", "credit": "100.00"},
            {"points": "10000.00", "credit": "100", "cost_per_point": "0.0100"},
            {"partially_redeemed": False, "statement": None, "messages": []},
            {"balance_after": "2000", "rule": "/conversion/base"},
        ],
    )
    def test_met(self, expect: dict[str, object]) -> None:
        found = run(expect)
        assert found.mismatches == ()
        assert found.passed

    @pytest.mark.parametrize(
        ("expect", "told"),
        [
            ({"points": "9999"}, "points: expected 9999, found 10000"),
            ({"credit": "100.001"}, "credit: expected 100.001, found 100.00"),
            ({"outcome": "ELIGIBLE"}, "outcome: expected ELIGIBLE, found REDEEMED"),
            ({"outcome": "redeemed"}, "outcome: expected redeemed, found REDEEMED"),
            ({"balance_after": None}, "balance_after: expected nothing, found 2000"),
            ({"statement": "MILES"}, "statement: expected MILES, found nothing"),
            ({"partially_redeemed": True}, "partially_redeemed: expected true, found false"),
            ({"partially_redeemed": "false"}, "partially_redeemed: expected false, found false"),
            ({"messages": ["notify"]}, "messages: expected notify, found none"),
            ({"messages": None}, "messages: expected nothing, found none"),
            ({"points": "1e4"}, "points: expected 1e4, found 10000"),
            ({"points": "-10000"}, "points: expected -10000, found 10000"),
        ],
    )
    def test_not_met(self, expect: dict[str, object], told: str) -> None:
        found = run(expect)
        assert [str(mismatch) for mismatch in found.mismatches] == [told]
        assert not found.passed
        assert found.decision is not None, "its explanation is shown"

    def test_every_key_that_is_not_met_is_told_in_the_order_written(self) -> None:
        found = run({"points": "1", "outcome": "REDEEMED", "credit": "2"})
        assert found.mismatches == (
            Mismatch("points", "1", "10000"),
            Mismatch("credit", "2", "100.00"),
        )

    def test_facts_in_another_form(self) -> None:
        given = {
            "authorization": {
                "cardholderBillingAmount": "100.00",
                "cardholderBillingCurrencyCode": "USD",
                "processingCode": "PURCHASE",
                "responseCode": "00",
            },
            "account": purchase()["account"],
        }
        found = run_case(small_program(), Case("api", "", "", given, {"points": "10000"}), native)
        assert found.passed

    @pytest.mark.parametrize(
        ("given", "pointers"),
        [
            ({"authorization": {"amount": "1", "currency": "USX"}}, ["/authorization/currency"]),
            ({}, ["/authorization"]),
            ({"iso8583": "0100", "received_at": "2026-03-07T17:30:02Z"}, ["/iso8583"]),
        ],
    )
    def test_facts_that_cannot_be_read(self, given: dict[str, object], pointers: list[str]) -> None:
        found = run_case(small_program(), Case("bad", "", "", given, {"points": "1"}), native)
        assert found.decision is None
        assert [each.pointer for each in found.problems] == pointers
        assert not found.passed


class TestUnreached:
    def test_filters_that_stopped_nothing_and_rates_that_were_not_used(self) -> None:
        program = small_program(
            blocks=FILTERS, conversion=f'{TIERS}  override "Web" when channel = ecommerce at 0.02'
        )
        found = list(unreached(program, []))
        assert [(each.title, each.what) for each in found] == [
            ("filter purchase", "stopped no purchase"),
            ("filter mcc", "stopped no purchase"),
            ("filter require", "stopped no purchase"),
            ("base, tier 1", "set no cost per point"),
            ("base, tier 2", "set no cost per point"),
            ("override Web", "set no cost per point"),
        ]

    def test_a_rule_is_told_with_its_place(self) -> None:
        program = small_program(blocks=FILTERS)
        assert next(unreached(program, [])) == Unreached(
            pointer="/filters/0/purchase",
            title="filter purchase",
            what="stopped no purchase",
            place="small.points:6",
        )

    def test_a_filter_is_reached_by_a_case_that_it_stops(self) -> None:
        program = small_program(blocks=FILTERS)
        runs = [
            run({}, program, amount="20.00", mcc="5411", channel="chip"),
            run({}, program, mcc="6011", channel="chip"),
            run({}, program, mcc="5411"),  # the channel is not known
        ]
        assert [each.title for each in unreached(program, runs)] == ["base"]

    def test_a_filter_after_the_one_that_stopped_a_case_is_reached_too(self) -> None:
        program = small_program(blocks=FILTERS)
        runs = [run({}, program, amount="1.00", mcc="6011", channel="manual")]
        assert [each.title for each in unreached(program, runs)] == ["base"]

    def test_a_tier_is_reached_by_a_purchase_in_it(self) -> None:
        program = small_program(conversion=TIERS)
        runs = [run({}, program, amount="500.00")]
        assert [each.title for each in unreached(program, runs)] == ["base, tier 2"]

    def test_an_override_that_loses_to_an_earlier_one_is_not_reached(self) -> None:
        both = """
            base at 0.01
            override "A" when amount > 1.00 at 0.02
            override "B" when amount < 999.00 at 0.03
        """
        program = small_program(conversion=both)
        titles = [each.title for each in unreached(program, [run({}, program)])]
        assert titles == ["base", "override B"], "the base is worked out, and set no cost either"

    def test_facts_that_cannot_be_read_reach_nothing(self) -> None:
        program = small_program()
        runs = [run({}, program, amount="many")]
        assert [each.title for each in unreached(program, runs)] == ["base"]

    def test_a_filter_that_an_external_bank_leaves_unchecked_need_not_be_reached(self) -> None:
        program = small_program(blocks="bank external filters { balance at least 500 points }")
        assert [each.title for each in unreached(program, [])] == ["base"]
