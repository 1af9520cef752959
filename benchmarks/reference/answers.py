"""What an implementation has to come to: a reason, whole points and cents of credit."""

from pointsman.engine.decision import Decision

Answer = tuple[str, int, int]
"""Reason, whole points, credit in cents."""

REASONS = (
    "CURRENCY_MISMATCH", "NOT_A_PURCHASE", "NOT_APPROVED", "ACCOUNT_STATUS", "NOT_A_REDEEMER",
    "NOTHING_TO_REDEEM", "BELOW_PROGRAM_MINIMUM", "MCC_FILTERED", "COUNTRY_FILTERED",
    "MERCHANT_FILTERED", "BELOW_REDEMPTION_MINIMUM", "PREFERENCE_OFF", "BELOW_CARDHOLDER_MINIMUM",
    "REDEEMED_FULL", "REDEEMED_FIXED", "REDEEMED_PARTIAL", "INSUFFICIENT_BALANCE",
)  # fmt: skip
"""The reasons in the order in which they are looked for; implementations give their place here."""

CODE = {reason: code for code, reason in enumerate(REASONS)}


def answer_of(decision: Decision) -> Answer:
    """A decision of Pointsman in the form that is compared."""
    return str(decision.reason), int(decision.points), int(decision.credit.scaleb(2))
