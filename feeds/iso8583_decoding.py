"""A raw ISO 8583 message as its data elements.

Nothing of a message is ever repeated in an error: a message that is cut or shifted may show
digits of the card number in any element.
"""

import re
from typing import Final

import iso8583

from pointsman.engine.facts_reading.flaws import Code
from pointsman.engine.problems import Problem
from pointsman.feeds.iso8583_spec import (
    ASCII_WITH_BYTES,
    ASCII_WITH_HEX,
    EBCDIC,
    Encoding,
    specification,
)

MAX_MESSAGE: Final = 65_536
"""Bytes, or characters, that a message may have."""

POINTER: Final = "/iso8583"

_MESSAGE_TYPE = re.compile(r"[0-9]{4}", re.ASCII)
_HEX_DUMP = re.compile(r"(?:(?:3[0-9]){4}|(?:[Ff][0-9]){4})(?:[0-9A-Fa-f]{2})*", re.ASCII)
"""Bytes written in hex, beginning with the four digits of a message type in ASCII or EBCDIC.

No message in ASCII looks like that: its type would begin with 3, which ISO reserves.
"""

_HEX_BITMAP = re.compile(rb"[0-9A-Fa-f]{16}")
_SPECIFICATIONS = {
    encoding: specification(encoding) for encoding in (ASCII_WITH_HEX, ASCII_WITH_BYTES, EBCDIC)
}

Elements = dict[str, str]
"""Data elements by number without leading zeros (`"6"`), and the message type as `"t"`."""


def decode(message: object) -> Elements | Problem:
    """The data elements of a message: bytes, text, or bytes written in hex.

    Text is ASCII with its bitmap in hex; bytes are ASCII or EBCDIC, the bitmap in hex or binary.
    """
    if not isinstance(message, bytes | str):
        return malformed("it must be a text")
    raw = _bytes_of(message)
    if isinstance(raw, Problem):
        return raw
    encoding = _encoding_of(raw)
    if encoding is None:
        return malformed("it does not begin with a message type of four digits")
    try:
        elements, _ = iso8583.decode(raw, _SPECIFICATIONS[encoding])
    except iso8583.DecodeError as error:
        return malformed(f"at {element_name(error.field)}, {error.msg[:1].lower()}{error.msg[1:]}")
    except KeyError:
        return malformed("its bitmap names an element above DE128")
    return elements


def malformed(reason: str) -> Problem:
    """The problem of a message that cannot be read."""
    return Problem(Code.BAD_MESSAGE, POINTER, f"the ISO 8583 message cannot be read: {reason}")


def element_name(number: str) -> str:
    """`DE006` for `6`; the parts without a number by their names."""
    parts = {"t": "the message type", "p": "the bitmap", "1": "the second bitmap"}
    return parts.get(number) or f"DE{number.zfill(3)}"


def _bytes_of(message: bytes | str) -> bytes | Problem:
    if len(message) > MAX_MESSAGE:
        return malformed(f"it is longer than {MAX_MESSAGE:,} characters")
    if isinstance(message, bytes):
        return message
    text = message.rstrip("\r\n")
    if _HEX_DUMP.fullmatch(text):
        return bytes.fromhex(text)
    if not text.isascii():
        return malformed("it has characters that are not ASCII")
    return text.encode("ascii")


def _encoding_of(raw: bytes) -> Encoding | None:
    if _MESSAGE_TYPE.fullmatch(raw[:4].decode("ascii", "replace")):
        return ASCII_WITH_HEX if _HEX_BITMAP.match(raw, 4) else ASCII_WITH_BYTES
    if _MESSAGE_TYPE.fullmatch(raw[:4].decode("cp500")):
        return EBCDIC
    return None
