"""Reading in two steps: what deciding needs, and later what is likely not meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.canonical import digest_of, document_of
from pointsman.dsl.formatter import document_to_json, document_to_points, document_to_yaml
from pointsman.dsl.reading import (
    Reading,
    check_document,
    read_document,
    read_program,
    read_rules,
    with_warnings,
)
from pointsman.engine.rules import Rules
from pointsman.programs import shipped_names, shipped_path
from tests.dsl.program_texts import filters, program
from tests.strategies.rules import rules

WRITERS = {"points": document_to_points, "yaml": document_to_yaml, "json": document_to_json}

WARNED = filters("purchase under 0.01")
FAULTY = {
    "value": program(version="0"),
    "statement": program("versoin 3"),
    "value-beside-a-warning": filters("purchase under 0.01", version="0"),
    "end": 'program "X" {',
    "control": "\x00",
    "nothing": "",
}


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.diagnostics]


@pytest.mark.parametrize("name", shipped_names())
def test_two_steps_come_to_what_one_does(name: str) -> None:
    path = shipped_path(name)
    data = path.read_bytes()
    assert with_warnings(read_rules(data, path.name)) == read_program(data, path.name)


@given(rules(), st.sampled_from(sorted(WRITERS)))
def test_in_whatever_form_it_is_written(drawn: Rules, form: str) -> None:
    text = WRITERS[form](document_of(drawn))
    first = read_rules(text, f"a.{form}")
    assert (first.rules, first.diagnostics) == (drawn, ())
    assert with_warnings(first) == read_program(text, f"a.{form}")


def test_the_first_step_is_all_that_deciding_needs() -> None:
    first, whole = read_rules(WARNED, "a.points"), read_program(WARNED, "a.points")
    assert first.ok
    assert first.rules is not None
    assert first.digest == digest_of(document_of(first.rules)) == whole.digest
    assert (first.rules, first.document) == (whole.rules, whole.document)
    assert (first.source, first.places) == (whole.source, whole.places)
    assert first.diagnostics == ()


def test_the_second_step_adds_warnings_alone() -> None:
    first = read_rules(WARNED, "a.points")
    second = with_warnings(first)
    assert codes(second) == ["nothing-passes"]
    assert second.warnings == second.diagnostics
    assert second.rules is first.rules
    assert second.located is first.located
    assert first.diagnostics == ()


def test_warnings_stand_in_the_order_of_the_text() -> None:
    text = shipped_path("world-elite").read_text(encoding="utf-8")
    starts = [each.span.start for each in with_warnings(read_rules(text, "a.points")).warnings]
    assert len(starts) > 1
    assert starts == sorted(starts)


def test_the_second_step_taken_twice_is_taken_once() -> None:
    second = with_warnings(read_rules(WARNED, "a.points"))
    assert with_warnings(second) == second
    assert codes(second) != []


@pytest.mark.parametrize("fault", FAULTY)
def test_where_there_are_errors_there_is_no_second_step(fault: str) -> None:
    first = read_rules(FAULTY[fault], "a.points")
    assert not first.ok
    assert first.errors != ()
    assert first.warnings == ()
    assert with_warnings(first) is first
    assert first == read_program(FAULTY[fault], "a.points")


@pytest.mark.parametrize("text", [WARNED, *FAULTY.values()])
def test_a_checked_document_is_the_first_step(text: str) -> None:
    located = read_document(text, "a.points")
    assert check_document(located) == read_rules(text, "a.points")


def test_a_name_that_tells_no_form_and_a_form_that_is_told() -> None:
    assert codes(read_rules(WARNED, "a.txt")) == ["unknown-form"]
    assert with_warnings(read_rules(WARNED, "a.txt")).rules is None
    told = with_warnings(read_rules(WARNED, "a.txt", "points"))
    assert told == read_program(WARNED, "a.txt", "points")
    assert told.warnings != ()
