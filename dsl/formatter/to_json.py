"""A document as JSON, its keys in the order in which docs/document.md shows them."""

import json
from typing import Any, Final

_KEYS: Final = (
    *("name", "item", "for", "when", "up_to", "rate", "tiers", "named", "redeems"),
    *("program", "version", "effective", "timezone", "currency", "points", "bank"),
    *("facts", "groups", "filters", "preferences", "conversion", "redemption"),
    *("post_purchase", "communications", "digital"),
    *("type", "fact", "op", "value", "values", "precision", "rounding", "entries"),
    *("from", "to"),
    *("condition", "else", "offer", "cardholder", "base", "overrides"),
    *("within_days", "after", "full", "partial", "step"),
    *("fixed", "redeem_at_least", "email", "notify", "statement"),
    *("items", "source", "partner"),
)
_RANK: Final = {key: rank for rank, key in enumerate(_KEYS)}
"""One order for the keys of all objects: no two objects have a pair of keys in different orders."""


def document_to_json(document: dict[str, Any]) -> str:
    """A document as JSON, indented by two columns, with a line break at its end."""
    return json.dumps(in_order(document), indent=2, ensure_ascii=False) + "\n"


def in_order(value: Any) -> Any:
    """A value with the keys of all its objects in order; unknown ones last, as they come."""
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: _RANK.get(key, len(_RANK)))
        return {key: in_order(value[key]) for key in keys}
    return value
