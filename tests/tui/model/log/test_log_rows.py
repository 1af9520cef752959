import pytest

from pointsman.engine.exact import Exact
from pointsman.tui.model.log.block import BLOCK_ROWS
from pointsman.tui.model.log.filters import Filter, parse_filter, sought_by
from pointsman.tui.model.log.row import BadCellError, Row, exact_cell, number_text, text_cell
from pointsman.tui.model.log.rows import Rows
from pointsman.tui.model.log.selection import Selection


def made(rows: list[Row]) -> Rows:
    all_ = Rows()
    all_.add(rows)
    all_.end()
    return all_


def filtered(rows: Rows, text: str) -> Selection:
    parsed = parse_filter(text)
    assert isinstance(parsed, Filter)
    return Selection(rows, parsed)


MANY = [
    Row(number, f"P-{number}", "REDEEMED" if number % 3 else "ELIGIBLE", offset=number * 10)
    for number in range(1, BLOCK_ROWS * 2 + 6)
]


def test_rows_come_back_as_they_went_in() -> None:
    whole = Row(
        number=5, id="Ä\ud800", outcome="REDEEMED", reason="R", points=Exact(10**30, 2),
        credit=Exact(5, 1), rule="/r", currency="USD", amount=Exact(2**63), offset=2**40,
    )  # fmt: skip
    rows = made([whole, Row(6), Row(7, "", error="it is broken")])
    assert [rows.row(position) for position in range(3)] == [
        whole,
        Row(6),
        Row(7, "", error="it is broken"),
    ]


def test_rows_are_seen_when_a_block_is_full_and_at_the_end() -> None:
    rows = Rows()
    assert not rows.add(MANY[: BLOCK_ROWS - 1])
    assert len(rows) == 0
    assert rows.add(MANY[BLOCK_ROWS - 1 :])
    assert len(rows) == BLOCK_ROWS * 2
    rows.end()
    assert len(rows) == len(MANY)
    assert rows.row(len(MANY) - 1) == MANY[-1]
    assert rows.outcomes.total() == len(MANY)


def test_ids_are_found_where_they_stand_whole() -> None:
    rows = made([Row(1, "A-1"), Row(2, "A-11"), Row(3), Row(4, "A-1"), Row(5, "1A-")])
    assert rows.with_id("A-1") == [0, 3]
    assert rows.with_id("A-11") == [1]
    assert rows.with_id("A-") == []
    assert made(MANY).with_id("P-1000") == [999]


def test_a_selection_follows_rows_that_come_later() -> None:
    rows = Rows()
    selection = filtered(rows, "outcome=ELIGIBLE")
    rows.add(MANY[:BLOCK_ROWS])
    assert selection.behind
    selection.extend()
    first = len(selection)
    rows.add(MANY[BLOCK_ROWS:])
    rows.end()
    selection.extend()
    assert not selection.behind
    assert 0 < first < len(selection) == len(MANY) // 3
    assert [selection.position(at) for at in range(3)] == [2, 5, 8]
    assert selection.index_of(5) == 1
    assert selection.index_of(6) == 2


def test_a_selection_stops_when_nobody_wants_it() -> None:
    selection = filtered(made(MANY), "outcome=ELIGIBLE")
    selection.extend(lambda: True)
    assert len(selection) == 0
    assert selection.behind


@pytest.mark.parametrize("text", ["", "row>1"])
def test_a_search_goes_round_the_end_either_way(text: str) -> None:
    selection = filtered(made(MANY), text)
    selection.extend()
    shift = len(MANY) - len(selection)
    sought = sought_by("P-1020")
    assert sought is not None
    there = 1019 - shift
    assert selection.find(sought, 0, forward=True) == there
    assert selection.find(sought, there, forward=True) == there
    assert selection.find(sought, there + 1, forward=True) == there
    assert selection.find(sought, there - 1, forward=False) == there
    assert selection.find(sought, 0, forward=True, cancelled=lambda: True) is None


def test_a_search_among_nothing_finds_nothing() -> None:
    sought = sought_by("x")
    assert sought is not None
    assert filtered(Rows(), "").find(sought, 0, forward=True) is None
    assert filtered(made(MANY), "").find(sought, 0, forward=False) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("70.00", "70"), ("0.0100", "0.01"), (7, "7"), ("12345678901234567890.5",) * 2],
)
def test_numbers_are_read_exactly(value: object, text: str) -> None:
    assert str(exact_cell("points", value)) == text
    assert exact_cell("points", None) is None


@pytest.mark.parametrize("value", ["", "-1", "1e3", "abc", 1.5, True, [1]])
def test_what_is_no_number_is_one_clear_error(value: object) -> None:
    with pytest.raises(BadCellError, match=r"`points` is .*(plain number|not exact)"):
        exact_cell("points", value)


def test_what_is_no_text_is_one_clear_error() -> None:
    with pytest.raises(BadCellError, match=r"`rule` is a list, but it must be a text"):
        text_cell("rule", [])


def test_money_has_the_decimals_of_its_currency() -> None:
    assert number_text(Exact(5), 2) == "5.00"
    assert number_text(Exact(5, 3), 2) == "0.005"
