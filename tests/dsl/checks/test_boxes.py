from typing import Any

import pytest

from pointsman.dsl.checks.boxes import Box, Space
from pointsman.dsl.checks.regions import INFINITY, Intervals, Values
from pointsman.engine.lowering import make_plan
from pointsman.engine.slots import Slot
from tests.dsl.program_texts import filters, rules_of

HEAD = (
    "fact level in (gold, silver)",
    "fact visits number",
    'group mixed { id "1" name "A*" mcc 5411 }',
    "group shops { mcc 5411, 5000..5010 }",
)


def space_of(*requirements: str, bank: str = "hosted", effective: str = "") -> Space:
    statements = [f"require {each}" for each in requirements]
    rules = rules_of(
        filters(*statements, bank=bank).replace(
            "filters {", "\n".join([effective, *HEAD, "filters {"]), 1
        )
    )
    return Space.of(make_plan(rules), rules)


def box(requirement: str, **others: str) -> Box | None:
    space = space_of(requirement, **others)
    return space.where_step(space.plan.filters[0])


def spans(*pairs: tuple[int, int]) -> Intervals:
    return Intervals(pairs)


def words(*listed: str) -> Values:
    return Values(frozenset(listed))


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("amount > 5.00", {Slot.AMOUNT: spans((501, INFINITY))}),
        ("amount >= 5.00", {Slot.AMOUNT: spans((500, INFINITY))}),
        ("amount < 5.00", {Slot.AMOUNT: spans((1, 499))}),
        ("amount <= 5.00", {Slot.AMOUNT: spans((1, 500))}),
        ("amount = 5.00", {Slot.AMOUNT: spans((500, 500))}),
        ("amount != 5.00", {Slot.AMOUNT: spans((1, 499), (501, INFINITY))}),
        ("amount in (1..2, 4)", {Slot.AMOUNT: spans((100, 200), (400, 400))}),
        ("balance < 5", {Slot.BALANCE: spans((0, 499))}),
        ("hour not in (0..21)", {Slot.HOUR: spans((22, 23))}),
        ("weekday in (sat, sun, mon)", {Slot.WEEKDAY: spans((0, 0), (5, 6))}),
        ("mcc in (5411, 0000..0099)", {Slot.MCC: spans((0, 99), (5411, 5411))}),
        ("mcc not in (0001..9999)", {Slot.MCC: spans((0, 0))}),
        ("visits < 0.5", {27 + 1: spans((0, 5 * 10**17 - 1))}),
        ("country = US", {Slot.COUNTRY: words("USA")}),
        (
            "not channel in (chip, manual, magstripe, recurring)",
            {Slot.CHANNEL: words("contactless", "ecommerce")},
        ),
        ("cross_border", {Slot.CROSS_BORDER: Values(frozenset({True}))}),
        ("not cross_border", {Slot.CROSS_BORDER: Values(frozenset({False}))}),
        ("level != gold", {27: words("silver")}),
        ("product != X", {Slot.PRODUCT: Values(frozenset({"X"}), others=True)}),
        ("processing != purchase", {Slot.PROCESSING: words("purchase_with_cashback")}),
        ("amount < 2 and hour = 3", {Slot.AMOUNT: spans((1, 199)), Slot.HOUR: spans((3, 3))}),
        ("amount > 1 and amount <= 2", {Slot.AMOUNT: spans((101, 200))}),
        ("amount > 1 or amount = 0.50", {Slot.AMOUNT: spans((50, 50), (101, INFINITY))}),
        ("amount > 1 or hour = 3", {}),
        ("amount = 1 and hour = 3 or amount = 2", {Slot.AMOUNT: spans((100, 100), (200, 200))}),
        ("amount < 0.01 or amount = 2", {Slot.AMOUNT: spans((200, 200))}),
        (
            "not (amount > 1 or hour = 3)",
            {Slot.AMOUNT: spans((1, 100)), Slot.HOUR: spans((0, 2), (4, 23))},
        ),
        ("not (amount > 1 and amount > 2)", {Slot.AMOUNT: spans((1, 200))}),
        ('merchant.name like "A*"', {}),
        ('not merchant.name like "A*"', {}),
        ("merchant in shops", {Slot.MCC: spans((5000, 5010), (5411, 5411))}),
        ("merchant in mixed", {}),
        (
            "merchant not in mixed",
            {
                Slot.MERCHANT_ID: Values(frozenset({"1"}), others=True),
                Slot.MCC: spans((0, 5410), (5412, 9999)),
            },
        ),
        ('merchant in (id "1", "2")', {Slot.MERCHANT_ID: words("1", "2")}),
    ],
)  # fmt: skip
def test_a_condition_has_a_box(requirement: str, expected: dict[int, Any]) -> None:
    assert box(requirement) == expected


@pytest.mark.parametrize(
    "requirement",
    [
        "amount < 0.01",
        "amount > 5 and amount < 5.01",
        "mcc not in (0000..9999)",
        "level not in (gold, silver)",
        "channel = chip and channel = manual",
        "processing in (refund, cash, other)",
        "not (hour < 12 or hour >= 12)",
        "cross_border and not cross_border",
        "visits < 0",
        "amount < 0.01 or amount < 0.01",
        "country = USA and (country = CAN or country in (MEX, FRA))",
    ],
)
def test_one_that_is_never_true_has_none(requirement: str) -> None:
    assert box(requirement) is None


@pytest.mark.parametrize("requirement", ["balance > 5", "not balance > 5", "balance >= 0"])
def test_a_balance_is_never_known_with_an_external_bank(requirement: str) -> None:
    assert box(requirement, bank="external") is None
    assert box(f"{requirement} or hour = 3", bank="external") == {Slot.HOUR: spans((3, 3))}


def test_dates_lie_in_the_effective_range() -> None:
    one_week = "effective 2026-01-01 to 2026-01-07"
    assert box("date < 2026-01-01", effective=one_week) is None
    assert box("date > 2026-01-07", effective=one_week) is None
    found = box("date != 2026-01-03", effective=one_week)
    assert found is not None
    [[(first, last), (third, fourth)]] = [
        region.spans for region in found.values() if isinstance(region, Intervals)
    ]
    assert (last - first, third - last, fourth - third) == (1, 2, 3)
    assert box("date < 2026-01-01", effective="effective 2026-01-01") is None
    assert box("date > 2026-01-07", effective="effective 2026-01-01") is not None


def test_boxes_meet_fact_by_fact() -> None:
    space = space_of("hour = 3")
    low, high = {1: spans((1, 5))}, {1: spans((4, 9)), 2: Values(frozenset({"a"}))}
    assert space.meet([low, high]) == {1: spans((4, 5)), 2: Values(frozenset({"a"}))}
    assert space.meet([low, {1: spans((6, 6))}]) is None
    assert space.meet([low, None]) is None
    assert space.meet([]) == {}


def test_what_passes_is_what_all_filters_let_through() -> None:
    space = space_of("amount > 1", "amount <= 2", 'merchant.name like "A*"')
    purchases = words("purchase", "purchase_with_cashback")
    assert space.passing() == {Slot.AMOUNT: spans((101, 200)), Slot.PROCESSING: purchases}
    everything = {Slot.AMOUNT: spans((1, INFINITY)), Slot.PROCESSING: purchases}
    assert space_of("hour = 3 or amount = 1").passing() == everything
    assert space_of("amount > 1", "amount < 1").passing() is None


def test_a_test_is_looked_at_once() -> None:
    space = space_of("amount > 1")
    [step] = space.plan.filters
    assert step.test is not None
    assert space.where_true(step.test) is space.where_true(step.test)


@pytest.mark.parametrize("join", [" or ", " and "])
def test_long_chains_take_no_long_time(join: str) -> None:
    op = "=" if join == " or " else "!="
    found = box(join.join(f"amount {op} {number}" for number in range(1, 3000)))
    assert found is not None
    assert len(found[Slot.AMOUNT].spans) == 2999 + (join == " and ")  # type: ignore[union-attr]
