"""What came of a question, in one word with a mark and a tone, whatever was asked."""

from enum import StrEnum

from attrs import frozen

from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.outcome import Outcome
from pointsman.engine.verdicts import Verdict
from pointsman.programs.questions import Answer


class Tone(StrEnum):
    """How an outcome is coloured. The value is the name of a class in the style sheets."""

    GOOD = "-good"
    BAD = "-bad"
    HALF = "-half"
    OPEN = "-open"


@frozen
class ShownOutcome:
    """An outcome as it is shown.

    `word` is the engine's; empty where the summary of the explanation begins with it.
    """

    word: str
    glyph: str
    tone: Tone


_PASSED, _FAILED = GLYPHS[Verdict.PASSED], GLYPHS[Verdict.FAILED]
_DECISIONS = {
    Outcome.REDEEMED: (_PASSED, Tone.GOOD),
    Outcome.ELIGIBLE: (GLYPHS[Verdict.NOT_APPLIED], Tone.HALF),
    Outcome.INELIGIBLE: (_FAILED, Tone.BAD),
    Outcome.DEFERRED: ("→", Tone.OPEN),
}


def outcome_shown(answered: Answer) -> ShownOutcome:
    """The outcome of a decision, or whether a request was accepted."""
    from pointsman.engine.decision import Decision  # noqa: PLC0415 - first paint

    if isinstance(answered, Decision):
        return ShownOutcome(str(answered.outcome), *_DECISIONS[answered.outcome])
    if answered.accepted:
        return ShownOutcome("", _PASSED, Tone.GOOD)
    return ShownOutcome("", _FAILED, Tone.BAD)
