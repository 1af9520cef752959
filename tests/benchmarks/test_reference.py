"""The purchases are what the page says, and the hand-written Python has the program's meaning."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import pytest
from attrs import evolve

from benchmarks.reference.answers import REASONS, answer_of
from benchmarks.reference.coded import WIDTHS, coded
from benchmarks.reference.hand_written import in_cents, in_dollars, with_decimals, with_integers
from benchmarks.reference.lines import lines
from benchmarks.reference.purchases import Purchase, as_mapping, from_facts, money, purchases
from benchmarks.reference.terms import program, terms
from benchmarks.verify import meaning
from pointsman.feeds.ndjson import read_lines

ROWS = 2_000
STOPS = {
    "NOT_APPROVED", "ACCOUNT_STATUS", "NOT_A_REDEEMER", "BELOW_PROGRAM_MINIMUM", "MCC_FILTERED",
    "COUNTRY_FILTERED", "MERCHANT_FILTERED", "BELOW_REDEMPTION_MINIMUM", "PREFERENCE_OFF",
    "BELOW_CARDHOLDER_MINIMUM", "INSUFFICIENT_BALANCE",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[Purchase[int]]:
    return list(purchases(coded(ROWS)))


def test_the_program_has_what_the_page_says_of_it() -> None:
    said = terms()
    assert (said.over, said.worth, said.step) == (1_000, 500, 1_000)
    assert (len(said.mccs), len(said.mcc_ranges), len(said.mcc_singles)) == (200, 9, 40)
    assert (len(said.countries), len(said.merchants)) == (15, 20)
    assert said.base == ((50_000, 10_000), (200_000, 12_000), (None, 12_500))
    assert len(said.by_merchant) == 50
    assert sum(len(tiers) == 2 for tiers in said.by_merchant.values()) == 10
    assert sorted(map(len, said.by_product.values())) == [1, 1, 2]


def test_purchases_are_the_same_every_time() -> None:
    once, again = coded(500), coded(500)
    assert list(once) == list(WIDTHS)
    assert all((once[name] == again[name]).all() for name in WIDTHS)


def test_four_in_ten_redeem_and_every_stop_has_its_share() -> None:
    decide = with_integers(terms())
    count = Counter(decide(row)[0] for row in purchases(coded(20_000)))
    redeemed = sum(number for reason, number in count.items() if reason.startswith("REDEEMED"))
    assert 0.38 < redeemed / 20_000 < 0.42
    assert set(count) == STOPS | {"REDEEMED_FULL", "REDEEMED_FIXED", "REDEEMED_PARTIAL"}
    assert all(0.05 < count[reason] / 20_000 < 0.06 for reason in STOPS)
    assert set(count) <= set(REASONS)


def test_by_hand_it_is_what_the_program_decides(rows: list[Purchase[int]]) -> None:
    decide, in_decimals, opened = with_integers(terms()), with_decimals(terms()), program()
    for row in rows:
        wanted = answer_of(opened.decide(as_mapping(row)))
        assert decide(row) == wanted
        assert in_cents(in_decimals(in_dollars(row))) == wanted


def unlike(row: Purchase[int]) -> Iterator[Purchase[int]]:
    """The purchase with each fact unknown, and with what the 200,000 do not have."""
    changes: dict[str, list[object]] = {
        "currency": ["EUR"],
        "processing": [None, "purchase_with_cashback", "refund"],
        "response": [None],
        "status": [None, "NEW"],
        "household": [None, "UNKNOWN", "PRIMARY_REDEEMER"],
        "amount": [0, 1, 1_000, 1_001, 50_000, 50_001, 200_001],
        "mcc": [None],
        "country": [None],
        "merchant": [None, *list(terms().by_merchant)[:3]],
        "product": [None, "MWO"],
        "balance": [None, 0, 10**12],
        "mode": [None],
        "minimum": [None, 1],
        "cap": [None, 1],
        "after": ["PREFERENCE_OFF"],
    }
    for name, values in changes.items():
        for value in values:
            yield evolve(row, **{name: value})


def test_by_hand_it_is_what_the_program_decides_of_unknown_facts(
    rows: list[Purchase[int]],
) -> None:
    decide, in_decimals, opened = with_integers(terms()), with_decimals(terms()), program()
    seen = set()
    for row in rows[:100]:
        for other in unlike(row):
            wanted = answer_of(opened.decide(as_mapping(other)))
            seen.add(wanted[0])
            assert decide(other) == wanted
            assert in_cents(in_decimals(in_dollars(other))) == wanted
    assert {"CURRENCY_MISMATCH", "NOT_A_PURCHASE", "NOTHING_TO_REDEEM", "NOT_REPROCESSABLE"} <= seen


def test_the_interpreter_says_the_same(rows: list[Purchase[int]]) -> None:
    opened = program()
    for row in rows[:200]:
        facts = opened.read_facts(as_mapping(row))
        assert meaning(facts) == answer_of(opened.decide(facts))


def test_facts_and_back(rows: list[Purchase[int]]) -> None:
    opened = program()
    for row in rows[:50]:
        for other in unlike(row):
            assert from_facts(opened.read_facts(as_mapping(other))) == other


def test_lines_are_read_as_they_were_written(rows: list[Purchase[int]]) -> None:
    written = list(lines(rows[:20]))
    read = [line.data for line in read_lines(BytesIO(b"".join(written)))]
    assert [data["id"] for data in read if data] == [f"P-{number:08d}" for number in range(20)]
    opened = program()
    assert [from_facts(opened.read_facts(data)) for data in read if data] == rows[:20]


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (100, "1.00"), (123_456, "1234.56")]
)
def test_money_is_written_with_two_decimals(cents: int, text: str) -> None:
    assert money(cents) == text
    assert Decimal(text) * 100 == cents
