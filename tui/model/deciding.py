"""Which step of an explanation decided: the one to look at first."""

from typing import Final

from attrs import evolve

from pointsman.engine.explanation.model import ExplainedStep, Explanation
from pointsman.engine.outcome import Stage
from pointsman.engine.verdicts import Verdict

STOPPING: Final = frozenset({Verdict.FAILED, Verdict.UNKNOWN})
"""Verdicts that let nothing through."""


def deciding_step(explanation: Explanation) -> ExplainedStep | None:
    """The step that decided; None where no step was taken.

    Conditions stop at the first that is not true. The redemption stage goes on after a condition
    that fails (a part instead of the whole), so there what was tried last counts.
    """
    before_messages = [each for each in explanation.stages if each.stage != Stage.COMMUNICATIONS]
    for stage in before_messages:
        if stage.stage == Stage.REDEMPTION and stage.steps:
            return _of_redemption(stage.steps)
    return _of_conditions([step for stage in before_messages for step in stage.steps])


def deciding_line(explanation: Explanation) -> int | None:
    """Where that step stands in the explanation as text, from 0."""
    decided = deciding_step(explanation)
    for number, stage in enumerate(explanation.stages):
        for nth, step in enumerate(stage.steps):
            if step is decided:
                cut = evolve(stage, steps=(*stage.steps[:nth], evolve(step, parts=())))
                so_far = evolve(explanation, stages=(*explanation.stages[:number], cut))
                return so_far.to_text().count("\n")
    return None


def _of_conditions(steps: list[ExplainedStep]) -> ExplainedStep | None:
    """The first that stops; else the last that let it through."""
    for step in steps:
        if step.verdict in STOPPING:
            return step
    passed = [step for step in steps if step.verdict is Verdict.PASSED]
    return passed[-1] if passed else None


def _of_redemption(steps: tuple[ExplainedStep, ...]) -> ExplainedStep | None:
    """The last condition where it stops; else the first that holds; without one the last sum."""
    conditions = [step for step in steps if step.verdict in STOPPING | {Verdict.PASSED}]
    if not conditions:
        applied = [step for step in steps if step.verdict is Verdict.APPLIED]
        return applied[-1] if applied else None
    if conditions[-1].verdict in STOPPING:
        return conditions[-1]
    return next(step for step in conditions if step.verdict is Verdict.PASSED)
