"""The facts that may be columns: their readers, which are the engine's own, and their slots."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from attrs import frozen

from pointsman.engine.facts_reading.objects import Fields
from pointsman.engine.facts_reading.values import Reader, read_number, read_points, read_time
from pointsman.engine.program import Program
from pointsman.engine.slots import Slot

Path = tuple[str, ...]
"""Where a fact stands: its keys from the outside in."""


class Shape(Enum):
    """What a column of a fact holds. The value is what is expected, as messages say it."""

    NUMBER = "decimals, whole numbers or text"
    TIME = "timestamps with a time zone, or text such as 2026-03-07T12:30:00-05:00"
    TEXT = "text"
    WORD = "text, one of a list of words"


@frozen
class Fact:
    """One fact: where it stands, who reads a value of it, and the slot it fills, if any."""

    path: Path
    read: Reader
    shape: Shape
    slot: int | None

    @property
    def name(self) -> str:
        """The fact as a flat column is called: `authorization.amount`."""
        return ".".join(self.path)


ID: Final = ("id",)
AMOUNT: Final = ("authorization", "amount")
CURRENCY: Final = ("authorization", "currency")
COUNTRY: Final = ("authorization", "country")
ISSUER_COUNTRY: Final = ("authorization", "issuer_country")
TIME: Final = ("authorization", "time")
BALANCE: Final = ("account", "balance")
MINIMUM: Final = ("account", "preferences", "minimum")
CAP: Final = ("account", "preferences", "amount")
REQUESTED_AT: Final = ("post_purchase", "requested_at")
AFTER: Final = ("post_purchase", "after")
OWN: Final = ("account", "facts")

NEEDED: Final = (AMOUNT, CURRENCY)
"""The facts that no purchase is without."""

_WORDS: Final = frozenset(
    {
        ("authorization", "processing"),
        ("authorization", "channel"),
        ("account", "status"),
        ("account", "household"),
        ("account", "preferences", "mode"),
        AFTER,
    }
)
"""Facts with a list of words, none of which a number could stand for."""

_SLOTS: Final[Mapping[Path, Slot]] = {
    AMOUNT: Slot.AMOUNT,
    CURRENCY: Slot.CURRENCY,
    ("authorization", "response_code"): Slot.RESPONSE_CODE,
    ("authorization", "processing"): Slot.PROCESSING,
    ("authorization", "mcc"): Slot.MCC,
    COUNTRY: Slot.COUNTRY,
    ("authorization", "channel"): Slot.CHANNEL,
    ("authorization", "local_currency"): Slot.LOCAL_CURRENCY,
    ("authorization", "merchant", "id"): Slot.MERCHANT_ID,
    ("authorization", "merchant", "name"): Slot.MERCHANT_NAME,
    ("authorization", "merchant", "acquirer"): Slot.ACQUIRER,
    ("authorization", "merchant", "terminal"): Slot.TERMINAL,
    ("account", "product"): Slot.PRODUCT,
    BALANCE: Slot.BALANCE,
    ("account", "status"): Slot.STATUS,
    ("account", "household"): Slot.HOUSEHOLD,
    ("account", "preferences", "mode"): Slot.MODE,
    MINIMUM: Slot.MINIMUM,
    CAP: Slot.CAP,
    TIME: Slot.TIME,
    REQUESTED_AT: Slot.REQUESTED_AT,
    AFTER: Slot.AFTER,
}
"""The slot that a column fills by itself; CROSS_BORDER, USABLE and the calendar are worked out."""


def facts_of(program: Program) -> dict[Path, Fact]:
    """Every fact that a purchase of `program` may have, by its path, in the order of reading."""
    own = {name: len(Slot) + at for at, name in enumerate(program.plan.own_facts)}
    return {
        path: Fact(path, read, _shape(path, read), _slot(path, own))
        for path, read in _leaves(program.facts_context.fields, ())
    }


def _leaves(fields: Fields, above: Path) -> Iterator[tuple[Path, Reader]]:
    for key, field in fields.items():
        path = (*above, key)
        if callable(field.read):
            yield path, field.read
        else:
            yield from _leaves(field.read, path)


def _shape(path: Path, read: Reader) -> Shape:
    if read in (read_number, read_points):
        return Shape.NUMBER
    if read is read_time:
        return Shape.TIME
    return Shape.WORD if path in _WORDS else Shape.TEXT


def _slot(path: Path, own: Mapping[str, int]) -> int | None:
    return own[path[-1]] if path[:-1] == OWN else _SLOTS.get(path)
