from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Exact
from pointsman.tui.model.log.filters import FIELDS, BadFilter, Filter, parse_filter, sought_by
from pointsman.tui.model.log.row import Row, in_lowest_terms
from pointsman.tui.model.log.rows import Rows
from pointsman.tui.model.log.selection import Selection

ROWS = (
    Row(1, "A-1", "REDEEMED", "REDEEMED_FULL", Exact(10000), Exact(100), "/conversion/base", "USD"),
    Row(
        2, "A-2", "ELIGIBLE", "INSUFFICIENT_BALANCE", Exact(0), Exact(0), None, "USD", Exact(501, 1)
    ),
    Row(3, "B-3", "REDEEMED", "REDEEMED_FULL", Exact(5), Exact(501, 1), "/conversion/overrides/2"),
    Row(4, None, error="not JSON at column 3: expecting value"),
    Row(7, "B 7", "REDEEMED", "REDEEMED_PARTIAL", Exact(10**25), Exact(10**25 + 1, 2), None, "JPY"),
)


def found(text: str) -> list[int]:
    rows = Rows()
    rows.add(ROWS)
    rows.end()
    parsed = parse_filter(text)
    assert isinstance(parsed, Filter), parsed
    selection = Selection(rows, parsed)
    selection.extend()
    return [rows.row(selection.position(index)).number for index in range(len(selection))]


def wrong(text: str) -> BadFilter:
    parsed = parse_filter(text)
    assert isinstance(parsed, BadFilter)
    return parsed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [1, 2, 3, 4, 7]),
        ("outcome=redeemed", [1, 3, 7]),
        ("outcome!=REDEEMED", [2]),
        ("!outcome=REDEEMED", [2, 4]),
        ("rule~override", [3]),
        ("rule!~override", [1]),
        ("!rule~override", [1, 2, 4, 7]),
        ("rule=", [2, 4, 7]),
        ("rule!=", [1, 3]),
        ("credit>50", [1, 3, 7]),
        ("credit>50.1", [1, 7]),
        ("credit>=50.10", [1, 3, 7]),
        ("credit<=50.1", [2, 3]),
        ("credit<0.1", [2]),
        ("credit = 100", [1]),
        ("points>999,999,999,999,999,999", [7]),
        ("amount!=", [2]),
        ("amount=", [1, 3, 4, 7]),
        ("amount=50.1", [2]),
        ("row>=3 row<7", [3, 4]),
        ("row>2.5", [3, 4, 7]),
        ("row=", []),
        ("row!=", [1, 2, 3, 4, 7]),
        ("points~00", [1, 7]),
        ("error!=", [4]),
        ("error~json", [4]),
        ('id="B 7"', [7]),
        ("ID=a-1", [1]),
        ("id=", [4]),
        ("a-", [1, 2]),
        ("!a-", [3, 4, 7]),
        ("overrides", [3]),
        ('"B 7"', [7]),
        ("50.10", [2, 3]),
        ("10,000", [1]),
        ("reason=REDEEMED_FULL credit>50.1 !overrides", [1]),
        ("  outcome=REDEEMED   credit>60  ", [1, 7]),
    ],
)
def test_a_filter_finds(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("colour=red", "there is no column `colour`", "colour"),
        ("creditt>5", "there is no column `creditt` (did you mean `credit`?)", "creditt"),
        ("ok reason>A", "`reason` is a text: `>` compares numbers", ">"),
        (
            "credit>1e5",
            "`1e5` is no number (a number is written out, without an exponent)",
            "credit>1e5",
        ),
        ("credit>-5", "`-5` is no number (a number is never negative)", "credit>-5"),
        (
            "credit>1000000000000000000000",
            "`1000000000000000000000` is no number (a number has",
            "c",
        ),
        ("credit>", "no number stands after `>`", "credit>"),
        (">50", "`>50` compares nothing (put a column before it, as in `credit>50`)", ">50"),
        ("!", "`!` turns nothing round (put a term behind it)", "!"),
        ('id="A', 'a `"` is never closed', '"A'),
    ],
)
def test_a_bad_filter_is_one_clear_error_with_its_place(
    text: str, message: str, place: str
) -> None:
    bad = wrong(text)
    assert str(bad).startswith(message)
    assert text[bad.start : bad.end].startswith(place)


@given(st.text(alphabet='ab!=<>~" #.5_creditrow', max_size=20))
def test_whatever_is_typed_is_a_filter_or_an_error_within_it(text: str) -> None:
    parsed = parse_filter(text)
    if isinstance(parsed, BadFilter):
        assert 0 <= parsed.start <= parsed.end <= len(text)
        assert str(parsed)
    else:
        assert parsed.text == text


numbers = st.builds(in_lowest_terms, st.integers(0, 10**20), st.integers(0, 4))


@given(st.lists(numbers, max_size=8), st.integers(0, 10**14), st.integers(0, 3))
def test_numbers_are_compared_exactly(given_: list[Exact], units: int, places: int) -> None:
    rows = Rows()
    rows.add([Row(number, credit=credit) for number, credit in enumerate(given_, 1)])
    rows.end()
    value = in_lowest_terms(units, places)
    holds = {"<": lambda a, b: a < b, "=": lambda a, b: a == b, ">=": lambda a, b: a >= b}
    for op, compare in holds.items():
        parsed = parse_filter(f"credit{op}{value}")
        assert isinstance(parsed, Filter)
        selection = Selection(rows, parsed)
        selection.extend()
        positions = [selection.position(index) for index in range(len(selection))]
        scale = 10**8
        expected = [
            at
            for at, each in enumerate(given_)
            if compare(
                each.units * scale // 10**each.places, value.units * scale // 10**value.places
            )
        ]
        assert positions == expected


def test_a_search_is_for_a_text_as_typed_or_for_a_row() -> None:
    assert sought_by("") is None
    by_number, by_text = sought_by("#1,000"), sought_by("credit>5")
    assert by_number is not None
    assert by_number.terms != sought_by("1,000")
    assert by_text is not None
    assert len(by_text.terms) == 1


def test_every_column_can_be_compared() -> None:
    for field, op in product(FIELDS, ("=", "!=", "~", "!~")):
        assert isinstance(parse_filter(f"{field}{op}1"), Filter)
