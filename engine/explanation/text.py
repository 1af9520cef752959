"""The explanation as text: one line a step, glyph first, the rule's place at the end."""

from collections.abc import Iterable

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
        _add_stage(lines, stage)
    return "\n".join(lines)


def _add_stage(lines: list[str], stage: ExplainedStage) -> None:
    lines.append(f"{stage.number} {stage.title}")
    if not stage.reached:
        lines.append(f"  {GLYPHS[Verdict.NOT_REACHED]} not reached")
    elif not stage.steps:
        lines.append(f"  {GLYPHS[Verdict.NOT_APPLIED]} nothing to do")
    else:
        longest = max([len(printable(step.title)) for step in stage.steps])
        _add_steps(lines, stage.steps, "  ", max(TITLE_WIDTH, longest))


def _add_steps(
    lines: list[str], steps: Iterable[ExplainedStep], indent: str, titles: int
) -> None:
    """The lines of steps and their parts; `titles` is how wide the column of titles is."""
    width = titles + len("  ") - len(indent)
    for step in steps:
        title = printable(step.title).ljust(width)
        line = f"{indent}{GLYPHS[step.verdict]} {title} {printable(step.says)}"
        if step.place is not None:
            line = f"{line.ljust(_PLACES_AT)}  {printable(step.place)}"
        lines.append(line)
        if step.parts:
            _add_steps(lines, step.parts, indent + "  ", titles)
