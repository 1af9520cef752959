import pytest

from pointsman.engine.fact_types import CHANNELS, PROCESSINGS
from pointsman.feeds.point_of_sale import channel, country, presence, processing


@pytest.mark.parametrize(
    ("entry_mode", "presence_", "expected"),
    [
        ("051", "0", "chip"),
        ("051", "4", "recurring"),
        ("051", "5", "ecommerce"),
        ("812", "4", "recurring"),
        ("812", "1", "ecommerce"),
        ("09", None, "ecommerce"),
        ("5", None, None),
        ("", None, None),
        (None, None, None),
        (None, "5", "ecommerce"),
        ("100", "0", None),
    ],
)
def test_channel(entry_mode: str | None, presence_: str | None, expected: str | None) -> None:
    assert channel(entry_mode, presence_) == expected


def test_channels_and_processings_are_those_of_the_language() -> None:
    found = {channel(f"{n:02d}1", p) for n in range(100) for p in ("0", "4", "5")}
    assert found == {*CHANNELS, None}
    assert {processing("0100", f"{n:02d}") for n in range(100)} == set(PROCESSINGS)


def test_a_reversal_or_an_advice_is_never_a_purchase() -> None:
    assert {processing(type_, "000000") for type_ in ("0120", "0400", "0420")} == {"other"}
    assert processing("0420", None) == "other"
    assert processing("0100", None) is None


def test_subfields() -> None:
    pos_data = "1025100006600840NY10001"
    assert (presence(pos_data), country(pos_data)) == ("5", "USA")
    assert (presence(None), country(None)) == (None, None)
    assert (presence("102"), country("102")) == (None, None)
