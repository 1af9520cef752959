"""How the keys of a document are written in a `.points` text, for messages to its author."""

from typing import Final

_SPELLED: Final = {
    "at_least": "at least",
    "at_most": "at most",
    "worth_at_least": "worth at least",
    "not_in": "not in",
    "cross_border": "cross border",
    "redeem_at_least": "redeem at least",
    "post_purchase": "post purchase",
    "within_days": "within",
    "up_to": "up to",
    "rate": "at",
    "tiers": "up to … at",
    "overrides": "override",
    "groups": "group",
    "facts": "fact",
    "items": "item",
}


def spelled(key: str) -> str:
    """The words of a key: `at_least` is written `at least`."""
    return _SPELLED.get(key, key)
