"""What the engine says about the value at the cursor."""

from attrs import frozen

from pointsman.engine.decision import Decision
from pointsman.engine.explanation.model import ExplainedStep, Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.outcome import Stage
from pointsman.engine.verdicts import Verdict
from pointsman.feeds import mcc_name
from pointsman.tui.model.deciding import deciding_step
from pointsman.tui.model.sweep.explorer import Explorer


@frozen
class Here:
    """The summary of one decision, the step that set the cost per point, the one that decided."""

    summary: str
    rate: ExplainedStep | None
    decided: ExplainedStep | None

    @property
    def steps(self) -> tuple[str, ...]:
        """Both steps as a line each, fit for a screen."""
        steps = (self.rate, self.decided)
        return tuple(_line(step) for step in steps if step is not None)

    @property
    def rule(self) -> str | None:
        """The rule that these lines are about, as a JSON pointer; None: built in."""
        for step in (self.rate, self.decided):
            if step is not None and step.pointer is not None:
                return step.pointer
        return None


def here_of(decision: Decision) -> Here:
    """What is said of a decision, in the words of its explanation."""
    explanation = decision.explain(mcc_name)
    rate, decided = _rate_step(explanation), deciding_step(explanation)
    return Here(printable(explanation.summary), rate, None if decided is rate else decided)


def _rate_step(explanation: Explanation) -> ExplainedStep | None:
    """The last step of the conversion that applied: the base, or the override that replaced it."""
    for stage in explanation.stages:
        if stage.stage == Stage.CONVERSION:
            applied = [step for step in stage.steps if step.verdict is Verdict.APPLIED]
            return applied[-1] if applied else None
    return None


def _line(step: ExplainedStep) -> str:
    place = f"  {step.place}" if step.place else ""
    return printable(f"{GLYPHS[step.verdict]} {step.title}  {step.says}{place}")


def told(explorer: Explorer) -> tuple[str, ...]:
    """What is in view of how much, how many edges there are, and what is not known."""
    series, view = explorer.series, explorer.view
    scale = series.scale
    end, high = min(view.end, series.high), series.high
    of = "" if view.start == 0 and end == high else f" of {scale.show(high)}"
    shown = f"{scale.axis} {scale.show(view.start)} to {scale.show(end)}{of} {scale.unit}"
    count = len(series.edges)
    edges = f"{count:,} {'edge' if count == 1 else 'edges'}{'' if series.complete else ' and more'}"
    unknown = () if series.present is not None else (f"{scale.axis} not known",)
    return printable(shown), edges, *unknown


def told_at(explorer: Explorer) -> str:
    """The value at the cursor with its unit."""
    scale = explorer.series.scale
    return printable(f"{scale.show(explorer.cursor)} {scale.unit}")
