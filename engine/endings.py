"""Where a decision can end: every stage with its reasons, numbered once for all programs.

Generated code and columns name an ending by its number, so a number never changes its meaning
within one version of Pointsman.
"""

from typing import Final

from pointsman.engine.outcome import Stage
from pointsman.engine.reasons import Reason

_REASONS: Final = {
    Stage.AUTHORIZATION: (
        Reason.NOT_IN_EFFECT,
        Reason.CURRENCY_MISMATCH,
        Reason.NOT_A_PURCHASE,
        Reason.NOT_APPROVED,
        Reason.ACCOUNT_STATUS,
        Reason.NOT_A_REDEEMER,
        Reason.NOTHING_TO_REDEEM,
    ),
    Stage.FILTERS: (
        Reason.BELOW_PROGRAM_MINIMUM,
        Reason.ABOVE_PROGRAM_MAXIMUM,
        Reason.BELOW_REDEMPTION_MINIMUM,
        Reason.MCC_FILTERED,
        Reason.COUNTRY_FILTERED,
        Reason.MERCHANT_FILTERED,
        Reason.REQUIREMENT_NOT_MET,
    ),
    Stage.PREFERENCES: (
        Reason.PREFERENCE_OFF,
        Reason.BELOW_CARDHOLDER_MINIMUM,
        Reason.NOT_REPROCESSABLE,
        Reason.OUTSIDE_WINDOW,
    ),
    Stage.REDEMPTION: (
        Reason.NOTHING_TO_REDEEM,
        Reason.DEFERRED_TO_BANK,
        Reason.INSUFFICIENT_BALANCE,
        Reason.BELOW_REDEEMED_MINIMUM,
        Reason.REDEEMED_FULL,
        Reason.REDEEMED_FIXED,
        Reason.REDEEMED_PARTIAL,
    ),
}

ENDINGS: Final[tuple[tuple[Stage, Reason], ...]] = tuple(
    (stage, reason) for stage, reasons in _REASONS.items() for reason in reasons
)
"""Stage and reason of every ending, by its number."""

ENDING_NUMBERS: Final = {ending: number for number, ending in enumerate(ENDINGS)}
"""The number of every ending, by its stage and reason."""

ENDING_NAMES: Final = tuple(f"{stage}_{reason}" for stage, reason in ENDINGS)
"""How generated code calls every ending: `filters_MCC_FILTERED`."""
