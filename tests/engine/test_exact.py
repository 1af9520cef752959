"""Exact decimals: what is read, what is refused, how they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.exact import Exact, NotPlainError, grouped, plain


@pytest.mark.parametrize(
    ("text", "units", "places"),
    [
        ("0", 0, 0),
        ("0.00", 0, 0),
        ("100", 100, 0),
        ("100.00", 100, 0),
        ("0.0125", 125, 4),
        ("007.50", 75, 1),
        ("999999999999999999", 999999999999999999, 0),
        ("0.99999999999999999", 99999999999999999, 17),
    ],
)
def test_plain_decimals(text: str, units: int, places: int) -> None:
    assert Exact.parse(text) == Exact(units, places)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-1", "a number is never negative"),
        ("-0.5", "a number is never negative"),
        ("+1", "a number is plain digits with at most one point, such as 12.50"),
        ("1e5", "a number is written out, without an exponent"),
        ("1.5E-3", "a number is written out, without an exponent"),
        ("1e999999999", "a number is written out, without an exponent"),
        ("NaN", "NaN and infinity are not numbers here"),
        ("-Infinity", "NaN and infinity are not numbers here"),
        (".5", "a number is plain digits with at most one point, such as 12.50"),
        ("5.", "a number is plain digits with at most one point, such as 12.50"),
        ("1,000", "a number is plain digits with at most one point, such as 12.50"),
        ("1_000", "a number is plain digits with at most one point, such as 12.50"),
        (" 1", "a number is plain digits with at most one point, such as 12.50"),
        ("", "a number is plain digits with at most one point, such as 12.50"),
        ("١٢", "a number is plain digits with at most one point, such as 12.50"),
        ("1" * 19, "a number has at most 18 digits"),
        ("0." + "0" * 18, "a number has at most 18 digits"),
        ("9" * 5000, "a number has at most 18 digits"),
    ],
)
def test_everything_else_is_refused(text: str, why: str) -> None:
    with pytest.raises(NotPlainError) as refused:
        Exact.parse(text)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("text", "places", "scaled"),
    [("12.5", 2, 1250), ("12.500", 2, 1250), ("12.505", 2, None), ("3", 0, 3), ("0.1", 0, None)],
)
def test_scaled_never_rounds(text: str, places: int, scaled: int | None) -> None:
    assert Exact.parse(text).scaled(places) == scaled


@given(st.integers(0, 10**18 - 1), st.integers(0, 17))
def test_writing_and_reading_is_the_same_value(units: int, places: int) -> None:
    text = plain(units, places)
    assert Decimal(text) == Decimal(units).scaleb(-places)
    padded = plain(units, places, pad=True)
    assert len(padded.partition(".")[2]) == places
    if len(text.replace(".", "")) <= 18:
        assert str(Exact.parse(text)) == text


def test_grouped_is_for_people() -> None:
    shown = [grouped(text) for text in ("0", "999", "1000", "1234567.8901", "-41667.5")]
    assert shown == ["0", "999", "1,000", "1,234,567.8901", "-41,667.5"]
