"""Digital items: ids used twice for one type, and redemption items in two currencies."""

import json
from typing import Any

import pytest

from tests.dsl.program_texts import only, program, read, told, whole
from tests.strategies.documents import simple_document


def items(*statements: str, **blocks: str) -> str:
    """A program with these digital items, each on a line of its own, from line 3 on."""
    return program("\n".join(["digital {", *statements, "}"]), **blocks)


def test_an_item_stands_once_for_a_type() -> None:
    text = items(
        'item "41275" for cashback at 0.03',
        'item "59897" for cashback at 0.03',
        'item "41275" for cashback at 0.04 named "Again"',
    )
    assert whole(only(text)) == {
        "code": "duplicate-item",
        "marked": '"41275"',
        "message": "the item `41275` stands twice for `cashback`",
        "help": "leave one out, or give it another id",
        "marks": [('"41275"', "first written here")],
    }
    assert only(text).line == 5
    assert only(text).source.line_column(only(text).marks[0].span.start) == (3, 6)


def test_a_redemption_item_stands_once_for_a_type() -> None:
    text = items(
        'item "1" for merchandise at 1 redeems "65973"',
        'item "2" for merchandise at 1 named "Second" redeems "65973"',
    )
    assert whole(only(text)) == {
        "code": "duplicate-item",
        "marked": '"65973"',
        "message": "the redemption item `65973` stands twice for `merchandise`",
        "help": "leave one out, or give it another id",
        "marks": [('"65973"', "first written here")],
    }


def test_the_third_is_reported_too_and_both_ids_are_looked_at() -> None:
    text = items(*['item "1" for travel at 1 redeems "5"'] * 3)
    found = read(text).errors
    assert [each.line for each in found] == [4, 4, 5, 5]
    assert {each.code for each in found} == {"duplicate-item"}
    assert {each.source.line_column(each.marks[0].span.start)[0] for each in found} == {3}


def test_an_id_may_stand_for_each_type_and_as_both_kinds_of_id() -> None:
    kinds = ("cashback", "merchandise", "external", "travel")
    text = items(
        *(f'item "1" for {kind} at 1 redeems "1"' for kind in kinds),
        *(f'item "01" for {kind} at 1' for kind in kinds),
        'item "2" for travel at 1 redeems "01"',
    )
    assert told(text) == []


def test_a_redemption_item_has_one_currency() -> None:
    text = items(
        'item "1" for merchandise at 1 redeems "5" currency AUD',
        'item "2" for travel at 1 redeems "5" currency JPY',
    )
    assert whole(only(text)) == {
        "code": "two-currencies",
        "marked": "JPY",
        "message": "the redemption item `5` is in JPY here and in AUD before",
        "help": "give it one currency, or each currency a redemption item of its own",
        "marks": [("AUD", "first written here")],
    }


def test_without_a_currency_an_item_has_that_of_the_program() -> None:
    text = items(
        'item "1" for merchandise at 1 redeems "5"',
        'item "2" for travel at 1 redeems "5" currency AUD',
        'item "3" for external at 1 redeems "5" currency 840',
    )
    assert whole(only(text)) == {
        "code": "two-currencies",
        "marked": "AUD",
        "message": "the redemption item `5` is in AUD here and in USD before",
        "help": "give it one currency, or each currency a redemption item of its own",
        "marks": [('"5"', "first written here")],
    }
    assert only(text).line == 4


@pytest.mark.parametrize(
    ("statements", "blocks"),
    [
        (('item "1" for travel at 1 currency AUD', 'item "1" for cashback at 1'), {}),
        (('item "1" for travel at 1 redeems "5"', 'item "1" for cashback at 1 currency AUD'), {}),
        (
            (
                'item "1" for travel at 1 redeems "5" currency USD',
                'item "1" for external at 1 redeems "5"',
                'item "1" for merchandise at 1 redeems "5" currency "840"',
            ),
            {},
        ),
        (
            (
                'item "1" for travel at 1 redeems "5" currency 036',
                'item "1" for external at 1 redeems "5"',
            ),
            {"currency": "AUD"},
        ),
    ],
)
def test_these_have_one_currency(statements: tuple[str, ...], blocks: dict[str, str]) -> None:
    assert told(items(*statements, **blocks)) == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ('item "2" for travel at 1 redeems "5" currency AUD', [("duplicate-item", '"5"')]),
        ('item "2" for external at 1 redeems "5" currency AUX', [("unknown-currency", "AUX")]),
    ],
)
def test_one_mistake_is_told_once(second: str, expected: list[tuple[str, str]]) -> None:
    assert told(items('item "1" for travel at 1 redeems "5"', second)) == expected


def test_nothing_is_said_of_a_currency_that_the_program_does_not_have() -> None:
    text = items(
        'item "1" for travel at 1 redeems "5"',
        'item "2" for external at 1 redeems "5" currency AUD',
        currency="USX",
    )
    assert told(text) == [("unknown-currency", "USX")]


ITEM = {"item": "1", "for": "travel", "rate": "1", "redeems": "5"}


@pytest.mark.parametrize(
    ("listed", "codes"),
    [
        ([ITEM, {**ITEM, "item": "2", "redeems": "6"}], []),
        ([ITEM, ITEM], ["duplicate-item", "duplicate-item"]),
        ([ITEM, {**ITEM, "for": "cashback", "currency": "AUD"}], ["two-currencies"]),
        ([ITEM, {**ITEM, "item": ["1"], "redeems": None}], ["wrong-type", "wrong-type"]),
        ([ITEM, {**ITEM, "for": 5}], ["bad-value"]),
        ([ITEM, "x"], ["wrong-type"]),
    ],
)
def test_in_a_document(listed: list[Any], codes: list[str]) -> None:
    text = json.dumps(simple_document(digital={"items": listed}))
    assert sorted(code for code, _ in told(text, "a.json")) == codes
