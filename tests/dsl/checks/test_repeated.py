import pytest

from tests.dsl.program_texts import filters, only, program, told, whole

PREFERENCES = "preferences {{ {} }}"


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("purchase over 20", "purchase over 30", "purchase over"),
        ("purchase at least 20", "purchase at least 20", "purchase at least"),
        ("purchase under 20", "purchase under 30", "purchase under"),
        ("purchase at most 20", "purchase at most 30", "purchase at most"),
        ("balance worth at least 20", "balance worth at least 30", "balance worth at least"),
        ("balance at least 20 points", "balance at least 30 points", "balance at least"),
        ("mcc only 5411", "mcc only 5412", "mcc only"),
        ("country except USA", "country except CAN", "country except"),
        ('merchant only id "1"', 'merchant only name "A*"', "merchant only"),
    ],
)
def test_a_filter_is_written_once(first: str, second: str, name: str) -> None:
    text = filters(first, "require hour = 1", second)
    diagnostic = only(text)
    assert diagnostic.code == "duplicate-statement"
    assert diagnostic.message == f"`{name}` is written twice"
    assert diagnostic.help in {"leave one out", "put both lists into one statement"}
    assert (diagnostic.help == "leave one out") == name.startswith(("purchase", "balance"))
    assert diagnostic.line == 5
    assert whole(diagnostic)["marked"] == first.split(maxsplit=1)[0]
    assert whole(diagnostic)["marks"] == [(first.split(maxsplit=1)[0], "first written here")]


def test_different_filters_stand_side_by_side() -> None:
    text = filters(
        "purchase over 20",
        "purchase at most 30",
        "balance worth at least 20",
        "balance at least 30 points",
        "mcc only 5411",
        "country only USA",
        'merchant except id "1"',
        "require hour = 1",
        "require hour = 1",
    )
    assert told(text) == []


@pytest.mark.parametrize(
    ("line", "code", "marked", "message"),
    [
        (
            "preferences { offer next, next }",
            "duplicate-statement",
            "next",
            "`offer next` is written twice",
        ),
        (
            "preferences { cardholder amount cardholder minimum cardholder amount }",
            "duplicate-statement",
            "amount",
            "`cardholder amount` is written twice",
        ),
        (
            "post purchase { after PREFERENCE_OFF, PREFERENCE_OFF }",
            "duplicate-statement",
            "PREFERENCE_OFF",
            "`after PREFERENCE_OFF` is written twice",
        ),
        (
            "communications { email below minimum, redeemed, below minimum }",
            "duplicate-statement",
            "below minimum",
            "`email below minimum` is written twice",
        ),
        (
            'digital { item "1" for travel at 1 source PP, T, PP }',
            "duplicate-statement",
            "PP",
            "`source PP` is written twice",
        ),
        (
            'digital { item "1" for travel at 1 partner "A B", A, "A B" }',
            "duplicate-statement",
            '"A B"',
            "`partner A B` is written twice",
        ),
    ],
)
def test_a_word_stands_once_in_a_list(line: str, code: str, marked: str, message: str) -> None:
    diagnostic = only(program(line))
    assert whole(diagnostic) == {
        "code": code,
        "marked": marked,
        "message": message,
        "help": "leave one out",
        "marks": [(marked, "first written here")],
    }
    assert diagnostic.marks[0].span.start < diagnostic.span.start


def test_each_word_of_a_list_may_stand_in_it() -> None:
    text = program(
        "preferences { offer next, all cardholder minimum cardholder amount }",
        "communications { email redeemed, eligible, insufficient balance, below minimum }",
    )
    assert told(text) == []
