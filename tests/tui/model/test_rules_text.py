"""Rules that are read for deciding at once, and whose warnings come later."""

import pytest
from attrs import evolve

from pointsman.tui.model.rules_text import (
    ReadRules,
    RulesText,
    read_for_deciding,
    read_rules,
    with_warnings,
)
from tests.dsl.program_texts import filters, program

WARNED = RulesText(filters("purchase under 0.01"), "a.points")
PLAIN = RulesText(program(), "a.points")
BROKEN = RulesText(program(version="0"), "a.points")


def codes(read: ReadRules) -> list[str]:
    return [each.code for each in read.reading.diagnostics]


@pytest.mark.parametrize("rules", [WARNED, PLAIN, BROKEN])
def test_later_is_the_same_as_at_once(rules: RulesText) -> None:
    later, at_once = with_warnings(read_for_deciding(rules)), read_rules(rules)
    assert later.reading == at_once.reading
    assert later.complete
    assert at_once.complete
    assert later.rules == rules
    assert (later.program is None) is (at_once.program is None) is (rules is BROKEN)


def test_until_then_it_is_not_complete_and_has_the_same_program() -> None:
    first = read_for_deciding(WARNED)
    assert not first.complete
    assert codes(first) == []
    assert with_warnings(first).program is first.program is not None


def test_what_is_complete_stays_as_it_is() -> None:
    read = read_rules(WARNED)
    assert with_warnings(read) is read
    assert codes(read) == ["nothing-passes"]


def test_what_does_not_load_is_complete_and_has_its_errors_alone() -> None:
    read = read_for_deciding(BROKEN, read_rules(WARNED))
    assert read.complete
    assert codes(read) == ["zero-bound"]
    assert with_warnings(read) is read


def test_the_warnings_before_it_stay_until_its_own_come() -> None:
    edited = evolve(WARNED, text=WARNED.text + "\n")
    before = read_rules(WARNED)
    read = read_for_deciding(edited, before)
    assert not read.complete
    assert read.reading.diagnostics == before.reading.warnings != ()
    assert with_warnings(read).reading == read_rules(edited).reading


def test_they_go_where_there_are_none_any_more() -> None:
    read = read_for_deciding(PLAIN, read_rules(WARNED))
    assert codes(read) == ["nothing-passes"]
    assert codes(with_warnings(read)) == []


def test_errors_before_it_do_not_stay() -> None:
    read = read_for_deciding(WARNED, read_rules(BROKEN))
    assert codes(read) == []
    assert codes(with_warnings(read)) == ["nothing-passes"]


def test_those_of_another_file_do_not_stay() -> None:
    read = read_for_deciding(evolve(PLAIN, name="b.points"), read_rules(WARNED))
    assert codes(read) == []
