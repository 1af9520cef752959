"""Forward, back, and the values known on the way."""

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.outline import outline_of
from pointsman.tui.model.stepping import (
    Known,
    after,
    after_around,
    before,
    before_around,
    known_at,
)
from tests.tui.explained_samples import HOSTILE, at, explanation_of, outline

PARTIAL = outline("world-elite", "seven steps of ten")
STEPS = (2, 5, 9)


def test_forward_and_back() -> None:
    assert [after(STEPS, index) for index in (0, 2, 3, 9)] == [2, 5, 5, None]
    assert [before(STEPS, index) for index in (2, 3, 9, 12)] == [None, 2, 5, 9]


def test_round_and_round() -> None:
    assert [after_around(STEPS, index) for index in (2, 9)] == [5, 2]
    assert [before_around(STEPS, index) for index in (2, 9)] == [9, 5]
    assert after_around((), 3) is None
    assert before_around((), 3) is None


def test_nothing_is_known_before_the_first_step() -> None:
    empty = outline_of(explanation_of(ExplainedStage(1, "request", True)))
    assert known_at(empty, 0) == ()


def test_the_values_known_at_a_step_the_latest_first() -> None:
    known = known_at(PARTIAL, at(PARTIAL, "redemption", "partial", 0), most=5)
    assert known == (
        Known("partial", "7,650 × 0.01 = 76.50, 7 steps of 10.00: 70.00 = 7,000 points", False),
        Known("whole purchase", "7,650", True),
        Known("points needed", "100.00 ÷ 0.01 = 10,000", False),
        Known("target", "100.00, the whole purchase", False),
        Known("weekday", "sat", True),
    )


def test_what_comes_later_is_not_known_yet() -> None:
    known = known_at(PARTIAL, at(PARTIAL, "filters", "balance", 0))
    assert known[0] == Known("balance", "7,650 × 0.01 = 76.50, worth at least 25.00", False)
    assert "partial" not in {each.title for each in known}


def test_one_value_is_told_once() -> None:
    known = known_at(PARTIAL, at(PARTIAL, "filters", "purchase", 1))
    assert [each.value for each in known].count("100.00") == 1


def test_an_override_tells_the_facts_it_looked_at_but_not_its_own_name() -> None:
    known = known_at(PARTIAL, at(PARTIAL, "conversion", "Weekend web", 0))
    titles = [each.title for each in known]
    assert titles[:2] == ["weekday", "channel"]
    assert not {"Weekend web", "Airlines"} & set(titles)


def test_what_could_not_be_known_is_no_value() -> None:
    found = outline("world-elite", "country not known")
    known = known_at(found, at(found, "filters", "country", 0))
    assert known[0].title == "mcc"


def test_working_beside_the_sentence_is_told_alone() -> None:
    cheap = ExplainedStep("x", Verdict.PASSED, "it is enough: 2 + 2 = 4", working="2 + 2 = 4")
    found = outline_of(explanation_of(ExplainedStage(1, "request", True, (cheap,))))
    assert known_at(found, 1) == (Known("x", "2 + 2 = 4", False),)


def test_other_peoples_text_is_made_fit_for_a_screen() -> None:
    bad = ExplainedStep(HOSTILE, Verdict.PASSED, "so", observed=HOSTILE)
    found = outline_of(explanation_of(ExplainedStage(1, "request", True, (bad,))))
    (known,) = known_at(found, 1)
    assert known.title.isprintable()
    assert known.value.isprintable()
