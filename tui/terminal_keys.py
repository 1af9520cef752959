"""What terminals send for alt and a digit, read as that key."""

from collections.abc import MutableMapping
from enum import StrEnum
from typing import Any, cast

# Textual has no public way to say what a sequence of a terminal means.
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


class AltDigit(StrEnum):
    """The keys of the places, named as in a binding."""

    ONE = "alt+1"
    TWO = "alt+2"
    THREE = "alt+3"
    FOUR = "alt+4"
    FIVE = "alt+5"


def read_alt_digits() -> None:
    """Take escape and a digit for alt and that digit.

    Textual takes them for the signs that the Option key of a Mac makes, and types those into the
    text, though most terminals mean alt. The signs themselves are still typed by who types them.
    """
    meant = cast("MutableMapping[str, Any]", ANSI_SEQUENCES_KEYS)
    for key in AltDigit:
        meant[f"\x1b{key[-1]}"] = (key,)
