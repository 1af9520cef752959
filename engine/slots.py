"""Slots: where each fact of a bound purchase stands, as a plain tuple of small values.

A purchase is bound once; every test of a plan then reads a slot by its number. None is unknown.
Values: amounts and cardholder amounts in minor units of the program's currency, points in
hundredths, instants in microseconds, a date as its ordinal day, weekday 0 (Monday) to 6, own
numbers as integers of 10^-18; everything else text, and yes/no a bool.
"""

from enum import IntEnum
from typing import Final

from pointsman.engine.exact import MAX_DIGITS

NUMBER_PLACES: Final = MAX_DIGITS
"""Own numbers have at most 18 digits, so this scale holds every one of them exactly."""

Value = int | str | bool | None
Bound = tuple[Value, ...]


class Slot(IntEnum):
    """The slots of the built-in facts; a program's own facts follow in the order declared.

    What most decisions look at stands first and in the order they do, so that it is near together.
    """

    CURRENCY = 0
    PROCESSING = 1
    RESPONSE_CODE = 2
    STATUS = 3
    HOUSEHOLD = 4
    AMOUNT = 5
    MCC = 6
    COUNTRY = 7
    MERCHANT_ID = 8
    USABLE = 9
    AFTER = 10
    MODE = 11
    MINIMUM = 12
    CAP = 13
    PRODUCT = 14
    DATE = 15
    CHANNEL = 16
    MERCHANT_NAME = 17
    CROSS_BORDER = 18
    WEEKDAY = 19
    HOUR = 20
    LOCAL_CURRENCY = 21
    ACQUIRER = 22
    TERMINAL = 23
    BALANCE = 24
    TIME = 25
    REQUESTED_AT = 26


SLOT_OF_FACT: Final = {
    "amount": Slot.AMOUNT,
    "mcc": Slot.MCC,
    "country": Slot.COUNTRY,
    "channel": Slot.CHANNEL,
    "cross_border": Slot.CROSS_BORDER,
    "local_currency": Slot.LOCAL_CURRENCY,
    "weekday": Slot.WEEKDAY,
    "hour": Slot.HOUR,
    "date": Slot.DATE,
    "merchant.id": Slot.MERCHANT_ID,
    "merchant.name": Slot.MERCHANT_NAME,
    "acquirer": Slot.ACQUIRER,
    "terminal": Slot.TERMINAL,
    "processing": Slot.PROCESSING,
    "product": Slot.PRODUCT,
    "balance": Slot.BALANCE,
}
"""The slot that each fact of an expression is read from (`fact_types.BUILT_IN`)."""

ACCOUNT_SLOTS: Final = frozenset(
    {
        Slot.PRODUCT,
        Slot.BALANCE,
        Slot.USABLE,
        Slot.STATUS,
        Slot.HOUSEHOLD,
        Slot.MODE,
        Slot.MINIMUM,
        Slot.CAP,
    }
)
"""The built-in slots that the account fills, and not the purchase."""


def is_of_account(slot: int) -> bool:
    """Whether the account fills a slot; a program's own facts are its account's too."""
    return slot in ACCOUNT_SLOTS or slot >= len(Slot)


NUMBER_SLOTS: Final = frozenset(
    {
        Slot.AMOUNT,
        Slot.CROSS_BORDER,
        Slot.WEEKDAY,
        Slot.HOUR,
        Slot.DATE,
        Slot.BALANCE,
        Slot.USABLE,
        Slot.MINIMUM,
        Slot.CAP,
        Slot.TIME,
        Slot.REQUESTED_AT,
    }
)
"""Slots of small integers (yes and no among them). The others hold text or own facts: where
purchases come in columns, such a slot is a code into a list of its distinct values."""
