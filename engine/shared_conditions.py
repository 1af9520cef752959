"""What stage 1 accepts, the same for every program (S-AB base rules; A5, A9, A39)."""

from typing import Final

from pointsman.engine.facts import Household, Status

PURCHASES: Final = frozenset({"purchase", "purchase_with_cashback"})
APPROVED: Final = frozenset({"00"})
MAY_REDEEM: Final = frozenset({Status.GOOD_STANDING, Status.REDEEM_ONLY})
NOT_A_REDEEMER: Final = frozenset({Household.NON_REDEEMER, Household.UNKNOWN})
"""No household at all may redeem; a household whose role is not known may not (A39)."""

MICROSECONDS_A_DAY: Final = 24 * 60 * 60 * 1_000_000
