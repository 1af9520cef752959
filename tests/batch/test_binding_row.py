"""One row of a table as native facts."""

from decimal import Decimal, localcontext

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.binding import row_facts
from pointsman.batch.binding.row import native_values
from pointsman.engine.instants import parse_instant


def test_a_row_has_what_it_has() -> None:
    batch = pa.RecordBatch.from_pylist(
        [
            {"id": "A", "authorization": {"amount": Decimal("1.50"), "merchant": {"id": "7"}}},
            {"id": None, "authorization": {"amount": None, "merchant": None}},
        ]
    )
    assert row_facts(batch, 0) == {
        "id": "A",
        "authorization": {"amount": Decimal("1.5"), "merchant": {"id": "7"}},
    }
    assert row_facts(batch, 1) == {}


def test_flat_and_nested_columns_come_together() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "authorization.merchant.id": ["7"],
            "authorization": [{"merchant.name": "N", "mcc": 742}],
            "account.facts": [{"segment": "gold"}],
        }
    )
    assert row_facts(batch, 0) == {
        "authorization": {"merchant": {"id": "7", "name": "N"}, "mcc": 742},
        "account": {"facts": {"segment": "gold"}},
    }


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30
    )
)
def test_decimals_keep_their_value(value: Decimal) -> None:
    with localcontext(prec=6):
        [read] = native_values(pa.array([value], pa.decimal128(38, 6)))
    assert read == value
    text = format(Decimal(read), "f")
    assert not ("." in text and text.endswith("0"))
    assert isinstance(read, int) == (value == int(value))


@pytest.mark.parametrize(
    ("unit", "ticks", "text"),
    [
        ("s", 1_772_886_600, "2026-03-07T12:30:00Z"),
        ("ms", -1, "1969-12-31T23:59:59.999Z"),
        ("us", 1, "1970-01-01T00:00:00.000001Z"),
        ("ns", 1_999, "1970-01-01T00:00:00.000001Z"),
        ("ns", -1, "1969-12-31T23:59:59.999999Z"),
    ],
)
def test_instants_are_written_in_utc(unit: str, ticks: int, text: str) -> None:
    [read] = native_values(pa.array([ticks], pa.timestamp(unit, "America/New_York")))
    assert read == text
    assert parse_instant(read) == ticks * 1_000_000 // {"s": 1, "ms": 10**3, "us": 10**6}.get(
        unit, 10**9
    )


def test_instants_beyond_the_calendar_are_shown_for_what_they_are() -> None:
    far = pa.array([2**62, -(2**62)], pa.timestamp("s", "UTC"))
    assert native_values(far) == [
        "4611686018427387904 seconds from 1970-01-01",
        "-4611686018427387904 seconds from 1970-01-01",
    ]


def test_bytes_that_are_no_text_become_what_no_reader_takes() -> None:
    offsets = pa.array([0, 2, 4], pa.int32()).buffers()[1]
    broken = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"a\xffok"))
    assert native_values(broken) == ["a\udcff", "ok"]
    assert native_values(broken.dictionary_encode()) == ["a\udcff", "ok"]
