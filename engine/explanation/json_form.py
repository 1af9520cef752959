"""The explanation as JSON values: the same tree, field by field."""

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation


def to_json(explanation: Explanation) -> dict[str, object]:
    """Heading, summary, decision and stages; every step has every key."""
    return {
        "heading": explanation.heading,
        "summary": explanation.summary,
        "decision": explanation.decision,
        "stages": [_stage(stage) for stage in explanation.stages],
    }


def _stage(stage: ExplainedStage) -> dict[str, object]:
    return {
        "number": stage.number,
        "stage": str(stage.stage),
        "reached": stage.reached,
        "steps": [_step(step) for step in stage.steps],
    }


def _step(step: ExplainedStep) -> dict[str, object]:
    return {
        "title": step.title,
        "verdict": str(step.verdict),
        "says": step.says,
        "rule": step.pointer,
        "place": step.place,
        "observed": step.observed,
        "required": step.required,
        "working": step.working,
        "short_by": step.short_by,
        "parts": [_step(part) for part in step.parts],
    }
