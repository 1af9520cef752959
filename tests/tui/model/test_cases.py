import pytest

from pointsman.engine.exact import Written
from pointsman.programs import load_shipped, load_text, shipped_names, shipped_path
from pointsman.programs.questions import Kind
from pointsman.tui.model.cases import (
    CasesRun,
    Result,
    case_text,
    run_cases,
    shown_rows,
)
from pointsman.tui.model.question import Question, read_question
from tests.tui.case_desks import CASES, RULES

PROGRAM = load_text(RULES, "small.points")
ALL = ["whole purchase", "too few points", "balance is a word", "small purchase"]
ONE = "cases: [{name: one, given: {redemption: {}}, expect: {accepted: false}}]"


def ran(text: str = CASES) -> CasesRun:
    return run_cases(PROGRAM, text.encode(), "small.cases.yaml")


def test_every_case_in_the_order_of_the_file() -> None:
    rows = ran().rows
    assert [(row.name, row.result) for row in rows] == [
        ("whole purchase", Result.PASSED),
        ("too few points", Result.FAILED),
        ("balance is a word", Result.UNREADABLE),
        ("small purchase", Result.PASSED),
    ]
    assert [row.came_to for row in rows][:2] == ["REDEEMED_FULL", "INSUFFICIENT_BALANCE"]
    assert [row.line for row in rows] == ["8", "11", "16", "20"]


def test_summaries() -> None:
    assert ran().summary == "2 of 4 cases pass"
    assert not ran().well
    assert run_cases(PROGRAM, ONE.encode(), "x.yaml").summary == "0 of 1 case passes"
    unreadable = ran("cases:\n  - nam: x\n")
    assert unreadable.summary == "the case file has 2 errors"
    assert not unreadable.well
    assert unreadable.rows == ()


def test_a_file_that_cannot_be_read_says_where() -> None:
    problems = ran("cases:\n  - name: x\n    expect: {points: many}\n").diagnostics
    assert [(each.code, each.line) for each in problems] == [("bad-number", 3)]


def test_rules_that_no_case_reached() -> None:
    missed = ran().unreached
    assert [rule.title for rule in missed] == ["filter mcc", "override Web"]
    assert missed[0].place == "small.points:7"


def test_a_run_can_be_given_up() -> None:
    answers = iter([False, False, True])
    run = run_cases(PROGRAM, CASES.encode(), "small.cases.yaml", lambda: next(answers, True))
    assert [row.name for row in run.rows] == ["whole purchase", "too few points"]
    assert run.stopped
    assert run.unreached == ()
    assert run.summary == "1 of 4 cases pass, stopped after 2"


def test_problems_with_facts_stand_where_they_were_written() -> None:
    run = ran()
    found = run.problems_of(run.rows[2])
    assert [(each.code, each.line) for each in found] == [("bad-number", 17)]


def test_a_card_number_is_not_shown() -> None:
    run = ran("cases: [{name: m, given: {iso8583: '0100zz'}, expect: {points: 0}}]")
    (problem,) = run.problems_of(run.rows[0])
    assert "0100zz" not in problem.source.text
    assert "****zz" not in problem.source.text


def test_redemptions_and_reversals() -> None:
    row = run_cases(PROGRAM, ONE.encode(), "x.yaml").rows[0]
    assert row.kind is Kind.REVERSAL
    name = "all-rewards"
    data = shipped_path(name).with_name(f"{name}.cases.yaml").read_bytes()
    run = run_cases(load_shipped(name), data, name)
    assert run.well
    assert {row.kind for row in run.rows} == set(Kind)
    assert {row.came_to for row in run.rows} > {"accepted", "refused"}


@pytest.mark.parametrize(
    ("wanted", "failing", "names"),
    [
        ("", True, ["too few points", "balance is a word"]),
        ("purchase", False, ALL),
        ("WHOLE", False, ["whole purchase"]),
        ("!whole", True, ["too few points", "balance is a word"]),
        ("insufficient", False, ["too few points"]),
        ("!", False, ALL),
        ("nothing has this", False, []),
    ],
)
def test_what_is_shown(wanted: str, failing: bool, names: list[str]) -> None:
    assert [row.name for row in shown_rows(ran().rows, wanted, failing)] == names


def test_the_facts_of_a_case_as_text() -> None:
    assert case_text(ran().rows[1].case) == (
        "authorization:\n"
        "  amount: 100.00\n"
        "  currency: USD\n"
        '  response_code: "00"\n'
        "  processing: purchase\n"
        '  mcc: "5942"\n'
        "account:\n"
        "  status: GOOD_STANDING\n"
        "  balance: 500\n"
        "  preferences: {mode: ALL}\n"
    )


@pytest.mark.parametrize("name", shipped_names())
def test_the_text_reads_back_as_the_facts(name: str) -> None:
    data = shipped_path(name).with_name(f"{name}.cases.yaml").read_bytes()
    for row in run_cases(load_shipped(name), data, name).rows:
        read = read_question(Question(case_text(row.case)))
        assert read.diagnostics == ()
        assert read.data == row.case.given
        assert _numbers(read.data) == _numbers(row.case.given)


def _numbers(value: object) -> list[str]:
    """What was written without quotes as a number, in order."""
    if isinstance(value, dict):
        return [each for inner in value.values() for each in _numbers(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in _numbers(inner)]
    return [value] if isinstance(value, Written) else []
