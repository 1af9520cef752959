"""Many lines at a time: what is decided is decided as it is one by one."""

import json
import os
import random
import secrets
from pathlib import Path
from typing import Any

import pytest

from pointsman.batch.lines import LineDecider
from pointsman.feeds.ndjson import MAX_LINE
from pointsman.programs import load, load_text, shipped_path
from tests.batch.lines.ordinary import (
    answered_alone,
    as_lines,
    differences,
    left_to_others,
    mutated,
)
from tests.facts.bad_facts import BAD_FACTS
from tests.facts.purchases import changed
from tests.properties.drawn import draw
from tests.strategies.choices import seeded

PARTS = 4
PROGRAMS_A_PART = 150
PURCHASES = 12
MUTATIONS = 3


@pytest.mark.parametrize("part", range(PARTS))
def test_random_programs_and_purchases(part: int) -> None:
    """Bulk without shrinking: a failure prints the line and both answers."""
    seed = int(os.environ.get("POINTSMAN_SEED") or secrets.randbits(63))
    left = plain = 0
    for number in range(PROGRAMS_A_PART):
        start = hash((seed, part, number))
        dice = random.Random(start)
        case = draw(seeded(start), purchases=PURCHASES)
        good = list(as_lines(case.purchases, dice))
        lines = good + [mutated(dice.choice(good), dice) for _ in range(MUTATIONS * len(good))]
        assert differences(case.program, good) == [], f"seeded({start})"
        dice.shuffle(lines)
        assert differences(case.program, lines) == [], f"seeded({start})"
        left += len(left_to_others(case.program, [it for it in good if b"\\" not in it]))
        plain += len(good)
    assert left < plain / 50, "purchases that are plain are decided with others"
