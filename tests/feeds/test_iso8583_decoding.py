import pytest

from pointsman.engine.problems import Problem
from pointsman.feeds.iso8583_decoding import MAX_MESSAGE, decode, element_name
from tests.facts.messages import MESSAGE, encoded

WHOLE = encoded().decode("ascii")
CARD_ONLY = "0100" + "4000000000000000"
AMOUNT_ONLY = "0100" + "0400000000000000"
THREE_BITMAPS = "0100" + 3 * "8000000000000000"


def test_elements_by_number() -> None:
    elements = decode(WHOLE)
    assert isinstance(elements, dict)
    assert {key: elements[key] for key in MESSAGE} == MESSAGE


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("", "it does not begin with a message type of four digits"),
        ("01", "it does not begin with a message type of four digits"),
        ("hello", "it does not begin with a message type of four digits"),
        (110, "it must be a text"),
        (["0110"], "it must be a text"),
        (b"\x01\x00\x72", "it does not begin with a message type of four digits"),
        ("0100", "at the bitmap, field data is 0 bytes, expecting 8"),
        ("01007", "at the bitmap, field data is 1 bytes, expecting 8"),
        (CARD_ONLY, "at DE002, field length is 0 bytes wide, expecting 2"),
        (
            CARD_ONLY + "99",
            "at DE002, field data is 99 bytes, larger than maximum 19",
        ),
        (
            CARD_ONLY + "xx",
            "at DE002, failed to decode field length, non-numeric data",
        ),
        (AMOUNT_ONLY + "123", "at DE006, field data is 3 bytes, expecting 12"),
        (AMOUNT_ONLY + "0" * 13, "at DE006, extra data after last field"),
        ("0100" + "8000000000000000", "at the second bitmap, field data is 0 bytes, expecting 16"),
        (
            THREE_BITMAPS,
            "its bitmap names an element above DE128",
        ),
        (WHOLE[:-1], None),
        (WHOLE + "0", "at DE102, extra data after last field"),
        (WHOLE.replace("CORNER", "CÖRNER"), "it has characters that are not ASCII"),
        ("0100" + "0" * MAX_MESSAGE, f"it is longer than {MAX_MESSAGE:,} characters"),
        (b"0100" + b"0" * MAX_MESSAGE, f"it is longer than {MAX_MESSAGE:,} characters"),
        ("30313030", "at the bitmap, field data is 0 bytes, expecting 8"),
        ("3031303", "at the bitmap, field data is 3 bytes, expecting 8"),
    ],
)
def test_what_is_no_message(message: object, why: str | None) -> None:
    problem = decode(message)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.pointer, problem.help) == ("bad-message", "/iso8583", None)
    if why is not None:
        assert problem.message == f"the ISO 8583 message cannot be read: {why}"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("6", "DE006"),
        ("61", "DE061"),
        ("128", "DE128"),
        ("t", "the message type"),
        ("p", "the bitmap"),
    ],
)
def test_element_names(number: str, name: str) -> None:
    assert element_name(number) == name
