"""What every form of the facts has in common: the parts that stand beside the purchase."""

from collections.abc import Mapping
from typing import Final

from pointsman.engine.facts_reading.objects import Field
from pointsman.engine.facts_reading.values import read_text


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
