"""What the fields of a card message say about a purchase: its channel, its kind, its country.

Design section 3. DE061 (POS data) is read by the layout of Mastercard's authorization messages:
subfields 1 to 11 have one digit each, 12 (authorization life cycle) two, 13 (country) three,
14 (postal code) ten; a sender may leave out the last of them.
"""

from typing import Final

from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.values import read_country

_CHANNELS = {
    "05": "chip",
    "07": "contactless",
    "91": "contactless",
    "02": "magstripe",
    "80": "magstripe",
    "90": "magstripe",
    "01": "manual",
    "06": "manual",
    "79": "manual",
    "09": "ecommerce",
    "81": "ecommerce",
}
"""Channel by the first two digits of DE022, how the card number was entered."""

_PRESENCE = {"4": "recurring", "5": "ecommerce"}
"""Channel by DE061 subfield 4, whether the cardholder is present; it goes before DE022."""

_PROCESSINGS = {
    "00": "purchase",
    "09": "purchase_with_cashback",
    "01": "cash",
    "17": "cash",
    "20": "refund",
}
"""Processing by the first two digits of DE003."""

PURCHASES: Final = frozenset({"0100", "0110"})
"""Message types that are purchases: an authorization request and its response."""


def channel(entry_mode: str | None, presence: str | None) -> str | None:
    """The channel by DE022 and DE061 subfield 4, or None where they do not tell."""
    return _PRESENCE.get(presence or "") or _CHANNELS.get((entry_mode or "")[:2])


def processing(message_type: str, code: str | None) -> str | None:
    """The processing by message type and DE003: a reversal or an advice is never a purchase."""
    if message_type not in PURCHASES:
        return "other"
    return None if code is None else _PROCESSINGS.get(code[:2], "other")


def presence(pos_data: str | None) -> str | None:
    """Subfield 4 of DE061, or None where it is not filled in."""
    return (pos_data or "")[3:4].strip() or None


def country(pos_data: str | None) -> str | Flaw | None:
    """The country of subfield 13 of DE061, alpha-3, or None where it is cut off or blank."""
    subfield = (pos_data or "")[13:16]
    if len(subfield) < 3 or not subfield.strip():
        return None
    country = read_country(subfield)
    if isinstance(country, Flaw):
        return Flaw(country.code, "ISO 3166 has no country with the code in its subfield 13")
    return country
