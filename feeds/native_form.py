"""What every form of the facts has in common: the parts that stand beside the purchase."""

from collections.abc import Mapping
from typing import Final

from pointsman.engine.facts_reading.objects import Field
from pointsman.engine.facts_reading.values import read_text

NATIVE_KEYS: Final = frozenset({"amount", "currency"})
"""Keys of an authorization that no other form has."""

ISO8583: Final = "iso8583"
"""The key under which a raw message stands, and which no other form has."""


def is_native(data: Mapping[str, object]) -> bool:
    """Whether facts are surely in the native form; what has too few of them to tell is not."""
    authorization = data.get("authorization")
    return (
        ISO8583 not in data
        and isinstance(authorization, Mapping)
        and not NATIVE_KEYS.isdisjoint(authorization)
    )


def as_it_is(value: object) -> object:
    """The value unread: the native form is read whole, later, by the engine."""
    return value


BESIDE: Final = (
    Field("account", as_it_is),
    Field("post_purchase", as_it_is),
    Field("id", read_text),
)
"""What may stand beside a purchase in any form."""


def without_none(values: Mapping[str, object]) -> dict[str, object]:
    """The entries that are not left out."""
    return {key: value for key, value in values.items() if value is not None}
