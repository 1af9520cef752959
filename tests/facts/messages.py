"""ISO 8583 messages for tests, written by the library that also reads them."""

from typing import Any, Final

import iso8583

from pointsman.feeds.iso8583_spec import ASCII_WITH_HEX, Encoding, specification

CARD_NUMBER: Final = "5413330089010483"

MESSAGE: Final[dict[str, str]] = {
    "t": "0110",
    "2": CARD_NUMBER,
    "3": "000000",
    "4": "000000009210",
    "6": "000000010000",
    "7": "0307173000",
    "10": "61085776",
    "11": "123456",
    "12": "123000",
    "13": "0307",
    "18": "5942",
    "20": "840",
    "22": "051",
    "32": "012345",
    "35": f"{CARD_NUMBER}=29122010000000000000",
    "37": "606612345678",
    "38": "A1B2C3",
    "39": "00",
    "41": "00000001",
    "42": "445566778899002",
    "43": "CORNER BOOKS           NEW YORK      USA",
    "49": "978",
    "51": "840",
    "61": "000000000000084010001     ",
    "102": CARD_NUMBER,
}
"""The purchase of design section 3 as an answer to an authorization request."""

RECEIVED_AT: Final = "2026-03-07T17:30:02Z"


def encoded(encoding: Encoding = ASCII_WITH_HEX, /, **changes: str | None) -> bytes:
    """The message with some elements (`de6`, and `t`) replaced, or left out where None."""
    elements = MESSAGE | {key.removeprefix("de"): value for key, value in changes.items()}
    given = {key: value for key, value in elements.items() if value is not None}
    raw, _ = iso8583.encode(given, specification(encoding))
    return bytes(raw)


def facts_of(**changes: str | None) -> dict[str, Any]:
    """The message with some elements replaced, as facts in the ISO 8583 form."""
    return {"iso8583": encoded(**changes).decode("ascii"), "received_at": RECEIVED_AT}
