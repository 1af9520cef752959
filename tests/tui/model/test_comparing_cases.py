"""All cases put to two programs."""

from pathlib import Path

import pytest

from pointsman.engine.program import Program
from pointsman.programs.cases import Case
from pointsman.tui.model.comparing_cases import (
    CaseComparison,
    Told,
    cases_of,
    compare_cases,
    tally,
)
from tests.tui.compare_desks import CASES, LEFT, RIGHT, WITHOUT_FACT, read


def program(text: str) -> Program:
    loaded = read(text).program
    assert loaded is not None
    return loaded


@pytest.fixture
def cases(tmp_path: Path) -> tuple[Case, ...]:
    path = tmp_path / "loyalty.cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    found = cases_of(path)
    assert not isinstance(found, str)
    return found


def by_name(compared: list[CaseComparison]) -> dict[str, CaseComparison]:
    return {each.case.name: each for each in compared}


def test_which_decisions_differ_and_in_which_fields(cases: tuple[Case, ...]) -> None:
    found = by_name(list(compare_cases(program(LEFT), program(RIGHT), cases)))
    assert [name for name, each in found.items() if not each.same] == [
        "books",
        "between both minimums",
    ]
    assert "cost_per_point" in found["books"].what
    assert found["between both minimums"].left.summary == "REDEEMED_FULL 22.00 USD"
    assert found["between both minimums"].right.summary == "BELOW_PROGRAM_MINIMUM"
    assert found["plain"].what == "same"


def test_what_neither_side_decides_is_the_same(cases: tuple[Case, ...]) -> None:
    found = by_name(list(compare_cases(program(LEFT), program(RIGHT), cases)))["unreadable"]
    assert found.same
    assert found.left.summary == "no decision"
    assert found.left.problem is not None
    assert "amount" in found.left.problem


@pytest.mark.parametrize(
    ("left", "right", "what"),
    [
        (LEFT, WITHOUT_FACT, "only left decides"),
        (WITHOUT_FACT, LEFT, "only right decides"),
    ],
)
def test_what_one_side_alone_decides_differs(
    cases: tuple[Case, ...], left: str, right: str, what: str
) -> None:
    found = by_name(list(compare_cases(program(left), program(right), cases)))["gold"]
    assert not found.same
    assert found.what == what
    assert found.differences == ()


def test_the_counts(cases: tuple[Case, ...]) -> None:
    counted = tally(compare_cases(program(LEFT), program(RIGHT), cases))
    assert (counted.cases, counted.differing, counted.one_sided) == (5, 2, 0)
    assert dict(counted.fields)["stage"] == 1
    assert counted.fields[0] == ("reason", 2)
    assert str(counted).startswith("2 of 5 cases differ · reason 2, ")


def test_the_counts_of_what_one_side_alone_decides(cases: tuple[Case, ...]) -> None:
    counted = tally(compare_cases(program(LEFT), program(WITHOUT_FACT), cases))
    assert str(counted) == "1 of 5 cases differs · decided by one side alone 1"


def test_words_of_other_answers() -> None:
    assert Told({"accepted": True}).summary == "accepted"
    assert Told({"accepted": False, "errors": []}).summary == "refused"


def test_rules_that_were_never_saved_have_no_cases() -> None:
    assert cases_of(None) == "cases stand beside the file of the rules, and these were never saved"


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    found = cases_of(tmp_path / "none.cases.yaml")
    assert isinstance(found, str)
    assert found.endswith("none.cases.yaml` is not there")


def test_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "loyalty.cases.yaml"
    path.write_text("cases:\n  - given: {}\n    expect: {outcome: REDEEMED}\n", encoding="utf-8")
    found = cases_of(path)
    assert isinstance(found, str)
    assert found.startswith("loyalty.cases.yaml:2:")
