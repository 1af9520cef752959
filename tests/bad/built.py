"""Bad programs that are too large to keep as files, or that an editor or Git would change.

A name tells the form by its ending. What begins with `at-` is at the edge of a limit, and fine.
"""

from collections.abc import Callable, Mapping
from typing import Final

from pointsman.dsl.source_limits import MAX_BYTES, MAX_DEPTH, MAX_LIST_VALUES, MAX_TEXT

Build = Callable[[], bytes]

_HEAD: Final = 'program "Harbor Card" {\n  version 1\n  currency USD\n  points "Miles" whole\n'
_TAIL: Final = "  conversion { base at 0.01 }\n  redemption { full }\n}\n"
_STATEMENT: Final = '  communications {{ statement "{}" }}'
_YAML: Final = """\
program: Harbor Card
version: 1
currency: USD
points: {name: Miles, precision: whole}
conversion: {base: {rate: 0.01}}
redemption: {full: true}
"""
_JSON: Final = (
    '{"program": "Harbor Card", "version": 1, "currency": "USD", '
    '"points": {"name": "Miles", "precision": "whole"}, '
    '"conversion": {"base": {"rate": 0.01}}, "redemption": {"full": true}'
)


def _points(statements: str) -> Build:
    return f"{_HEAD}{statements}\n{_TAIL}".encode


def _filters(statements: str) -> Build:
    return _points(f"  filters {{\n    {statements}\n  }}")


def _rate(rate: str) -> Build:
    return lambda: f"{_HEAD}{_TAIL}".replace("0.01", rate).encode()


def _require(condition: str) -> Build:
    return _filters(f"require {condition}")


def _yaml(more: str) -> Build:
    return f"{_YAML}{more}".encode


def _json(more: str = "") -> Build:
    return f"{_JSON}{more}}}\n".encode


def _raw(data: bytes) -> Build:
    return lambda: data


def _in_comment(character: str) -> Build:
    return _points(f"  # a comment with {character} in it")


# ── Sizes ────────────────────────────────────────────────────────────────────────────────────


def _of_size(size: int) -> bytes:
    """A good program filled up with a comment to so many bytes."""
    program = f"{_HEAD}{_TAIL}# "
    return (program + "x" * (size - len(program) - 1) + "\n").encode()


def _codes(count: int) -> str:
    return ", ".join(f"{code % 5_000:04}" for code in range(count))


def _list_values(count: int) -> Build:
    """So many values in the lists of one program, in two lists."""
    half = count // 2
    return _filters(f"mcc except {_codes(half)}\n    require mcc not in ({_codes(count - half)})")


def _nested(levels: int) -> Build:
    """A condition in so many parentheses, within two blocks."""
    return _require("(" * levels + "channel = chip" + ")" * levels)


def _text(length: int) -> Build:
    return _require(f'channel = chip else "{"x" * length}"')


# ── YAML that grows ──────────────────────────────────────────────────────────────────────────


def _laughs(levels: int) -> bytes:
    """Ten aliases of ten aliases of ten …: 10 to the power of `levels` values."""
    lines = ["l0: &l0 [ha]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, levels + 1)]
    return "\n".join([*lines, ""]).encode()


def _laughs_in_filters() -> bytes:
    """The same within the filters of a program, nine of nine of nine …"""
    lines = ["filters:", "  - &l0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join([_YAML.rstrip(), *lines, ""]).encode()


def _merge_bomb() -> bytes:
    lines = ["m0: &m0 {a: 1}"]
    lines += [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 30)]
    return "\n".join([*lines, ""]).encode()


def _deep_aliases() -> bytes:
    """Every alias holds the one before it one level deeper: deep without looking deep."""
    lines = ["d0: &d0 [x]"]
    lines += [f"d{level}: &d{level} [*d{level - 1}]" for level in range(1, 100)]
    return "\n".join([*lines, ""]).encode()


def _many_mistakes() -> bytes:
    return _filters("\n    ".join(["purchase above 1"] * 150))()


BUILT_PROGRAMS: Final[Mapping[str, Build]] = {
    # Limits: over the edge, and at it
    "file-of-1-mib-and-a-byte.points": lambda: _of_size(MAX_BYTES + 1),
    "at-file-of-1-mib.points": lambda: _of_size(MAX_BYTES),
    "file-of-3-mib.yaml": lambda: b"- x\n" * 786_432,
    "file-of-1-mib-and-a-byte.json": lambda: b'"' + b"x" * (MAX_BYTES - 1) + b'"',
    "depth-65.points": _nested(MAX_DEPTH - 1),
    "at-depth-64.points": _nested(MAX_DEPTH - 2),
    "depth-65.yaml": _yaml(f"filters: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n"),
    "depth-65.json": _json(f', "filters": {"[" * MAX_DEPTH}{"]" * MAX_DEPTH}'),
    "list-values-100001.points": _list_values(MAX_LIST_VALUES - 1),
    "at-list-values-100000.points": _list_values(MAX_LIST_VALUES - 2),
    "list-values-100001.yaml": _yaml(f"filters: [{'{},' * (MAX_LIST_VALUES + 1)}]\n"),
    "list-values-100001.json": _json(f', "filters": [{"0," * MAX_LIST_VALUES}0]'),
    "text-of-10001.points": _text(MAX_TEXT + 1),
    "at-text-of-10000.points": _text(MAX_TEXT),
    "text-of-10001.yaml": _yaml(f"timezone: {'x' * (MAX_TEXT + 1)}\n"),
    "key-of-10001.json": _json(f', "{"x" * (MAX_TEXT + 1)}": 1'),
    "mistakes-150.points": _many_mistakes,
    "mistakes-150.yaml": _yaml("".join(f"key{n}: 1\n" for n in range(150))),
    # Numbers
    "digits-5000.points": _filters(f"purchase over {'9' * 5000}"),
    "digits-5000-after-the-point.points": _filters(f"purchase over 0.{'9' * 5000}"),
    "digits-5000.yaml": _yaml(f"filters: [{{purchase: {{over: {'9' * 5000}}}}}]\n"),
    "digits-5000.json": _json(f', "filters": [{{"purchase": {{"over": {"9" * 5000}}}}}]'),
    "exponent-999999999.points": _filters("purchase over 1e999999999"),
    "at-digits-18.points": _filters("purchase at most 1234567890123456.78"),
    "digits-19.points": _filters("purchase at most 12345678901234567.89"),
    "at-digits-18-of-a-rate.points": _rate("123456789.012345678"),
    "digits-19-of-a-rate.points": _rate("1234567890.012345678"),
    "at-rate-decimals-9.points": _rate("0.000000001"),
    "rate-decimals-10.points": _rate("0.0000000001"),
    "at-statement-22.points": _points(_STATEMENT.format("x" * 22)),
    "statement-23.points": _points(_STATEMENT.format("x" * 23)),
    "at-version-18-digits.yaml": lambda: _YAML.replace(
        "version: 1", "version: " + "9" * 18
    ).encode(),
    "version-19-digits.yaml": lambda: _YAML.replace("version: 1", "version: " + "9" * 19).encode(),
    "at-cents.points": _filters("purchase over 0.01"),
    "at-yen.json": lambda: (
        _JSON.replace("USD", "JPY").encode() + b', "filters": [{"purchase": {"over": 1}}]}'
    ),
    "at-fils.json": lambda: (
        _JSON.replace("USD", "KWD").encode() + b', "filters": [{"purchase": {"over": 0.001}}]}'
    ),
    "zeros-1000000.points": _filters(f"purchase over {'0' * 1_000_000}1"),
    # Nesting
    "brackets-100000.points": _require("(" * 100_000),
    "brackets-100000-closed.points": _require("(" * 100_000 + "cross_border" + ")" * 100_000),
    "braces-100000.points": _points("{" * 100_000),
    "closing-braces-100000-on-lines.points": _points("}\n" * 100_000),
    "closing-braces-100000.points": _points("}" * 100_000),
    "nots-100000.points": _require("not " * 100_000 + "cross_border"),
    "ands-20000.points": _require("cross_border and " * 20_000 + "amount = X"),
    "brackets-100000.yaml": _yaml("filters: " + "[" * 100_000),
    "braces-100000.yaml": _yaml("filters: " + "{a: " * 50_000),
    "dashes-50000.yaml": _yaml("filters:\n" + "- " * 50_000 + "x\n"),
    "brackets-100000.json": _json(', "filters": ' + "[" * 100_000),
    "braces-100000.json": _json(', "filters": ' + '{"a":' * 100_000),
    # YAML that stands for more than it is
    "billion-laughs.yaml": lambda: _laughs(10),
    "billion-laughs-in-a-list.yaml": _laughs_in_filters,
    "merge-bomb.yaml": _merge_bomb,
    "deep-aliases.yaml": _deep_aliases,
    "anchors-50000.yaml": _yaml(
        "filters: [" + "".join(f"&a{n} x, " for n in range(50_000)) + "]\n"
    ),
    "keys-50000.yaml": _yaml("".join(f"k{n}: 1\n" for n in range(50_000))),
    "same-key-50000.json": _json(', "a": 1' * 50_000),
    "documents-100000.yaml": _raw(b"---\nx\n" * 100_000),
    "tags-20000.yaml": _yaml("filters: [" + "!x y, " * 20_000 + "]\n"),
    # Characters
    "nul.points": _raw(b'program "Harbor\x00Card" { }\n'),
    "nul.yaml": _raw(b"program: Harbor\x00Card\n"),
    "nul.json": _raw(b'{"program": "Harbor\x00Card"}\n'),
    "only-nuls.points": _raw(b"\x00" * 1000),
    "escape-sequence.points": _require('channel = chip else "\x1b[31mred\x1b[0m"'),
    "form-feed.points": _points("  \x0c"),
    "delete.yaml": _yaml("timezone: U\x7fTC\n"),
    "next-line.json": _json(', "timezone": "UTC\x85"'),
    "carriage-return-alone.points": _raw(b'program "Harbor Card" {\r  version 1\r}\r'),
    "at-lines-of-windows.points": lambda: f"{_HEAD}{_TAIL}".replace("\n", "\r\n").encode(),
    "bidi-override-in-text.points": _require('channel = chip else "\u202echip"'),
    "bidi-isolate-in-text.points": _require('channel = chip else "\u2066chip"'),
    "bidi-mark-in-text.points": _require('channel = chip else "\u200fchip"'),
    "bidi-override-in-comment.points": _in_comment("\u202e"),
    "bidi-override.yaml": _yaml("timezone: \u202eCTU\n"),
    "bidi-override.json": _json(', "timezone": "\u202eCTU"'),
    "zero-width-space.points": _points("  group cof\u200bfee { mcc 5814 }"),
    "zero-width-joiner-in-name.yaml": _yaml("timezone: U\u200dTC\n"),
    "soft-hyphen.points": _in_comment("\u00ad"),
    "line-separator.points": _in_comment("\u2028"),
    "no-break-space.points": _points('  timezone\u00a0"UTC"'),
    "noncharacter.points": _in_comment("\uffff"),
    "byte-order-mark.points": f"\ufeff{_HEAD}{_TAIL}".encode,
    "byte-order-mark.yaml": f"\ufeff{_YAML}".encode,
    "byte-order-mark-within.json": _json(', "timezone": "\ufeffUTC"'),
    "utf-16.points": lambda: f"{_HEAD}{_TAIL}".encode("utf-16"),
    "latin-1.points": lambda: f'{_HEAD}  timezone "Málaga"\n{_TAIL}'.encode("latin-1"),
    "cut-in-a-character.yaml": _raw(b"program: caf\xc3"),
    "overlong-slash.points": _raw(b'program "a\xc0\xafb" { }\n'),
    "surrogate.points": _raw(b'program "a\xed\xa0\x80b" { }\n'),
    "cyrillic-look-alike.points": _points("  сurrency USD"),
    "full-width-digits.points": _filters("purchase over ２０.００"),
    "arabic-digits.yaml": _yaml("filters: [{purchase: {over: ٢٠}}]\n"),
    "full-width-quotes.points": _points("  timezone ＂UTC＂"),
    "emoji-name.points": _points("  group ☕ { mcc 5814 }"),
    "combining-marks-1000.points": _points('  timezone "' + "e\u0301" * 1000 + '"'),
    "quotes-200000.points": _points('"' * 200_000),
    "hashes-200000.points": _points("#" * 200_000 + "\n  timezon"),
    "commas-200000.points": _filters("mcc except 5411" + "," * 200_000),
    "backslashes-9999.points": _require('merchant.name like "' + "\\" * 9_999 + '"'),
    "stars-5000.points": _require('merchant.name like "' + "*a" * 2_500 + '" and amount = X'),
    "unknown-form.toml": _raw(b'program = "Harbor Card"\n'),
    "no-ending": _raw(f"{_HEAD}{_TAIL}".encode()),
}
"""What each is called, and how it is put together."""


def _facts(more: str) -> Build:
    return f"authorization: {{amount: 100.00, currency: USD, {more}}}\n".encode


BUILT_FACTS: Final[Mapping[str, Build]] = {
    "amount-of-5000-digits.yaml": lambda: (
        b"authorization: {amount: %s, currency: USD}\n" % (b"9" * 5000)
    ),
    "amount-of-5000-digits.json": lambda: (
        b'{"authorization": {"amount": %s, "currency": "USD"}}' % (b"9" * 5000)
    ),
    "name-of-10001.yaml": _facts(f"merchant: {{name: {'B' * (MAX_TEXT + 1)}}}"),
    "id-of-10001.json": lambda: b'{"id": "%s", "authorization": {}}' % (b"x" * (MAX_TEXT + 1)),
    "key-of-200.yaml": _facts(f"{'k' * 200}: 1"),
    "nul.yaml": _facts('mcc: "59\x0042"'),
    "bidi-override.yaml": _facts("merchant: {name: \u202eSKOOB}"),
    "escape-sequence.json": _raw(b'{"authorization": {"mcc": "\x1b[31m"}}'),
    "brackets-100000.json": _raw(b"[" * 100_000),
    "brackets-100000.yaml": _raw(b"[" * 100_000),
    "billion-laughs.yaml": lambda: _laughs(10),
    "merge-bomb.yaml": _merge_bomb,
    "not-utf8.yaml": _raw(b"authorization: {merchant: {name: caf\xe9}}\n"),
    "file-of-1-mib-and-a-byte.yaml": lambda: b"#" * (MAX_BYTES + 1),
    "message-of-70000.json": lambda: (
        b'{"iso8583": "0110%s", "received_at": "2026-03-07T17:30:02Z"}' % (b"0" * 70_000)
    ),
}
"""The same for facts; each of them is refused."""
