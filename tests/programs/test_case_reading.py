import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.dsl.rendering import render_terminal
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import Case, CaseFile

GOOD = """\
given:
  account: {status: GOOD_STANDING, balance: 12000, facts: {segment: gold}}
cases:
  - name: whole purchase
    given: {authorization: {amount: 100.00, currency: USD}}
    expect: {outcome: REDEEMED, points: 10000, balance_after: null}
  - name: nothing given
    expect: {partially_redeemed: false, messages: [], code: "60"}
"""

WRONG = {
    "nothing in it": "",
    "a list": "- name: a\n",
    "no cases": "given: {}\n",
    "an empty list of cases": "cases: []\n",
    "cases that are no list": "cases: {name: a}\n",
    "cases by another name": "case:\n  - name: a\n    expect: {points: 1}\n",
    "an unknown key in the file": "cases: [{name: a, expect: {points: 1}}]\nx: 1\n",
    "defaults that are no settings": "given: 5\ncases: [{name: a, expect: {points: 1}}]\n",
    "a case that is no settings": "cases:\n  - whole purchase\n",
    "a case without a name": "cases:\n  - expect: {points: 1}\n",
    "a case with an empty name": 'cases:\n  - name: ""\n    expect: {points: 1}\n',
    "a case with a name that is no text": "cases:\n  - name: [a]\n    expect: {points: 1}\n",
    "two cases of one name": (
        "cases:\n"
        "  - {name: a, expect: {points: 1}}\n"
        "  - {name: b, expect: {points: 2}}\n"
        "  - {name: a, expect: {points: 3}}\n"
    ),
    "an unknown key in a case": "cases:\n  - {name: a, expects: {points: 1}}\n",
    "facts that are no settings": "cases:\n  - {name: a, given: [], expect: {points: 1}}\n",
    "a case that expects nothing": "cases:\n  - name: a\n    given: {}\n",
    "a case that expects an empty list": "cases:\n  - {name: a, expect: []}\n",
    "an expectation that is no key of a decision": "cases:\n  - {name: a, expect: {point: 1}}\n",
    "an expectation that is nothing known": "cases:\n  - {name: a, expect: {xyzzy: 1}}\n",
    "an outcome that does not exist": "cases:\n  - {name: a, expect: {outcome: REDEMED}}\n",
    "a reason in small letters": "cases:\n  - {name: a, expect: {reason: redeemed_full}}\n",
    "a stage that ends nothing": "cases:\n  - {name: a, expect: {stage: conversion}}\n",
    "a preference that does not exist": (
        "cases:\n  - {name: a, expect: {preference_after: SOMETIMES}}\n"
    ),
    "points in words": "cases:\n  - {name: a, expect: {points: many, credit: -1}}\n",
    "points in a list": "cases:\n  - {name: a, expect: {points: [1]}}\n",
    "broken YAML": "cases:\n  - {name: a, expect: {points: 1}\n",
    "a key twice": "cases:\n  - {name: a, name: b, expect: {points: 1}}\n",
    "several mistakes at once": (
        "given: [1]\n"
        "cases:\n"
        "  - {nam: a, expect: {points: x}}\n"
        "  - {name: b, expect: {outcom: 1}}\n"
    ),
}


def read(text: str) -> CaseFile:
    return read_cases(text.encode(), "folder/small.cases.yaml")


def only(text: str) -> Case:
    file = read(text)
    assert file.diagnostics == ()
    (found,) = file.cases
    return found


class TestReading:
    def test_cases_have_their_facts_their_expectations_and_their_place(self) -> None:
        file = read(GOOD)
        assert file.diagnostics == ()
        assert file.names == ("whole purchase", "nothing given")
        first, second = file.cases
        account = {"status": "GOOD_STANDING", "balance": "12000", "facts": {"segment": "gold"}}
        assert first == Case(
            name="whole purchase",
            pointer="/cases/0",
            place="small.cases.yaml:4",
            given={"authorization": {"amount": "100.00", "currency": "USD"}, "account": account},
            expect={"outcome": "REDEEMED", "points": "10000", "balance_after": None},
        )
        assert second.given == {"account": account}
        assert second.expect == {"partially_redeemed": False, "messages": [], "code": "60"}

    def test_by_name(self) -> None:
        file = read(GOOD)
        assert file.named("nothing given") == file.cases[1]
        assert file.named("Nothing given") is None

    @pytest.mark.parametrize("given", ["", "given:\n", "given: null\n", "given: {}\n"])
    def test_there_need_be_no_defaults(self, given: str) -> None:
        found = only(f"{given}cases: [{{name: a, given: null, expect: {{points: 1}}}}]\n")
        assert found.given == {}

    def test_json_is_yaml_too(self) -> None:
        found = only('{"cases": [{"name": "a", "expect": {"points": "1"}}]}')
        assert (found.name, found.expect) == ("a", {"points": "1"})

    def test_a_name_may_look_like_a_number(self) -> None:
        assert only("cases: [{name: 667, expect: {points: 667}}]\n").name == "667"

    def test_numbers_keep_their_text(self) -> None:
        expected = only("cases: [{name: a, expect: {credit: 100.00, points: 0742}}]\n").expect
        assert expected == {"credit": "100.00", "points": "0742"}


class TestMistakes:
    @pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
    def test_each_is_shown_at_its_place(self, text: str, snapshot: SnapshotAssertion) -> None:
        assert render_terminal(read(text).diagnostics) == snapshot

    @pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
    def test_the_marked_text_is_in_the_file(self, text: str) -> None:
        found = read(text).diagnostics
        assert found
        for each in found:
            assert 0 <= each.span.start <= each.span.end <= len(text)
            assert each.message[0].islower() or each.message[0] == "`"
            assert not each.message.endswith(".")

    def test_bytes_that_are_no_text(self) -> None:
        file = read_cases(b"cases: \xff", "small.cases.yaml")
        assert [each.code for each in file.diagnostics] == ["not-utf8"]
        assert (file.cases, file.names) == ((), ())

    def test_cases_that_could_be_read_are_kept_beside_those_that_could_not(self) -> None:
        file = read("cases:\n  - {name: a, expect: {points: 1}}\n  - 5\n")
        assert file.names == ("a",)
        assert [each.code for each in file.diagnostics] == ["wrong-type"]
