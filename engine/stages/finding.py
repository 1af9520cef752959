"""What a step found: values only. Words are put to them in `engine.explanation`."""

from collections.abc import Iterable
from enum import IntEnum, auto

from attrs import define

from pointsman.engine.outcome import Stage
from pointsman.engine.override_runs import OverrideRun
from pointsman.engine.plan import FilterStep, RateStep
from pointsman.engine.reasons import Reason
from pointsman.engine.record import Record
from pointsman.engine.verdicts import VERDICT_OF, Truth, Verdict

_STOPPING = frozenset({Verdict.FAILED, Verdict.UNKNOWN})


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
    OVERRIDES = auto()
    TARGET = auto()
    POINTS_NEEDED = auto()
    BANK = auto()
    WHOLE = auto()
    PARTIAL = auto()
    REDEEMED_MINIMUM = auto()
    MESSAGE = auto()


@define(repr=False)
class Finding(Record):
    """One step's verdict, with the rule it came from and the numbers it worked out.

    `sums` are integers in the units of the plan (minor units, hundredths of points) whose
    meaning belongs to the kind of step; see the stage that makes them. Not frozen, because a run
    makes dozens of these, and freezing one takes longer than making it; nothing changes one.
    """

    step: Step
    verdict: Verdict
    pointer: str | None = None
    rule: FilterStep | RateStep | OverrideRun | None = None
    sums: tuple[int, ...] = ()
    text: str = ""


@define(repr=False)
class StageRun(Record):
    """A stage that ran: its findings, and the reason when the decision ends here."""

    stage: Stage
    findings: tuple[Finding, ...]
    reason: Reason | None = None


def first_failure(stage: Stage, checks: Iterable[tuple[Finding, Reason]]) -> StageRun:
    """All checks of a stage; the first that is not passed gives the reason."""
    findings, stopping = [], None
    for finding, reason in checks:
        findings.append(finding)
        if stopping is None and finding.verdict in _STOPPING:
            stopping = reason
    return StageRun(stage, tuple(findings), stopping)


def judged(step: Step, truth: Truth, pointer: str | None = None, *sums: int) -> Finding:
    """The finding of a condition."""
    return Finding(step, VERDICT_OF[truth], pointer, None, sums)
