"""The explanation as Markdown: a heading, the summary, and a table for each stage."""

import re
from collections.abc import Iterator

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def to_markdown(explanation: Explanation) -> str:
    """The whole tree; ends with a line break."""
    lines = [f"# {escape(explanation.heading)}", "", f"**{escape(explanation.summary)}**"]
    for stage in explanation.stages:
        lines.extend(_stage_lines(stage))
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Markdown (and a table cell in it) takes as it stands."""
    return _SPECIAL.sub(r"\\\1", printable(text))


def _stage_lines(stage: ExplainedStage) -> Iterator[str]:
    yield ""
    yield f"## {stage.number} {stage.title}"
    yield ""
    if not stage.reached:
        yield "Not reached."
    elif not stage.steps:
        yield "Nothing to do."
    else:
        yield "| | step | verdict | what happened | rule |"
        yield "|---|---|---|---|---|"
        for step in stage.steps:
            yield from _rows(step, "")


def _rows(step: ExplainedStep, indent: str) -> Iterator[str]:
    rule = escape(step.place or step.pointer or "built in")
    title = indent + escape(step.title)
    yield f"| {GLYPHS[step.verdict]} | {title} | {step.verdict} | {escape(step.says)} | {rule} |"
    for part in step.parts:
        yield from _rows(part, indent + "&nbsp;&nbsp;")
