import pytest

from pointsman.dsl.diagnostics import Severity
from tests.dsl.program_texts import conversion, filters, only, program, read, told, whole


def test_two_filters_that_nothing_passes() -> None:
    diagnostic = only(filters("purchase over 50", "country only USA", "purchase at most 20.00"))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.line == 5
    assert whole(diagnostic) == {
        "code": "nothing-passes",
        "marked": "purchase",
        "message": "no purchase passes this filter and those before it",
        "help": "widen one of them",
        "marks": [("purchase", "nothing passes both")],
    }


def test_one_filter_that_nothing_passes() -> None:
    text = filters("purchase over 5", "require amount > 3 and amount < 3", "purchase under 4")
    assert whole(only(text)) == {
        "code": "nothing-passes",
        "marked": "require",
        "message": "no purchase passes this filter",
        "help": "change it, or leave it out",
    }


def test_three_filters_that_only_together_let_nothing_through() -> None:
    diagnostic = only(
        filters(
            "mcc only 1..5".replace("1..5", "0001..0005"),
            "require mcc in (0005..0009)",
            "mcc except 0005",
        ).replace("mcc except 0005", "require mcc != 0005")
    )
    assert diagnostic.line == 5
    assert diagnostic.marks == ()


@pytest.mark.parametrize(
    "statements",
    [
        ("purchase over 20.00", "purchase under 20.01"),
        ("purchase under 0.01",),
        ("mcc except 0000..9999",),
        ("country only USA", "require country != USA"),
        ("country only USA, CAN", "require country in (MEX, FRA)"),
        ("require processing = refund",),
        ("require weekday not in (mon..sun)",),
        ("require hour > 12", "require hour < 13"),
        ("require cross_border", "require cross_border = no"),
        ('merchant only id "1"', 'require merchant.id = "2"'),
        ("require product = A", "require product not in (A, B)"),
        ("balance at least 100 points", "require balance < 100"),
    ],
)  # fmt: skip
def test_nothing_passes_these(statements: tuple[str, ...]) -> None:
    assert [code for code, _ in told(filters(*statements))] == ["nothing-passes"]


@pytest.mark.parametrize(
    "statements",
    [
        ("purchase over 20.00", "purchase under 20.02"),
        ("purchase at least 20.00", "purchase at most 20.00"),
        ("purchase under 0.02",),
        ("mcc except 0000..9998",),
        ("mcc only 5411", "country only USA"),
        ('merchant only name "A*"', 'require not merchant.name like "*B"'),
        ("require hour > 22 or hour < 1",),
        ("require cross_border or not cross_border",),
        ("balance worth at least 100", "require balance < 100"),
        ('require merchant.name like "A*" and not merchant.name like "B*"',),
    ],
)  # fmt: skip
def test_something_may_pass_these(statements: tuple[str, ...]) -> None:
    assert told(filters(*statements)) == []


def test_filters_are_not_warned_of_twice() -> None:
    text = filters(
        "purchase over 50", "purchase at most 20", "country only USA", "require country = CAN"
    )
    assert told(text) == [("nothing-passes", "purchase")]


def test_a_balance_that_is_not_known_passes_no_requirement() -> None:
    text = filters("balance at least 5 points", "require balance > 3", bank="external")
    assert told(text) == [("external-bank", "balance"), ("nothing-passes", "require")]


def test_an_earlier_override_always_wins() -> None:
    text = conversion(
        'override "Shops" for mcc 5000..6000 at 1', 'override "Food" for mcc 5411 at 2'
    )
    assert whole(only(text)) == {
        "code": "never-wins",
        "marked": '"Food"',
        "message": (
            "the override `Food` never wins: `Shops` stands before it and applies whenever it would"
        ),
        "help": "write it before `Shops`",
        "marks": [('"Shops"', "always wins against it")],
    }
    assert only(text).severity is Severity.WARNING
    assert read(text).ok


def test_several_earlier_ones_always_win() -> None:
    text = conversion(
        'override "A" when amount < 5 at 1',
        'override "B" when amount >= 5 at 1',
        'override "C" when amount > 2 at 1',
    )
    assert whole(only(text)) == {
        "code": "never-wins",
        "marked": '"C"',
        "message": (
            "the override `C` never wins: those before it take every purchase that passes the "
            "filters and meets its condition"
        ),
        "help": "write it before them",
    }


def test_an_earlier_one_takes_all_that_the_filters_let_through() -> None:
    text = program(
        "filters { country only USA }",
        conversion='{ base at 1 override "A" for country USA at 1 override "B" for mcc 5411 at 1 }',
    )
    assert told(text) == [("never-wins", '"B"')]


def test_an_amount_is_always_known() -> None:
    text = conversion('override "A" when amount > 0 at 1', 'override "B" for mcc 5411 at 1')
    assert told(text) == [("never-wins", '"B"')]
    text = conversion('override "A" when hour >= 0 at 1', 'override "B" for mcc 5411 at 1')
    assert told(text) == []


def test_a_date_is_known_where_the_program_has_dates() -> None:
    text = conversion('override "A" when date > 2025-01-01 at 1', 'override "B" for mcc 5411 at 1')
    assert told(text) == []
    dated = text.replace("version", "effective 2026-01-01\nversion", 1)
    assert told(dated) == [("never-wins", '"B"')]


def test_a_condition_that_is_never_true() -> None:
    assert whole(only(conversion('override "A" when amount > 5 and amount < 5 at 1'))) == {
        "code": "never-wins",
        "marked": '"A"',
        "message": "the override `A` never wins: its condition is never true",
        "help": "change the condition, or leave the override out",
    }


def test_a_condition_that_the_filters_rule_out() -> None:
    text = program(
        "filters { country only USA }",
        conversion='{ base at 0.01 override "Near" for country CAN, MEX at 1 }',
    )
    assert whole(only(text)) == {
        "code": "never-wins",
        "marked": '"Near"',
        "message": (
            "the override `Near` never wins: no purchase that passes the filters meets its "
            "condition"
        ),
        "help": "change the condition or the filters",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("for mcc 5411", "for mcc 5000..6000"),
        ("for mcc 5411", "for country USA"),
        ("for cross border", "when not cross_border"),
        ("for country USA", 'for merchant name "A*"'),
        ("when hour < 3", "when amount > 5"),
        ('for merchant name "A*"', 'for merchant name "AB*", "C*"'),
    ],
)
def test_these_may_both_win(first: str, second: str) -> None:
    text = conversion(f'override "A" {first} at 1', f'override "B" {second} at 1')
    assert told(text) == []


def test_overrides_are_left_alone_where_nothing_passes_anyway() -> None:
    text = program(
        "filters { purchase over 50 purchase under 50 }",
        conversion='{ base at 0.01 override "A" when amount = 60 at 1 }',
    )
    assert told(text) == [("nothing-passes", "purchase")]


def test_no_warning_where_there_is_an_error() -> None:
    text = program(
        "filters { purchase over 50 purchase under 50 country only XYZ }",
        conversion='{ base at 0.01 override "A" when amount < 0.01 at 1 }',
    )
    assert told(text) == [("unknown-country", "XYZ")]
