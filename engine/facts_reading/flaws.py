"""What can be wrong with one value of the facts, as a value, and how it is told.

A reader answers with the value it read or with a `Flaw`. Only what stands around the value
knows its name and its place, so only there does a flaw become a `Problem`.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from pointsman.engine.exact import Written
from pointsman.engine.problems import Problem, pointer
from pointsman.engine.record import Record

SHOWN: Final = 60
"""Characters of a value that a message shows at most."""


class Code(StrEnum):
    """What is wrong with a fact."""

    MISSING = "missing-fact"
    UNKNOWN_KEY = "unknown-key"
    WRONG_TYPE = "wrong-type"
    BINARY_FLOAT = "binary-float"
    BAD_NUMBER = "bad-number"
    TOO_FINE = "too-fine"
    BAD_TEXT = "bad-text"
    TOO_LONG = "too-long"
    NOT_A_CHOICE = "not-a-choice"
    BAD_CODE = "bad-code"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_CURRENCY = "unknown-currency"
    NO_MINOR_UNIT = "no-minor-unit"
    BAD_TIME = "bad-time"
    ASKED_TOO_EARLY = "asked-too-early"
    BAD_MESSAGE = "bad-message"
    NAMED_TWICE = "named-twice"
    UNKNOWN_LOT = "unknown-lot"
    OUT_OF_RANGE = "out-of-range"


@frozen(repr=False)
class Flaw(Record):
    """Why a value cannot be read: `reason` completes the sentence "NAME is VALUE, but …"."""

    code: Code
    reason: str
    help: str | None = None

    def about(self, path: tuple[str, ...], value: object) -> Problem:
        """The flaw as a problem with the value at `path`."""
        name = f"`{path[-1]}`" if path else "the document"
        message = f"{name} is {shown(value)}, but {self.reason}"
        return Problem(self.code, pointer(path), message, self.help)


@frozen(repr=False)
class Findings(Record):
    """The problems found so far, in the order of reading."""

    problems: list[Problem] = field(factory=list)

    def add(self, flaw: Flaw, path: tuple[str, ...], value: object) -> None:
        """Note that the value at `path` has this flaw."""
        self.problems.append(flaw.about(path, value))

    def add_missing(self, path: tuple[str, ...], help_: str | None = None) -> None:
        """Note that nothing stands at `path`, where something must."""
        message = f"`{path[-1]}` is missing"
        self.problems.append(Problem(Code.MISSING, pointer(path), message, help_))


def shown(value: object) -> str:
    """A value as a message shows it: text and numbers in backticks, all else by what it is."""
    if value is None or isinstance(value, bool):
        return {None: "left out", True: "`true`", False: "`false`"}[value]
    if isinstance(value, str):
        return f"`{visible(value)}`" if value or isinstance(value, Written) else "an empty text"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    return _shown_number(value)


def visible(text: str) -> str:
    """Text cut to what a message can hold, with what cannot be printed written as escapes."""
    cut = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    return "".join(char if char.isprintable() else _escaped(char) for char in cut)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _shown_number(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 256:
        return "a very long number"
    if isinstance(value, int | float | Decimal):
        return f"`{visible(str(value))}`"
    return f"a `{type(value).__name__}`"
