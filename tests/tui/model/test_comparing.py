"""One question put to two programs, also where one of them cannot answer."""

from pathlib import Path

from pointsman.programs import shipped_path
from pointsman.programs.cases import cases_beside
from pointsman.tui.model.cases import case_text
from pointsman.tui.model.comparing import (
    OtherSide,
    compare,
    file_side,
    problems_of,
    saved_side,
    shipped_side,
    short_digest,
    side_words,
)
from pointsman.tui.model.comparing_cases import cases_of
from pointsman.tui.model.decided import Undecided
from pointsman.tui.model.files import FileProblem
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import read_rules
from tests.tui.compare_desks import (
    BROKEN,
    FACTS,
    LEFT,
    RIGHT,
    WITHOUT_FACT,
    compared,
    desk_of,
    read,
)


def test_both_answers_are_compared() -> None:
    comparison = compared(right=RIGHT.replace("base at 0.01", "base at 0.02"))
    assert comparison.both
    assert comparison.programs is not None
    assert [each.field for each in compared().record] == []


def test_a_record_differs_in_its_fields() -> None:
    books = compared(facts=FACTS.replace("5411", "5942"))
    fields = {each.field: (each.left, each.right) for each in books.record}
    assert fields["cost_per_point"] == ("0.02", "0.04")
    assert fields["rule"] == ("/conversion/overrides/1 (Gold)", "/conversion/overrides/0 (Books)")


def test_the_same_rule_under_another_number_is_the_same_rule() -> None:
    comparison = compared()
    assert isinstance(comparison.left.question.data, dict)
    assert "rule" not in [each.field for each in comparison.record]


def test_a_side_that_does_not_load() -> None:
    comparison = compared(right=BROKEN)
    assert not comparison.both
    assert comparison.programs is None
    assert comparison.record == ()
    assert comparison.alignment.differences == ()
    assert len(comparison.alignment.rows) > 10
    assert isinstance(comparison.right, Undecided)
    assert [each.code for each in problems_of(comparison.right)] != []
    assert side_words(comparison.right, "v3.points") == ("v3.points", "does not load: 1 mistake")


def test_facts_that_are_bad_for_one_side_alone() -> None:
    comparison = compared(right=WITHOUT_FACT)
    assert not comparison.both
    assert comparison.programs is not None
    assert isinstance(comparison.right, Undecided)
    assert "segment" in problems_of(comparison.right)[0].message
    said = side_words(comparison.right, "v3.points")[1]
    assert said == "cannot decide these facts: 1 mistake"


def test_neither_side_has_an_answer() -> None:
    comparison = compared(facts="authorization: {amount: much}")
    assert comparison.alignment.rows == ()
    assert not comparison.both


def test_a_side_in_two_lines() -> None:
    program, outcome = side_words(compared().left, "the edited text")
    assert program.startswith("Loyalty v2 · sha256:")
    assert program.endswith(" · the edited text")
    assert outcome.startswith("REDEEMED_FULL: 5,000 Points for 100.00 USD")


def test_a_digest_is_cut() -> None:
    assert short_digest("sha256:0123456789abcdef") == "sha256:01234567"


def test_the_saved_file_is_offered_for_edited_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "loyalty.points"
    assert saved_side(desk_of(LEFT, saved=LEFT, path=path)) is None
    assert saved_side(desk_of(LEFT, saved="")) is None
    side = saved_side(desk_of(LEFT, saved=RIGHT, path=path))
    assert side is not None
    assert (side.title, side.rules.text) == ("the saved file", RIGHT)


def test_a_file_is_read_whatever_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "v3.points"
    path.write_text(BROKEN, encoding="utf-8")
    side = file_side(path)
    assert isinstance(side, OtherSide)
    assert read_rules(side.rules).program is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    problem = file_side(tmp_path / "none.points")
    assert isinstance(problem, FileProblem)
    assert problem.message.endswith("is not there")


def test_a_program_that_ships() -> None:
    side = shipped_side("steps-of-ten")
    assert isinstance(side, OtherSide)
    program = read_rules(side.rules).program
    assert program is not None
    assert program.name == "Steps of Ten"


def test_other_kinds_of_questions_are_compared() -> None:
    text = shipped_path("all-rewards").read_text(encoding="utf-8")
    cases = cases_of(cases_beside(shipped_path("all-rewards")))
    assert not isinstance(cases, str)
    asked = read_question(Question(case_text(cases[0])))
    comparison = compare(read(text), read(text.replace("at 0.03", "at 0.05")), asked)
    assert comparison.both
    fields = {each.field: (each.left, each.right) for each in comparison.record}
    assert fields["accepted"] == ("true", "false")
    assert fields["errors/0/reason"] == (None, "POINTS_MISMATCH")
    assert fields["response/pointBalance"] == ("96383462.64", None)
    assert comparison.alignment.differences != ()
