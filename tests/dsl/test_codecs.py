"""What each codec reads, writes and refuses. The words are golden files (tests/bad)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl import codecs
from pointsman.dsl.codecs import Codec
from pointsman.dsl.refusal import RefusedError
from pointsman.dsl.time_zones import zone_names
from pointsman.engine.countries import COUNTRIES
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import Exact, Written
from pointsman.engine.literals import Span
from tests.strategies.rules import globs, mccs, near, rates

DOLLARS = codecs.money(2, "USD")
YEN = codecs.money(0, "JPY")
DINARS = codecs.money(3, "KWD")
WHOLE = codecs.points(0, "Miles")
HUNDREDTHS = codecs.points(2, "Miles")


EVERY_CODEC = (
    *(DOLLARS, WHOLE, codecs.RATE, codecs.VERSION, codecs.MCC, codecs.COUNTRY, codecs.DAY),
    *(codecs.BILLING_CURRENCY, codecs.TIME_ZONE, codecs.GLOB, codecs.NAME, codecs.URL),
)


def span(low: str, high: str) -> dict[str, str]:
    return {"from": low, "to": high}


def refusal(codec: Codec, value: object) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        codec.read(value)
    return caught.value


@pytest.mark.parametrize(
    ("codec", "text", "value", "written"),
    [
        (DOLLARS, "20", 2000, "20.00"),
        (DOLLARS, "0.01", 1, "0.01"),
        (DOLLARS, "20.000000000000000", 2000, "20.00"),
        (DOLLARS, "9999999999999999.99", 10**18 - 1, "9999999999999999.99"),
        (DOLLARS, Written("20.5"), 2050, "20.50"),
        (YEN, "20.0", 20, "20"),
        (DINARS, "0.001", 1, "0.001"),
        (WHOLE, "2500.00", 250_000, "2500"),
        (WHOLE, "1", 100, "1"),
        (HUNDREDTHS, "0.01", 1, "0.01"),
        (HUNDREDTHS, "2.50", 250, "2.5"),
        (codecs.RATE, "0.0100", Exact(1, 2), "0.01"),
        (codecs.RATE, "0.000000001", Exact(1, 9), "0.000000001"),
        (codecs.RATE, "0.0100000000000", Exact(1, 2), "0.01"),
        (codecs.VERSION, "007", 7, "7"),
        (codecs.DAYS, "36500", 36_500, "36500"),
        (codecs.MCC, "0742", "0742", "0742"),
        (codecs.MCC, span("0001", "0002"), Span("0001", "0002"), span("0001", "0002")),
        (codecs.MCC, span("0001", "0001"), Span("0001", "0001"), span("0001", "0001")),
        (codecs.COUNTRY, "US", "USA", "USA"),
        (codecs.COUNTRY, "840", "USA", "USA"),
        (codecs.COUNTRY, "004", "AFG", "AFG"),
        (codecs.BILLING_CURRENCY, "840", "USD", "USD"),
        (codecs.DAY, "2024-02-29", "2024-02-29", "2024-02-29"),
        (codecs.DAY, "0001-01-01", "0001-01-01", "0001-01-01"),
        (codecs.TIME_ZONE, "Europe/Berlin", "Europe/Berlin", "Europe/Berlin"),
        (codecs.GLOB, r"*\*?", r"*\*?", r"*\*?"),
        (codecs.NAME, " a", " a", " a"),
        (codecs.URL, "https://a.example", "https://a.example", "https://a.example"),
        (codecs.TEXT, "", "", ""),
    ],
)  # fmt: skip
def test_a_value_is_read_and_written_in_one_way(
    codec: Codec, text: object, value: object, written: object
) -> None:
    assert codec.read(text) == value
    assert codec.write(value) == written


@pytest.mark.parametrize(
    ("codec", "text", "code"),
    [
        (DOLLARS, "20.001", "too-fine"),
        (YEN, "0.1", "too-fine"),
        (DINARS, "1.0001", "too-fine"),
        (DOLLARS, "0", "zero-bound"),
        (DOLLARS, "0.00", "zero-bound"),
        (DOLLARS, "-1", "bad-number"),
        (DOLLARS, "1e3", "bad-number"),
        (DOLLARS, "1,000", "bad-number"),
        (DOLLARS, "nan", "bad-number"),
        (DOLLARS, "٣", "bad-number"),
        (DOLLARS, "", "bad-number"),
        (DOLLARS, "1" * 19, "bad-number"),
        (DOLLARS, "1" * 5000, "bad-number"),
        (WHOLE, "1.5", "too-fine"),
        (WHOLE, "0", "zero-bound"),
        (HUNDREDTHS, "1.005", "too-fine"),
        (codecs.RATE, "0", "zero-rate"),
        (codecs.RATE, "0.000000000", "zero-rate"),
        (codecs.RATE, "0.0000000001", "too-fine"),
        (codecs.RATE, "1%", "bad-number"),
        (codecs.VERSION, "0", "zero-bound"),
        (codecs.VERSION, "1.5", "bad-number"),
        (codecs.VERSION, "v1", "bad-number"),
        (codecs.DAYS, "0", "zero-bound"),
        (codecs.MCC, "742", "bad-mcc"),
        (codecs.MCC, "07420", "bad-mcc"),
        (codecs.MCC, "٠٧٤٢", "bad-mcc"),
        (codecs.MCC, span("0002", "0001"), "falling-range"),
        (codecs.MCC, span("0002", "3"), "bad-mcc"),
        (codecs.COUNTRY, "usa", "unknown-country"),
        (codecs.COUNTRY, "", "unknown-country"),
        (codecs.BILLING_CURRENCY, "usd", "unknown-currency"),
        (codecs.BILLING_CURRENCY, "XAU", "no-minor-unit"),
        (codecs.BILLING_CURRENCY, "960", "no-minor-unit"),
        (codecs.DAY, "2026-02-29", "bad-date"),
        (codecs.DAY, "20260228", "bad-date"),
        (codecs.DAY, "2026-W01-1", "bad-date"),
        (codecs.DAY, "2026-1-31", "bad-date"),
        (codecs.DAY, "٢٠٢٦-01-31", "bad-date"),
        (codecs.TIME_ZONE, "Europe/berlin", "unknown-time-zone"),
        (codecs.TIME_ZONE, "../etc", "unknown-time-zone"),
        (codecs.GLOB, "a\\", "bad-pattern"),
        (codecs.GLOB, "\\n", "bad-pattern"),
        (codecs.NAME, "", "empty-name"),
        (codecs.NAME, " \u00a0", "empty-name"),
    ],
)
def test_everything_else_is_refused(codec: Codec, text: object, code: str) -> None:
    refused = refusal(codec, text)
    assert refused.code == code
    assert refused.message[0] in "`abcdefghijklmnopqrstuvwxyzI"
    assert not refused.message.endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "https://issuer.example/rewards?x=1#y",
        "http://localhost:8080",
        "http://[::1]:65535/",
        "https://user@issuer.example",
        "https://bücher.example/é",
    ],
)
def test_an_address_of_a_web_server(address: str) -> None:
    assert codecs.URL.read(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "issuer.example",
        "//issuer.example",
        "/rewards",
        "ftp://issuer.example",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://issuer.example/a b",
        " https://issuer.example",
        "https://issuer.example\t",
        "https://issuer.example:port",
        "https://issuer.example:65536",
        "https://[::1",
        'https://issuer.example/"',
        "https://issuer.example\\x",
    ],
)
def test_what_is_no_such_address(address: str) -> None:
    assert refusal(codecs.URL, address).code == "bad-url"


@pytest.mark.parametrize("value", [None, True, 1, ["a"], {"a": "b"}])
@pytest.mark.parametrize(
    "codec", [DOLLARS, WHOLE, codecs.RATE, codecs.COUNTRY, codecs.DAY, codecs.TEXT]
)
def test_what_is_no_text_is_of_the_wrong_type(codec: Codec, value: object) -> None:
    assert refusal(codec, value).code == "wrong-type"


@pytest.mark.parametrize(
    ("codec", "text", "help_"),
    [
        (codecs.MCC, "742", "write `0742`"),
        (codecs.COUNTRY, "usa", "write `USA`"),
        (codecs.COUNTRY, "germany", "write `DEU`"),
        (codecs.COUNTRY, "USB", "did you mean `USA`?"),
        (codecs.BILLING_CURRENCY, "eur", "write `EUR`"),
        (codecs.BILLING_CURRENCY, "USB", "did you mean `USD`?"),
        (codecs.TIME_ZONE, "utc", "write `UTC`"),
        (codecs.TIME_ZONE, "new york", "write `America/New_York`"),
        (codecs.TIME_ZONE, "America/NewYork", "did you mean `America/New_York`?"),
        (DOLLARS, "20.0199", "write `20.01`"),
        (YEN, "20.5", "write `20`"),
        (DOLLARS, "0.001", "the least is `0.01`"),
    ],
)
def test_help_says_what_to_write(codec: Codec, text: str, help_: str) -> None:
    assert refusal(codec, text).help == help_


def test_a_refusal_in_a_range_knows_its_end() -> None:
    assert refusal(codecs.MCC, span("1", "0002")).within == ("from",)
    assert refusal(codecs.MCC, span("0001", "2")).within == ("to",)
    assert refusal(codecs.MCC, span("0002", "0001")).within == ()


@given(near(10**18 - 1), st.sampled_from((0, 2, 3, 4)))
def test_money_is_what_was_written(minor: int, exponent: int) -> None:
    codec = codecs.money(exponent, "XXX")
    assert codec.read(codec.write(minor)) == minor


@given(rates)
def test_a_cost_is_what_was_written(rate: Exact) -> None:
    assert codecs.RATE.read(codecs.RATE.write(rate)) == rate


@given(st.text(max_size=30), st.sampled_from(EVERY_CODEC))
def test_any_text_is_refused_or_read_for_good(text: str, codec: Codec) -> None:
    refused = []
    try:
        value = codec.read(text)
    except RefusedError as error:
        refused.append(error.message)
    assert refused != [""]
    assert refused or codec.read(codec.write(value)) == value


@given(mccs, globs)
def test_codes_and_patterns_stay_as_they_are(code: str, pattern: str) -> None:
    assert codecs.MCC.write(codecs.MCC.read(code)) == code
    assert codecs.GLOB.write(codecs.GLOB.read(pattern)) == pattern


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        (codecs.COUNTRY, sorted(COUNTRIES)),
        (codecs.BILLING_CURRENCY, [c.code for c in CURRENCIES.values() if c.exponent is not None]),
        (codecs.TIME_ZONE, list(zone_names())),
    ],
)
def test_every_known_code_is_read(codec: Codec, names: list[Any]) -> None:
    assert [codec.read(name) for name in names] == names
