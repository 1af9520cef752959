"""Values of both sides facing each other."""

from typing import Any

import pytest

from pointsman.engine.verdicts import Verdict
from pointsman.programs.cases import Case
from pointsman.tui.model.alignment import AlignedRow, align, alone
from pointsman.tui.model.comparing_cases import CaseComparison, Told
from pointsman.tui.model.facing import (
    LONGEST,
    MOST,
    FacingLine,
    facing_case,
    facing_record,
    facing_row,
    facing_text,
    says_text,
    spoken,
)
from pointsman.tui.model.record_differences import FieldDifference
from tests.tui.compare_desks import (
    BROKEN,
    FACTS,
    WITHOUT_FACT,
    compared,
    explained,
    step,
)


def row_of(left: dict[str, Any] | None, right: dict[str, Any] | None) -> AlignedRow:
    sides = [
        explained() if each is None else explained(step("mcc", **each)) for each in (left, right)
    ]
    return align(*sides).rows[1]


def test_a_record_shows_what_differs() -> None:
    facing = facing_record(compared(facts=FACTS.replace("5411", "5942")))
    assert facing.title == "decision record: 6 fields differ"
    assert FacingLine("cost_per_point", "0.02", "0.04", differs=True) in facing.lines


def test_equal_records_say_so() -> None:
    facing = facing_record(compared())
    assert (facing.title, facing.lines) == ("decision record: the same on both sides", ())


def test_a_side_without_an_answer_shows_its_mistakes() -> None:
    facing = facing_record(compared(right=BROKEN))
    assert facing.title == "no answer on one side"
    (line,) = facing.lines
    assert line.left is None
    assert line.right is not None
    assert line.right.startswith("loyalty.points:13:")


def test_facts_that_one_side_refuses_are_shown_at_their_place() -> None:
    (line,) = facing_record(compared(left=WITHOUT_FACT)).lines
    assert line.left is not None
    assert line.left.startswith("facts.yaml:11:")
    assert line.right is None


def test_no_answer_on_both_sides() -> None:
    facing = facing_record(compared(facts="authorization: {amount: much}"))
    assert facing.title == "no answer on both sides"
    assert all(line.left == line.right for line in facing.lines)


def test_a_row_in_full() -> None:
    row = row_of({"required": "4829"}, {"required": "6051", "verdict": Verdict.FAILED})
    facing = facing_row(row)
    assert facing.title == "Filters · mcc: differs in verdict, required"
    assert facing.lines == (
        FacingLine("verdict", "passed", "failed", differs=True),
        FacingLine("title", "mcc", "mcc"),
        FacingLine("required", "4829", "6051", differs=True),
        FacingLine("says", "mcc is well", "mcc is well"),
    )


def test_a_row_of_one_side() -> None:
    facing = facing_row(row_of(None, {"pointer": "/filters/0/mcc", "place": "a.points:3"}))
    assert facing.title == "Filters · mcc: only right"
    assert FacingLine("rule", None, "/filters/0/mcc") in facing.lines
    assert FacingLine("at", None, "a.points:3") in facing.lines


def test_a_row_that_is_not_compared() -> None:
    facing = facing_row(alone(explained(step("mcc"))).rows[1])
    assert facing.title == "Filters · mcc: nothing beside it"


def test_a_stage_in_full() -> None:
    facing = facing_row(align(explained(reached=False), explained()).rows[0])
    assert facing.title == "Filters: differs in reached"
    assert FacingLine("says", "not reached", "reached") in facing.lines


def case(left: Told, right: Told, *fields: FieldDifference) -> CaseComparison:
    return CaseComparison(Case("books", "/cases/0", "x:1", {}, {}), left, right, fields)


def test_a_case_shows_what_differs() -> None:
    both = case(Told({}), Told({}), FieldDifference("points", "1", "2"))
    facing = facing_case(both)
    assert facing.title == "case `books`: 1 field differs"
    assert facing.lines == (FacingLine("points", "1", "2", differs=True),)


@pytest.mark.parametrize(
    ("left", "right", "title"),
    [
        (Told({}), Told(None, "no such fact"), "case `books`: only left decides"),
        (Told(None, "no such fact"), Told({}), "case `books`: only right decides"),
        (Told(None, "bad"), Told(None, "bad"), "case `books`: the same on both sides"),
    ],
)
def test_a_case_that_is_not_decided(left: Told, right: Told, title: str) -> None:
    assert facing_case(case(left, right)).title == title


def test_hostile_text_is_made_printable() -> None:
    row = row_of({"says": "\x1b[31mred"}, {"says": "\u202egnp"})
    line = next(line for line in facing_row(row).lines if line.name == "says")
    assert (line.left, line.right) == ("\\u{1b}[31mred", "\\u{202e}gnp")


def test_a_very_long_value_is_cut() -> None:
    line = facing_row(row_of({"required": "7" * 100_000}, None)).lines[2]
    assert line.left == "7" * LONGEST + "…"


def test_very_many_fields_are_counted() -> None:
    fields = [FieldDifference(f"items/{index}", "1", "2") for index in range(MOST + 50)]
    facing = facing_case(case(Told({}), Told({}), *fields))
    assert facing.title == "case `books`: 250 fields differ"
    assert len(facing.lines) == MOST + 1
    assert facing.lines[-1].name == "… 50 more"


def test_text_for_the_clipboard() -> None:
    both = case(Told({}), Told({}), FieldDifference("balance_after", None, "2"))
    assert facing_text(facing_case(both)) == "case `books`: 1 field differs\nbalance_after: – → 2"


def test_what_a_row_says_stands_once_where_both_say_the_same() -> None:
    assert says_text(row_of({"says": "one"}, {"says": "one"})) == "one"
    assert says_text(row_of({"says": "one"}, {"says": "two"})) == "one\ntwo"
    assert says_text(row_of(None, {"says": "two"})) == "two"


def test_fields_have_names_for_people() -> None:
    assert [spoken(each) for each in ("short_by", "pointer", "says")] == [
        "short by",
        "rule",
        "says",
    ]
