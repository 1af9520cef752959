"""What a step found: values only. Words are put to them in `engine.explanation`."""

from collections.abc import Iterable, Sequence
from enum import IntEnum, auto

from attrs import frozen

from pointsman.engine.outcome import Stage
from pointsman.engine.plan import FilterStep, Plan, RateStep
from pointsman.engine.reasons import Reason
from pointsman.engine.slots import Bound, Slot
from pointsman.engine.verdicts import Truth, Verdict


class Step(IntEnum):
    """Every kind of step that a decision can take."""

    IN_EFFECT = auto()
    CURRENCY = auto()
    PURCHASE = auto()
    APPROVED = auto()
    STATUS = auto()
    HOUSEHOLD = auto()
    AMOUNT = auto()
    FILTER = auto()
    MODE = auto()
    CARDHOLDER_MINIMUM = auto()
    REPROCESSABLE = auto()
    WINDOW = auto()
    BASE = auto()
    OVERRIDE = auto()
    TARGET = auto()
    POINTS_NEEDED = auto()
    BANK = auto()
    WHOLE = auto()
    PARTIAL = auto()
    REDEEMED_MINIMUM = auto()
    MESSAGE = auto()


@frozen
class Finding:
    """One step's verdict, with the rule it came from and the numbers it worked out.

    `sums` are integers in the units of the plan (minor units, hundredths of points) whose
    meaning belongs to the kind of step; see the stage that makes them.
    """

    step: Step
    verdict: Verdict
    pointer: str | None = None
    rule: FilterStep | RateStep | None = None
    sums: tuple[int, ...] = ()
    text: str = ""


@frozen
class StageRun:
    """A stage that ran: its findings, and the reason when the decision ends here."""

    stage: Stage
    findings: tuple[Finding, ...]
    reason: Reason | None = None


@frozen
class Purchase:
    """A bound purchase with the plan it is bound to."""

    plan: Plan
    bound: Bound

    @property
    def amount(self) -> int:
        """The billing amount, in minor units of its currency. Every purchase has one."""
        return self.known(Slot.AMOUNT) or 0

    @property
    def is_request(self) -> bool:
        """Whether this is a later request for a past purchase."""
        return self.bound[Slot.AFTER] is not None

    @property
    def preference_on(self) -> bool:
        """ON: the mode is NEXT or ALL, and the program offers that mode."""
        return self.bound[Slot.MODE] in self.plan.offered

    def known(self, slot: Slot) -> int | None:
        """A slot that holds a number, or None where it is unknown."""
        value = self.bound[slot]
        return value if isinstance(value, int) else None


def first_failure(stage: Stage, checks: Iterable[tuple[Finding, Reason]]) -> StageRun:
    """All checks of a stage; the first that is not passed gives the reason."""
    checked: Sequence[tuple[Finding, Reason]] = tuple(checks)
    stopping = (
        reason
        for finding, reason in checked
        if finding.verdict in {Verdict.FAILED, Verdict.UNKNOWN}
    )
    return StageRun(stage, tuple(finding for finding, _ in checked), next(stopping, None))


def judged(step: Step, truth: Truth, pointer: str | None = None, *sums: int) -> Finding:
    """The finding of a condition."""
    return Finding(step, Verdict.of(truth), pointer, sums=sums)
