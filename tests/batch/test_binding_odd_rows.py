"""What the engine's readers refuse is odd in a column, whatever else the row holds."""

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pointsman.batch.binding import Binder, BoundColumns, bind_columns, row_facts
from pointsman.batch.binding.fields import Shape, facts_of
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot
from pointsman.programs import load_text
from tests.batch.test_binding import PLAIN, differences, every_slot

NUMBER_TEXTS = (
    *("0", "00", "1", "1.5", "0.01", "100.10", "150.000", "12.3456", "1.23456", "007.50"),
    *("", ".", "1.", ".5", "1..2", "1.2.3", "+1", "-1", "1e3", "NaN", "inf", " 1", "1 ", "1_0"),
    *("１２", "9" * 13, "9" * 14, "9" * 15, "9" * 18, "9" * 19, "0" * 17 + "1", "0" * 18 + "1"),
    *("0." + "1" * 17, "0." + "1" * 18, "1.0000000000000000000", "99999999999999.9999", "1\n"),
)

NUMBERS = (
    (pa.int8(), (0, 1, 127, -1, -128)),
    (pa.uint8(), (0, 1, 255)),
    (pa.int64(), (0, 5, -1, 10**15, 10**16, 10**18 - 1, 10**18, 2**63 - 1, -(2**63))),
    (pa.uint64(), (0, 5, 10**17, 2**63, 2**64 - 1)),
    (pa.decimal32(9, 2), ("0", "0.01", "-0.01", "9999999.99")),
    (pa.decimal64(18, 6), ("0", "1.5", "1.005", "1.000001", "-1", "999999999999.999999")),
    (pa.decimal128(18, 2), ("0", "0.01", "-5", "9999999999999999.99")),
    (pa.decimal128(18, 18), ("0", "0.5", "0.01", "0.000000000000000001", "0.123456789012345678")),
    (pa.decimal128(18, -3), ("0", "1000", "-1000", "1000000", "100000000000000000000")),
    (pa.decimal128(5, -30), ("0", "1e30", "-1e30")),
    (pa.decimal128(38, 18), ("92.1", "0.005", "1e-18", "-1", "1e15", "99999999999999999999.99")),
    (pa.decimal128(38, 0), ("0", "18446744073709551617", "1e37", "-1e37", "36893488147419103232")),
    (pa.decimal256(76, 30), ("0", "1.5", "1e-30", "-1", "1e40", "1e17")),
    (pa.decimal256(76, 0), ("5", str(2**64 + 5), str(2**128 + 5), str(2**192 + 5), "-5")),
)

TEXTS = (
    *(
        "",
        " ",
        "A",
        "USD",
        "840",
        "usd",
        "XXX",
        "XAU",
        "CLF",
        "JPY",
        "USA",
        "US",
        "us",
        "40",
        "040",
    ),
    *("00", "0" * 10, "0" * 11, "5411", "742", "0742", "54112", "٥٤١١", "chip", "Chip", "ALL"),
    *("GOOD_STANDING", "REDEEMER", "purchase", "PREFERENCE_OFF", "gold", "bronze", "12.5", "-1"),
    *(
        "é",
        "’",
        "«",
        "日本",
        "😀",
        "\ufeff",
        "\xa0",
        "\u200b",
        "\u200d",
        "\u2029",
        "\u202e",
        "\u2066",
    ),
    *(
        "\x00",
        "a\x00b",
        "\t",
        "\n",
        "\x1f",
        "\x7f",
        "\x80",
        "\x9f",
        "\u2028",
        "\u206a",
        "x" * 10_001,
    ),
    *("x" * 10_000, "é" * 10_000, "é" * 10_001),
)

TIME_TEXTS = (
    *("2026-03-07T12:30:00Z", "2026-03-07T12:30:00.5+05:45", "2026-03-07t12:30:00z", "1960-01-01"),
    *(
        "2026-02-30T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
    ),
    *(
        "2026-03-07T24:00:00Z",
        "2026-03-07T23:59:60Z",
        "2016-12-31T23:59:60Z",
        "2026-03-07T12:30:00",
    ),
    *("2026-03-07 12:30:00Z", "2026-03-07T12:30:00.1234567Z", "2026-03-07T12:30:00+24:00", ""),
    *("2026-03-07T12:30:00-23:59", "0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "２０２６"),
    *("0001-01-02T00:00:00+00:01", "9999-12-30T23:59:59.999999Z", "9999-12-31T00:00:00Z"),
    *("0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "2300-06-01T12:00:00Z", "12:30"),
)

TICKS = (0, -1, 1, 999, -999, 10**9, 1_772_886_600, -(2**63), 2**63 - 1, 2**62, -(2**62))
"""Of any unit: before and after 1970, and far outside the calendar."""

RIGHT = {
    ("authorization", "amount"): "1",
    ("authorization", "currency"): "USD",
    ("post_purchase", "requested_at"): "2026-03-20T13:00:00Z",
    ("post_purchase", "after"): "PREFERENCE_OFF",
}


@pytest.fixture(scope="module")
def program() -> Program:
    return load_text(PLAIN.replace("visits number", "visits number fact note text"), "plain.points")


def batch_with(path: tuple[str, ...], column: pa.Array) -> pa.RecordBatch:
    """A flat table of one column and no more beside it than it cannot be without."""
    needed = [it for it in RIGHT if it[0] in ("authorization", path[0])]
    columns = {".".join(it): pa.array([RIGHT[it]] * len(column)) for it in needed}
    columns |= {".".join(path): column}
    return pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


def check(program: Program, path: tuple[str, ...], column: pa.Array) -> BoundColumns:
    """Rows with a bad fact are odd, whether a rule reads it or not; the others are bound right."""
    batch = batch_with(path, column)
    columns = bind_columns(program, batch, every_slot(program))
    idle = bind_columns(program, batch, frozenset())
    for row in range(batch.num_rows):
        try:
            program.read_facts(row_facts(batch, row))
        except BadFactsError:
            assert columns.odd[row], row_facts(batch, row)
            assert idle.odd[row], row_facts(batch, row)
    assert differences(program, batch, columns) == []
    return columns


def forms(column: pa.Array) -> list[pa.Array]:
    """The same column as it is, with nulls, cut, and as dictionaries."""
    nulls = pa.concat_arrays([pa.nulls(1, column.type), column, pa.nulls(1, column.type)])
    if not pa.types.is_string(column.type):
        return [column, nulls, nulls.slice(1, 3)]
    twice = pa.concat_arrays([nulls, column])
    return [
        nulls,
        column.cast(pa.large_string()),
        nulls.cast(pa.string_view()),
        nulls.slice(2),
        twice.dictionary_encode(),
        twice.dictionary_encode("encode"),
        twice.dictionary_encode().slice(3, 9),
    ]


def paths(*shapes: Shape) -> list[tuple[str, ...]]:
    program = load_text(
        PLAIN.replace("visits number", "visits number fact note text"), "plain.points"
    )
    return [path for path, fact in facts_of(program).items() if fact.shape in shapes]


@pytest.mark.parametrize("path", paths(Shape.NUMBER), ids=".".join)
def test_numbers(program: Program, path: tuple[str, ...]) -> None:
    for kind, values in NUMBERS:
        native = values if pa.types.is_integer(kind) else [Decimal(str(it)) for it in values]
        for column in forms(pa.array(native, kind)):
            check(program, path, column)


@pytest.mark.parametrize("path", paths(Shape.NUMBER), ids=".".join)
def test_numbers_as_text(program: Program, path: tuple[str, ...]) -> None:
    for column in forms(pa.array(NUMBER_TEXTS)):
        check(program, path, column)


@pytest.mark.parametrize("path", paths(Shape.TEXT, Shape.WORD), ids=".".join)
def test_texts(program: Program, path: tuple[str, ...]) -> None:
    for column in forms(pa.array(TEXTS)):
        check(program, path, column)


@pytest.mark.parametrize("path", paths(Shape.TEXT), ids=".".join)
def test_whole_numbers_as_text(program: Program, path: tuple[str, ...]) -> None:
    for column in forms(pa.array([0, 5, 40, 840, 5411, -1, 10**12, None], pa.int64())):
        check(program, path, column)


@pytest.mark.parametrize("path", paths(Shape.TIME), ids=".".join)
def test_times_as_text(program: Program, path: tuple[str, ...]) -> None:
    for column in forms(pa.array(TIME_TEXTS)):
        check(program, path, column)
    real = [it for it in TIME_TEXTS if "30T00" not in it and "29T00" not in it]
    for column in forms(pa.array(real)):
        check(program, path, column)


@pytest.mark.parametrize("path", paths(Shape.TIME), ids=".".join)
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times(program: Program, path: tuple[str, ...], unit: str) -> None:
    for column in forms(pa.array(TICKS, pa.timestamp(unit, "America/New_York"))):
        check(program, path, column)


BROKEN = pa.StringArray.from_buffers(
    3, pa.array([0, 2, 4, 9], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff00\xc2caf\xc3")
)
"""Texts of which the first and the last are no UTF-8."""


@pytest.mark.parametrize("path", paths(*Shape), ids=".".join)
def test_texts_that_are_no_utf8(program: Program, path: tuple[str, ...]) -> None:
    for column in (BROKEN, BROKEN.dictionary_encode()):
        columns = check(program, path, column)
        assert columns.odd[[0, 2]].all()


def request(**columns: Any) -> BoundColumns:
    plain = {"authorization.amount": ["1"], "authorization.currency": ["USD"]}
    table = pa.RecordBatch.from_pydict(
        plain | {key.replace("__", "."): v for key, v in columns.items()}
    )
    program = load_text(PLAIN, "plain.points")
    bound = bind_columns(program, table, every_slot(program))
    assert differences(program, table, bound) == []
    return bound


BOUGHT, LATER = ["2026-03-07T12:30:00Z"], ["2026-03-07T12:30:01Z"]


def test_requests_have_both_fields_and_come_later() -> None:
    after = ["PREFERENCE_OFF"]
    assert request(post_purchase__requested_at=BOUGHT).odd[0]
    assert request(post_purchase__after=after).odd[0]
    asked = {"post_purchase__after": after, "post_purchase__requested_at": LATER}
    assert not request(**asked).odd[0]
    assert not request(**asked, authorization__time=LATER).odd[0]
    assert not request(**asked, authorization__time=BOUGHT).odd[0]
    early = asked | {"post_purchase__requested_at": BOUGHT}
    assert request(**early, authorization__time=LATER).odd[0]


def test_amounts_need_a_currency_to_be_billed_in(program: Program) -> None:
    money = [(None, "USD"), ("1", None), ("1", "XAU"), ("1", "USD"), ("1.5", "JPY"), ("1", "JPY")]
    amounts, codes = (pa.array(column, pa.string()) for column in zip(*money, strict=True))
    names = ["authorization.amount", "authorization.currency"]
    batch = pa.RecordBatch.from_arrays([amounts, codes], names)
    columns = bind_columns(program, batch, every_slot(program))
    assert columns.odd.tolist() == [True, True, True, False, True, False]
    assert columns.numbers[Slot.AMOUNT].tolist() == [0, 0, 0, 100, 0, 1]


def test_a_needed_column_without_a_type_is_odd_throughout(program: Program) -> None:
    names = ["authorization.amount", "authorization.currency"]
    batch = pa.RecordBatch.from_arrays([pa.nulls(2), pa.array(["USD"] * 2)], names)
    columns = bind_columns(program, batch, every_slot(program))
    assert columns.odd.all()
    assert columns.numbers[Slot.AMOUNT].tolist() == [0, 0]


def test_no_slot_holds_what_no_loop_could_count_with(program: Program) -> None:
    for path in paths(Shape.NUMBER):
        for kind, values in NUMBERS:
            native = values if pa.types.is_integer(kind) else [Decimal(str(it)) for it in values]
            batch = batch_with(path, pa.array(native, kind))
            columns = Binder(program, batch.schema, every_slot(program)).bind(batch)
            for slot in (Slot.AMOUNT, Slot.BALANCE, Slot.USABLE, Slot.MINIMUM, Slot.CAP):
                numbers = columns.numbers[slot]
                assert np.all((numbers >= -1) & (numbers < 10**18))
