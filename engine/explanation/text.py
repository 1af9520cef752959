"""The explanation as text: one line a step, glyph first, the rule's place at the end."""

from collections.abc import Iterator

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.verdicts import Verdict

GLYPHS = {
    Verdict.PASSED: "✓",
    Verdict.FAILED: "✗",
    Verdict.UNKNOWN: "?",
    Verdict.APPLIED: "·",
    Verdict.NOT_APPLIED: "–",
    Verdict.NOT_REACHED: "○",
}
TITLE_WIDTH = 20
SAYS_WIDTH = 64
_PLACES_AT = len("  ✓ ") + TITLE_WIDTH + len(" ") + SAYS_WIDTH
"""The column, from 0, after which places stand, unless a sentence is longer."""


def to_text(explanation: Explanation) -> str:
    """The whole tree; ends without a line break."""
    lines = [printable(explanation.heading), printable(explanation.summary), ""]
    for stage in explanation.stages:
        lines.extend(_stage_lines(stage))
    return "\n".join(lines)


def _stage_lines(stage: ExplainedStage) -> Iterator[str]:
    yield f"{stage.number} {stage.title}"
    if not stage.reached:
        yield f"  {GLYPHS[Verdict.NOT_REACHED]} not reached"
    elif not stage.steps:
        yield f"  {GLYPHS[Verdict.NOT_APPLIED]} nothing to do"
    titles = max([TITLE_WIDTH, *(len(printable(step.title)) for step in stage.steps)])
    for step in stage.steps:
        yield from _step_lines(step, "  ", titles)


def _step_lines(step: ExplainedStep, indent: str, titles: int) -> Iterator[str]:
    """The lines of a step and its parts; `titles` is how wide the column of titles is."""
    title = printable(step.title).ljust(titles + 2 - len(indent))
    line = f"{indent}{GLYPHS[step.verdict]} {title} {printable(step.says)}"
    if step.place is not None:
        line = f"{line.ljust(_PLACES_AT)}  {printable(step.place)}"
    yield line
    for part in step.parts:
        yield from _step_lines(part, indent + "  ", titles)
