import json
from typing import Any

import iso8583.specs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.facts import Mode
from pointsman.engine.instants import parse_instant
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import FactsContext, read_facts
from pointsman.feeds import native
from pointsman.feeds.iso8583_message import detect, from_iso8583, from_json
from pointsman.feeds.iso8583_spec import ASCII_WITH_BYTES, ASCII_WITH_HEX, EBCDIC, Encoding
from tests.facts.messages import CARD_NUMBER, MESSAGE, RECEIVED_AT, encoded, facts_of

ENCODINGS = [ASCII_WITH_HEX, ASCII_WITH_BYTES, EBCDIC]
RECEIVED = parse_instant(RECEIVED_AT)
AUTHORIZATION = {
    "amount": "100.00",
    "currency": "USD",
    "response_code": "00",
    "processing": "purchase",
    "mcc": "5942",
    "country": "USA",
    "issuer_country": "USA",
    "channel": "chip",
    "local_amount": "92.10",
    "local_currency": "EUR",
    "merchant": {
        "id": "445566778899002",
        "name": "CORNER BOOKS           NEW YORK      USA",
        "acquirer": "012345",
        "terminal": "00000001",
    },
    "time": "2026-03-07T17:30:00Z",
}


NO_AMOUNT = "DE006 cannot be read: an amount is 12 digits, in minor units"
NO_TIME = "DE007 cannot be read: it must be a month, day and time (MMDDhhmmss)"
NO_CURRENCY = "DE051 cannot be read: it has no minor unit, so nothing is billed in it"
NO_COUNTRY = "DE061 cannot be read: ISO 3166 has no country with the code in its subfield 13"
NO_FORM = "a time is written like 2026-03-07T12:30:00-05:00"
NO_TEXT = "DE043 cannot be read: a text may not hold the character U+001B"


def authorization(**changes: str | None) -> dict[str, Any]:
    read = from_json(facts_of(**changes))["authorization"]
    assert isinstance(read, dict)
    return read


def problems(facts: dict[str, Any]) -> list[str]:
    with pytest.raises(BadFactsError) as refused:
        native(facts)
    return [str(problem) for problem in refused.value.problems]


def test_a_whole_message() -> None:
    assert authorization() == AUTHORIZATION


def test_what_stands_beside_it_is_kept_as_it_is() -> None:
    account = {"status": "GOOD_STANDING", "balance": "7650", "preferences": {"mode": "ALL"}}
    request = {"requested_at": "2026-03-20T09:00:00-04:00", "after": "PREFERENCE_OFF"}
    data = facts_of() | {"id": "A-1", "account": account, "post_purchase": request}
    assert detect(data)
    read = native(data)
    assert read == {
        "id": "A-1",
        "authorization": AUTHORIZATION,
        "account": account,
        "post_purchase": request,
    }
    facts = read_facts(read, FactsContext(2))
    assert (facts.id, facts.authorization.amount, facts.account.balance) == ("A-1", 10000, 765000)
    assert facts.account.preferences.mode is Mode.ALL


def test_a_message_gives_no_id_of_its_own() -> None:
    assert "id" not in from_json(facts_of())


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_as_bytes_and_in_hex(encoding: Encoding) -> None:
    raw = encoded(encoding, de52="0123456789ABCDEF", de55="9F2608AABBCCDDEEFF0011")
    for message in (raw, raw.hex(), raw.hex().upper()):
        assert from_iso8583(message, RECEIVED)["authorization"] == AUTHORIZATION


def test_text_may_end_with_its_line() -> None:
    message = encoded().decode("ascii") + "\r\n"
    assert from_iso8583(message, RECEIVED)["authorization"] == AUTHORIZATION


@pytest.mark.parametrize("layout", [iso8583.specs.default_ascii, iso8583.specs.default])
def test_messages_of_the_librarys_own_layouts(layout: dict[str, Any]) -> None:
    raw, _ = iso8583.encode(dict(MESSAGE), layout)
    assert from_iso8583(bytes(raw), RECEIVED)["authorization"] == AUTHORIZATION


@pytest.mark.parametrize(
    ("currency", "minor", "amount", "code"),
    [
        ("840", "000000010000", "100.00", "USD"),
        ("USD", "000000000001", "0.01", "USD"),
        ("392", "000000000100", "100", "JPY"),
        ("414", "000000001234", "1.234", "KWD"),
        ("978", "000000000000", "0.00", "EUR"),
        ("840", "999999999999", "9999999999.99", "USD"),
    ],
)
def test_amounts_are_minor_units_of_their_currency(
    currency: str, minor: str, amount: str, code: str
) -> None:
    read = authorization(de6=minor, de51=currency, de4=minor, de49=currency)
    assert (read["amount"], read["currency"]) == (amount, code)
    assert (read["local_amount"], read["local_currency"]) == (amount, code)


def test_a_local_amount_needs_its_currency() -> None:
    assert "local_amount" not in authorization(de49=None)
    read = authorization(de49="XAU")
    assert (read["local_currency"], "local_amount" in read) == ("XAU", False)


@pytest.mark.parametrize(
    ("code", "processing"),
    [
        ("000000", "purchase"),
        ("003000", "purchase"),
        ("090000", "purchase_with_cashback"),
        ("010000", "cash"),
        ("170000", "cash"),
        ("200000", "refund"),
        ("280000", "other"),
        ("300000", "other"),
        ("AB0000", "other"),
    ],
)
def test_processing_is_the_first_two_digits(code: str, processing: str) -> None:
    assert authorization(de3=code)["processing"] == processing


def test_a_purchase_without_a_processing_code_is_of_unknown_kind() -> None:
    assert "processing" not in authorization(de3=None)


@pytest.mark.parametrize(
    ("type_", "processing", "response_code"),
    [
        ("0100", "purchase", "00"),
        ("0110", "purchase", "00"),
        ("0120", "other", None),
        ("0130", "other", None),
        ("0200", "other", None),
        ("0400", "other", None),
        ("0420", "other", None),
        ("0101", "other", None),
        ("0111", "other", None),
        ("1100", "other", None),
    ],
)
def test_only_authorizations_are_purchases(
    type_: str, processing: str, response_code: str | None
) -> None:
    read = authorization(t=type_)
    assert (read["processing"], read.get("response_code")) == (processing, response_code)


CHANNELS = {
    "05": "chip",
    "07": "contactless",
    "91": "contactless",
    "02": "magstripe",
    "80": "magstripe",
    "90": "magstripe",
    "01": "manual",
    "06": "manual",
    "79": "manual",
    "09": "ecommerce",
    "81": "ecommerce",
}


@pytest.mark.parametrize("entry", [f"{n:02d}" for n in range(100)])
def test_channel_by_entry_mode_and_presence(entry: str) -> None:
    def channel(presence: str) -> str | None:
        pos_data = f"000{presence}0000000" + "00" + "840"
        return authorization(de22=f"{entry}1", de61=pos_data).get("channel")

    assert channel("4") == "recurring"
    assert channel("5") == "ecommerce"
    assert channel("0") == channel("1") == channel(" ") == CHANNELS.get(entry)


def test_channel_without_one_of_its_elements() -> None:
    assert authorization(de61=None)["channel"] == "chip"
    assert authorization(de22=None, de61="0005")["channel"] == "ecommerce"
    assert authorization(de22=None, de61="0004")["channel"] == "recurring"
    assert "channel" not in authorization(de22=None)


@pytest.mark.parametrize(
    ("pos_data", "country"),
    [
        ("000000000000084010001     ", "USA"),
        ("0000000000000036", "AUS"),
        ("   5         840", "USA"),
        ("0000000000000   10001", None),
        ("00000000000008", None),
        ("000000000", None),
    ],
)
def test_country_is_subfield_13(pos_data: str, country: str | None) -> None:
    assert authorization(de61=pos_data).get("country") == country


def test_an_unknown_country_in_the_point_of_sale_data() -> None:
    assert problems(facts_of(de61="0000000000000999")) == [
        "/iso8583: DE061 cannot be read: ISO 3166 has no country with the code in its subfield 13"
    ]


def test_padding_is_no_part_of_a_value() -> None:
    read = authorization(de42="ABC".ljust(15), de41=" 0000001", de43="CAFE".center(40))
    assert read["merchant"] == {
        "id": "ABC",
        "name": "CAFE",
        "acquirer": "012345",
        "terminal": "0000001",
    }


def test_blank_and_absent_elements_are_left_out() -> None:
    blank = authorization(de39="  ", de41=" " * 8, de42=" " * 15, de43=" " * 40, de32=None)
    assert "merchant" not in blank
    assert "response_code" not in blank
    least = dict.fromkeys(f"de{key}" for key in MESSAGE if key not in ("t", "6", "51"))
    assert authorization(**least) == {"amount": "100.00", "currency": "USD"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"de6": None}, ["DE006 is missing"]),
        ({"de51": None}, ["DE051 is missing"]),
        ({"de6": None, "de51": None}, ["DE006 is missing", "DE051 is missing"]),
        ({"de6": "00000001000-"}, [NO_AMOUNT]),
        ({"de6": "      100.00"}, [NO_AMOUNT]),
        ({"de51": "000"}, ["DE051 cannot be read: ISO 4217 has no such currency"]),
        (
            {"de51": "XAU"},
            [NO_CURRENCY],
        ),
        ({"de49": "QQQ"}, ["DE049 cannot be read: ISO 4217 has no such currency"]),
        ({"de18": "59 2"}, ["DE018 cannot be read: a merchant category code is four digits"]),
        ({"de20": "999"}, ["DE020 cannot be read: ISO 3166 has no such country"]),
        (
            {"de7": "0230120000"},
            [NO_TIME],
        ),
        (
            {"de7": "0000000000"},
            [NO_TIME],
        ),
        (
            {"de7": "today     "},
            [NO_TIME],
        ),
        (
            {"de43": "\x1b[2J".ljust(40)},
            [NO_TEXT],
        ),
        (
            {"de6": "x" * 12, "de18": "BOOK"},
            [
                NO_AMOUNT,
                "DE018 cannot be read: a merchant category code is four digits",
            ],
        ),
    ],
)
def test_bad_elements_are_told_by_number(changes: dict[str, str | None], told: list[str]) -> None:
    assert problems(facts_of(**changes)) == [f"/iso8583: {it}" for it in told]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"iso8583": None}, "/iso8583: `iso8583` is missing"),
        ({"iso8583": 110}, "/iso8583: the ISO 8583 message cannot be read: it must be a text"),
        ({"received_at": None}, "/received_at: `received_at` is missing"),
        (
            {"received_at": "today"},
            f"/received_at: `received_at` is `today`, but {NO_FORM}",
        ),
        (
            {"recieved_at": "x"},
            "/recieved_at: `recieved_at` is not a key of the facts (did you mean `received_at`?)",
        ),
        ({"authorization": {}}, "/authorization: `authorization` is not a key of the facts"),
        ({"id": []}, "/id: `id` is a list, but it must be a text"),
    ],
)
def test_bad_forms(data: dict[str, Any], told: str) -> None:
    assert problems(facts_of() | data) == [told]


@pytest.mark.parametrize(
    "changes",
    [{"t": "0420"}, {"de6": "x" * 12}, {"de18": "BOOK"}, {"de7": "9" * 10}, {"de61": "0" * 26}],
)
def test_the_card_number_is_never_shown(changes: dict[str, str]) -> None:
    facts = facts_of(**changes)
    try:
        shown = json.dumps(native(facts))
    except BadFactsError as refused:
        shown = f"{refused}{refused!r}{refused.__cause__!r}{refused.__context__!r}"
    assert CARD_NUMBER not in shown


@given(st.integers(0, 400), st.integers(0, 12))
def test_a_shifted_message_never_shows_the_card_number(at: int, length: int) -> None:
    message = encoded().decode("ascii")
    cut = message[:at] + message[at + length :]
    try:
        from_iso8583(cut, RECEIVED)
        told = ""
    except BadFactsError as refused:
        told = f"{refused}{refused!r}{refused.__context__!r}"
    assert CARD_NUMBER[:8] not in told


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_whatever_is_no_message_is_refused(message: bytes | str) -> None:
    with pytest.raises(BadFactsError):
        from_iso8583(message, RECEIVED)


@given(st.data())
def test_a_damaged_message_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(encoded(data.draw(st.sampled_from(ENCODINGS))))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = from_iso8583(bytes(raw), RECEIVED)
    except BadFactsError as refused:
        pointers = {problem.pointer for problem in refused.problems}
    else:
        pointers = {"/iso8583"} if read_facts(read, FactsContext(2)) else set()
    assert pointers == {"/iso8583"}
