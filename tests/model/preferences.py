"""What a program lets its cardholders choose, and what it redeems later."""

from tests.model.purchase import Json, Purchase

OFFERED_AFTER = ("PREFERENCE_OFF", "INSUFFICIENT_BALANCE", "BELOW_CARDHOLDER_MINIMUM")


def is_on(document: Json, purchase: Purchase) -> bool:
    """The mode is NEXT or ALL and the program offers it."""
    offered = document.get("preferences", {}).get("offer", ("next", "all"))
    return purchase.mode.lower() in offered


def cardholder_may_set(document: Json, what: str) -> bool:
    """The program lets cardholders set their own `minimum`, or `amount`."""
    return what in document.get("preferences", {}).get("cardholder", ())


def reprocessable(document: Json) -> tuple[str, ...]:
    """The reasons after which a past purchase may be redeemed; none without the block."""
    block = document.get("post_purchase")
    return () if block is None else tuple(block.get("after", OFFERED_AFTER))
