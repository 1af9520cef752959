"""The layout of an ISO 8583:1987 message, in the encodings in which it is met.

Lengths and kinds are those of the standard; DE061 has 26 characters in Mastercard's messages and
more in others, so its length is left as the standard has it. The specification is written for
the `iso8583` library (pyiso8583).
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

_FIXED: Final = {
    3: 6, 4: 12, 5: 12, 6: 12, 7: 10, 8: 8, 9: 8, 10: 8, 11: 6, 12: 6, 13: 4, 14: 4, 15: 4,
    16: 4, 17: 4, 18: 4, 19: 3, 20: 3, 21: 3, 22: 3, 23: 3, 24: 3, 25: 2, 26: 2, 27: 1,
    28: 9, 29: 9, 30: 9, 31: 9, 37: 12, 38: 6, 39: 2, 40: 3, 41: 8, 42: 15, 43: 40,
    49: 3, 50: 3, 51: 3, 53: 16, 66: 1, 67: 2, 68: 3, 69: 3, 70: 3, 71: 4, 72: 4, 73: 6,
    74: 10, 75: 10, 76: 10, 77: 10, 78: 10, 79: 10, 80: 10, 81: 10, 82: 12, 83: 12, 84: 12,
    85: 12, 86: 16, 87: 16, 88: 16, 89: 16, 90: 42, 91: 1, 92: 2, 93: 5, 94: 7, 95: 42,
    97: 17, 98: 25,
}  # fmt: skip
"""Characters of the elements of one length."""

_LLVAR: Final = {
    2: 19, 32: 11, 33: 11, 34: 28, 35: 37, 44: 25, 45: 76, 99: 11, 100: 11, 101: 17, 102: 28,
    103: 28,
}  # fmt: skip
"""Characters at most of the elements that begin with their length in two digits."""

_LLLVAR: Final = {36: 104, 54: 240, 104: 100} | dict.fromkeys(
    (46, 47, 48, *range(56, 64), *range(105, 128)), 999
)
"""Characters at most of the elements that begin with their length in three digits."""

_BINARY: Final = {52: 8, 64: 8, 65: 8, 96: 8, 128: 8}
"""Bytes of the binary elements of one length: PIN, message authentication codes."""

_CHIP_DATA: Final = {55: 255}
"""Bytes at most of the binary element that begins with its length in three digits."""

Specification = Mapping[str, Mapping[str, Any]]


@frozen
class Encoding:
    """How a message is written: its character set, and binary elements as bytes or as hex text."""

    charset: str
    binary_as_hex: bool


ASCII_WITH_HEX: Final = Encoding("ascii", binary_as_hex=True)
ASCII_WITH_BYTES: Final = Encoding("ascii", binary_as_hex=False)
EBCDIC: Final = Encoding("cp500", binary_as_hex=False)


def specification(encoding: Encoding) -> Specification:
    """The layout of a message without a header, elements 2 to 128, in an encoding."""

    def text(length: int, length_digits: int = 0) -> Mapping[str, Any]:
        return _entry(encoding.charset, encoding.charset, length_digits, length)

    def binary(length: int, length_digits: int = 0) -> Mapping[str, Any]:
        if encoding.binary_as_hex:
            return text(2 * length, length_digits)
        return _entry("b", encoding.charset, length_digits, length)

    return (
        {"h": text(0), "t": text(4), "p": binary(8), "1": binary(8)}
        | {str(element): text(length) for element, length in _FIXED.items()}
        | {str(element): text(length, 2) for element, length in _LLVAR.items()}
        | {str(element): text(length, 3) for element, length in _LLLVAR.items()}
        | {str(element): binary(length) for element, length in _BINARY.items()}
        | {str(element): binary(length, 3) for element, length in _CHIP_DATA.items()}
    )


def _entry(data: str, length: str, length_digits: int, most: int) -> Mapping[str, Any]:
    return {"data_enc": data, "len_enc": length, "len_type": length_digits, "max_len": most}
