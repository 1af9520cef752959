"""The explanation as text: one line a step, glyph first, the rule's place at the end."""

from collections.abc import Iterable

from attrs import evolve

from pointsman.engine.explanation.model import ExplainedStep, Explanation
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
    lines = _lines(explanation)
    if not all(map(str.isprintable, lines)):
        lines = _lines(_made_printable(explanation))
    return "\n".join(lines)


def _lines(explanation: Explanation) -> list[str]:
    lines = [explanation.heading, explanation.summary, ""]
    for stage in explanation.stages:
        lines.append(f"{stage.number} {stage.title}")
        if stage.steps:
            longest = max([len(step.title) for step in stage.steps])
            _add_steps(lines, stage.steps, "  ", max(TITLE_WIDTH, longest))
        elif stage.reached:
            lines.append(f"  {GLYPHS[Verdict.NOT_APPLIED]} nothing to do")
        else:
            lines.append(f"  {GLYPHS[Verdict.NOT_REACHED]} not reached")
    return lines


def _add_steps(lines: list[str], steps: Iterable[ExplainedStep], indent: str, titles: int) -> None:
    """The lines of steps and their parts; `titles` is how wide the column of titles is."""
    width = titles + len("  ") - len(indent)
    for step in steps:
        line = f"{indent}{GLYPHS[step.verdict]} {step.title.ljust(width)} {step.says}"
        if step.place is not None:
            line = f"{line.ljust(_PLACES_AT)}  {step.place}"
        lines.append(line)
        if step.parts:
            _add_steps(lines, step.parts, indent + "  ", titles)


def _made_printable(explanation: Explanation) -> Explanation:
    """The same with all that is shown as text made `printable`, so that columns stay columns."""
    return evolve(
        explanation,
        heading=printable(explanation.heading),
        summary=printable(explanation.summary),
        stages=tuple(
            evolve(stage, steps=tuple(map(_printable_step, stage.steps)))
            for stage in explanation.stages
        ),
    )


def _printable_step(step: ExplainedStep) -> ExplainedStep:
    return evolve(
        step,
        title=printable(step.title),
        says=printable(step.says),
        place=None if step.place is None else printable(step.place),
        parts=tuple(map(_printable_step, step.parts)),
    )
