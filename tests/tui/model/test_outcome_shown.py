"""What came of it: the engine's word, a mark and a tone, whatever was asked."""

import pytest

from pointsman.tui.model.outcome_shown import ShownOutcome, Tone, outcome_shown
from tests.programs.shipped_programs import case_file
from tests.tui.explained_samples import sample

OUTCOMES = [
    ("world-elite", "whole purchase", ShownOutcome("REDEEMED", "✓", Tone.GOOD)),
    ("world-elite", "preference off", ShownOutcome("ELIGIBLE", "–", Tone.HALF)),
    ("world-elite", "casino by its number", ShownOutcome("INELIGIBLE", "✗", Tone.BAD)),
    ("all-rewards", "sample: travel", ShownOutcome("", "✓", Tone.GOOD)),
    ("all-rewards", "not enough points", ShownOutcome("", "✗", Tone.BAD)),
    ("all-rewards", "reversal of the rest", ShownOutcome("", "✓", Tone.GOOD)),
    ("all-rewards", "reversal of cash back", ShownOutcome("", "✗", Tone.BAD)),
]


@pytest.mark.parametrize(("program", "case", "shown"), OUTCOMES)
def test_an_outcome(program: str, case: str, shown: ShownOutcome) -> None:
    assert outcome_shown(sample(program, case).answer) == shown


def test_a_deferred_decision_is_open() -> None:
    name = case_file("partner-bank").cases[0].name
    assert outcome_shown(sample("partner-bank", name).answer).tone is Tone.OPEN
