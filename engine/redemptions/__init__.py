"""Digital redemptions: what points buy outside Pay with Rewards (design section 8, steps 1 to 4).

`redeem` decides a request: `request` reads it, `eligibility` and `points` judge it against the
program's `catalog`, and `explaining` puts what they found into words.
"""

from pointsman.engine.redemptions.decision import RedemptionDecision
from pointsman.engine.redemptions.line import redeem_line
from pointsman.engine.redemptions.redeem import redeem
from pointsman.engine.redemptions.refusals import RedemptionError, Refusal

__all__ = ["RedemptionDecision", "RedemptionError", "Refusal", "redeem", "redeem_line"]
