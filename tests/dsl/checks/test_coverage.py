import pytest

from pointsman.dsl.checks.boxes import Space
from pointsman.dsl.checks.coverage import bare, implies
from pointsman.engine.lowering import make_plan
from tests.dsl.program_texts import conversion, rules_of

HEAD = (
    'group coffee { name "BLUE*", "STAR*" mcc 5814 }',
    'group blue { name "blue*" }',
    "group food { mcc 5811..5814 }",
)


def follows(later: str, earlier: str) -> bool:
    """Whether the condition of the later override implies that of the earlier one."""
    text = conversion(f'override "E" {earlier} at 1', f'override "L" {later} at 1')
    rules = rules_of(text.replace("version", "\n".join([*HEAD, "version"]), 1))
    plan = make_plan(rules)
    first, second = plan.overrides
    assert first.test is not None
    assert second.test is not None
    return implies(Space.of(plan, rules), bare(second.test), bare(first.test))


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("for mcc 5411", "for mcc 5411"),
        ("for mcc 5411", "for mcc 5000..6000"),
        ("for mcc 5411, 5412", "for mcc 5412, 5411"),
        ("for mcc 5411 when amount > 5", "for mcc 5411"),
        ("for mcc 5411 when amount > 5", "for mcc 5411 when amount > 4"),
        ("when amount > 5 and hour = 3", "when hour in (3..4) and amount >= 5"),
        ("when amount > 5", "when amount != 3"),
        ("when amount = 5", "when not amount in (3, 4)"),
        ("for country USA", "for country CAN, US"),
        ("for country USA", "when country != CAN"),
        ("for cross border", "when cross_border = yes"),
        ("when not cross_border", "when cross_border = no"),
        ("when channel = chip", "when channel in (chip, manual) or amount > 3"),
        ("when channel = chip or channel = manual", "when channel in (chip, manual)"),
        ("for merchant coffee", "for merchant coffee"),
        ('for merchant name "A*"', 'for merchant name "A*", "B*"'),
        ('when merchant.name like "A*"', 'for merchant id "1", name "A*"'),
        ("for merchant food", "for mcc 5800..5899"),
        ("for mcc 5814", "for merchant coffee"),
        ("for mcc 5814", "for merchant food"),
        ('for merchant id "1"', 'for merchant id "2", "1"'),
        ('when merchant.id = "1" and amount > 3', 'for merchant id "1", "2"'),
        ("when amount > 5 and amount < 5", "for mcc 5411"),
        ("when weekday = sat", "when weekday in (fri..sun)"),
        ('when not merchant.name like "A*"', 'when not merchant.name like "A*"'),
        ("when amount > 5 or hour = 3", "when hour = 3 or amount >= 5"),
    ],
)  # fmt: skip
def test_the_narrower_follows_from_the_wider(later: str, earlier: str) -> None:
    assert follows(later, earlier)


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("for mcc 5411", "for mcc 5412"),
        ("for mcc 5000..6000", "for mcc 5411"),
        ("for mcc 5411", "for mcc 5411 when amount > 5"),
        ("when amount > 4", "when amount > 5"),
        ("for mcc 5411", "when amount > 0"),
        ("for cross border", "when country != USA"),
        ("when not cross_border", "when not (cross_border and hour = 3)"),
        ("when amount > 5 or hour = 3", "when amount > 5"),
        ("for merchant coffee", "for merchant food"),
        ("for merchant coffee", 'for merchant name "BLUE*", "STAR*"'),
        ('for merchant name "A*", "B*"', 'for merchant name "A*"'),
        ('when merchant.name like "AB*"', 'when merchant.name like "A*"'),
        ('for merchant name "A*"', 'when not merchant.name like "A*"'),
        ("when product = WEB", "when product = web"),
        ("for country USA", "when not country = USA"),
    ],
)  # fmt: skip
def test_nothing_follows_where_a_purchase_may_tell_them_apart(later: str, earlier: str) -> None:
    assert not follows(later, earlier)
