"""What a run of the plan comes to: integers and pointers, before anyone puts it into words."""

from enum import StrEnum

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.reasons import REDEEMED, Reason
from pointsman.engine.record import Record


class Stage(StrEnum):
    """The stages, in the order in which they run (design section 4)."""

    AUTHORIZATION = "authorization"
    FILTERS = "filters"
    PREFERENCES = "preferences"
    CONVERSION = "conversion"
    REDEMPTION = "redemption"
    COMMUNICATIONS = "communications"


class Outcome(StrEnum):
    """What became of the purchase (S-AB; the classes of `pwr_filter_categories`)."""

    REDEEMED = "REDEEMED"
    ELIGIBLE = "ELIGIBLE"
    INELIGIBLE = "INELIGIBLE"
    DEFERRED = "DEFERRED"

    @property
    def code(self) -> str | None:
        """The status code of the field: 60 redeemed, 59 eligible, None otherwise."""
        return _CODES[self]


_CODES = {
    Outcome.REDEEMED: "60",
    Outcome.ELIGIBLE: "59",
    Outcome.DEFERRED: "59",
    Outcome.INELIGIBLE: None,
}


@frozen(repr=False)
class Conversion(Record):
    """What stage 4 came to: the rule that set the cost per point, and the whole purchase's cost.

    `rule` is a JSON pointer, `rate` major units for one point, `required` hundredths of points.
    """

    rule: str
    rate: Exact
    required: int


@frozen(repr=False)
class Target(Record):
    """What stage 5 aims at: a credit in minor units, and its cost in hundredths of points."""

    credit: int
    points: int


@frozen(repr=False)
class Result(Record):
    """Where a decision ended and with what. `points` in hundredths, `credit` in minor units."""

    stage: Stage
    reason: Reason
    conversion: Conversion | None = None
    target: Target | None = None
    points: int = 0
    credit: int = 0

    @property
    def outcome(self) -> Outcome:
        """The outcome that follows from where the decision ended, and why."""
        return outcome_of(self.stage, self.reason)


def outcome_of(stage: Stage, reason: Reason) -> Outcome:
    """The outcome of a decision that ends in a stage for a reason."""
    if reason in REDEEMED:
        return Outcome.REDEEMED
    if reason is Reason.DEFERRED_TO_BANK:
        return Outcome.DEFERRED
    if stage in {Stage.AUTHORIZATION, Stage.FILTERS}:
        return Outcome.INELIGIBLE
    return Outcome.ELIGIBLE
