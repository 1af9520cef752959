"""One decision of a sweep, reduced to what a chart shows of it."""

from attrs import define, field, frozen

from pointsman.engine.decision import Decision
from pointsman.engine.endings import ENDINGS
from pointsman.engine.exact import Exact
from pointsman.engine.facts import Facts
from pointsman.engine.outcome import Outcome, outcome_of
from pointsman.engine.program import Program
from pointsman.engine.reasons import Reason
from pointsman.tui.model.sweep.scale import Scale


@frozen
class Sample:
    """What one value of the axis comes to. `points` in hundredths, `credit` in minor units.

    They are what moves; where an external bank decides, what it is asked for. `needed` is the cost
    of the credit aimed at; it, `rule` and `rate` are None where the last stage is not reached.
    """

    value: int
    ending: int
    points: int = 0
    credit: int = 0
    needed: int | None = None
    rule: str | None = None
    rate: Exact | None = None

    @property
    def reason(self) -> Reason:
        """Why it came out so."""
        return ENDINGS[self.ending][1]

    @property
    def outcome(self) -> Outcome:
        """What became of the purchase."""
        return outcome_of(*ENDINGS[self.ending])

    @property
    def deferred(self) -> bool:
        """Whether an external bank decides."""
        return self.reason is Reason.DEFERRED_TO_BANK

    @property
    def redeems(self) -> bool:
        """Whether points move, or would if the bank says so."""
        return self.outcome in {Outcome.REDEEMED, Outcome.DEFERRED}


def sample_of(value: int, decision: Decision) -> Sample:
    """A decision as a sample."""
    rate = decision.rate
    if rate is None:
        return Sample(value, decision.ending)
    target = decision.target_credit
    needed = decision.program.plan.units.points_for(target, rate.rate)
    deferred = decision.reason is Reason.DEFERRED_TO_BANK
    return Sample(
        value=value,
        ending=decision.ending,
        points=needed if deferred else decision.points_moved,
        credit=target if deferred else decision.credit_minor,
        needed=needed,
        rule=rate.rule,
        rate=rate.rate,
    )


@define
class Sampler:
    """Decides facts at any value of an axis, each value once."""

    program: Program
    facts: Facts
    scale: Scale
    known: dict[int, Sample] = field(factory=dict)

    def at(self, value: int) -> Sample:
        """What this value comes to."""
        sample = self.known.get(value)
        if sample is None:
            sample = self.known[value] = sample_of(value, self.decision(value))
        return sample

    def decision(self, value: int) -> Decision:
        """The decision itself."""
        return self.program.decide(self.scale.put(self.facts, value))
