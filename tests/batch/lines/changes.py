"""Purchases as lines, written in many ways, and changes that break them."""

# ruff: noqa: E501  (tables of bytes)

import json
import random
from collections.abc import Iterable, Iterator


def as_lines(purchases: Iterable[object], dice: random.Random) -> Iterator[bytes]:
    """Purchases as lines in one of the ways in which JSON is written."""
    for purchase in purchases:
        yield json.dumps(
            purchase,
            ensure_ascii=dice.random() < 0.5,
            separators=dice.choice([None, (",", ":"), (" ,  ", " :\t")]),
            sort_keys=dice.random() < 0.2,
        ).encode("utf-8", "surrogatepass")


def mutated(line: bytes, dice: random.Random) -> bytes:
    """A line with something changed in it: most are broken, some mean something else."""
    change = dice.choice(_CHANGES)
    at = dice.randrange(len(line) + 1)
    return change(line, at, dice)


def _cut(line: bytes, at: int, dice: random.Random) -> bytes:
    return line[:at]


def _dropped(line: bytes, at: int, dice: random.Random) -> bytes:
    return line[:at] + line[at + dice.randrange(1, 4) :]


def _inserted(line: bytes, at: int, dice: random.Random) -> bytes:
    return line[:at] + dice.choice(_PIECES) + line[at:]


def _other_value(line: bytes, at: int, dice: random.Random) -> bytes:
    colons = [place for place, byte in enumerate(line) if byte in b":"]
    start = dice.choice(colons) + 1 if colons else 0
    ends = [place for place in range(start, len(line)) if line[place] in b",}"]
    return line[:start] + dice.choice(_VALUES) + line[ends[0] if ends else len(line) :]


def _twice(line: bytes, at: int, dice: random.Random) -> bytes:
    members = line.split(b",")
    number = dice.randrange(len(members))
    members.insert(dice.randrange(len(members)), members[number].strip(b"{}"))
    return b",".join(members)


def _other_text(line: bytes, at: int, dice: random.Random) -> bytes:
    old, new = dice.choice(_TEXTS)
    return line.replace(old, new, dice.choice([1, -1]))


_CHANGES = (_cut, _dropped, _inserted, _other_value, _other_value, _twice, _other_text)
_PIECES = (
    b" ", b"\t", b"\r", b"\x00", b"\x0b", b"\x7f", b"\xff", b"\xef\xbb\xbf", b"\xc3\xa9", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\x85", b"\\", b"\\u0041", b"\\ud800", b"\\n", b'\\"', b"0", b"-",
    b".", b"e1", b'"', b",", b"{", b"}", b"[", b"]", b"{}", b":", b"null", b'"id":1,', b'"id":null,',
    b'"x":1,', b"1", b"\xd9\xa1",
)  # fmt: skip
_VALUES = (
    b"0", b"-0", b"-0.0", b"0.0", b"1", b"01", b"1.5", b"1.50", b"1e2", b"1E-2", b"-5", b"100.005", b"7650.25",
    b"12345678901234567", b"999999999999999999", b"1000000000000000000", b"123456789012345678901234567890",
    b"18446744073709551616", b"NaN", b"Infinity", b"-Infinity", b"true", b"false", b"null", b"[]", b"{}",
    b'{"id":"x"}', b"[1]", b'""', b'"-0"', b'"0"', b'" 1"', b'"1_0.00"', b'"+1"', b'"1.00"', b'"1e2"',
    b'"12"', b'"1,5"', b'".50"', b'"5."', b'"\xd9\xa1.00"', b'"\xc2\xb2.00"', b'"USD"', b'"840"', b"840", b"36",
    b'"us"', b'"USA"', b'"US"', b'"JPY"', b'"XAU"', b'"NEXT"', b'"next"', b'"GOOD_STANDING"', b'"purchase"', b'"00"',
    b'"REDEEMED_FULL"', b'"PREFERENCE_OFF"', b'"5942"', b"5942", b"742", b'"2026-03-07T12:30:00-05:00"',
    b'"2026-03-07t12:30:59.999z"', b'"2026-03-07 12:30:00Z"', b'"2026-02-30T12:30:00Z"', b'"1969-12-31T23:59:59+00:00"',
    b'"1890-01-01T00:00:31Z"', b'"2016-12-31T23:59:60Z"', b'"2026-03-07T12:30:61Z"', b'"0001-01-01T00:00:00Z"',
    b'"2026-03-07T12:30:00+0500"', b'"' + b"x" * 10_000 + b'"', b'"' + b"x" * 10_001 + b'"', b'"12345678901"',
)  # fmt: skip
_TEXTS = (
    (b'"amount"', b'"Amount"'), (b'"id"', b'"currency"'), (b'"authorization"', b'"iso8583"'),
    (b'"account"', b'"authorization"'), (b'"', b"'"), (b":", b"::"), (b" ", b""), (b",", b",\r"), (b"}", b"}}"),
    (b'"merchant"', b'"name"'), (b"USD", b"EUR"), (b"USD", b"\\u0055SD"), (b"0", b"\xef\xbc\x90"), (b"A", b"\xc3\x84"),
)  # fmt: skip
