from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pointsman.engine.exact import Written
from pointsman.engine.program import Program
from pointsman.engine.redemptions import RedemptionDecision
from pointsman.feeds import native
from pointsman.programs import load_shipped, load_text, shipped_names, shipped_path
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import CaseFile, laid_over
from pointsman.programs.questions import Answer, answer
from pointsman.tui.model.case_expectation import expected_of
from pointsman.tui.model.case_writing import (
    NotAppended,
    case_appended,
    difference,
    name_problem,
    names_taken,
)
from pointsman.tui.model.cases import run_cases
from tests.tui.case_desks import CASES, GIVEN, RULES

PROGRAM = load_text(RULES, "small.points")
FACTS: dict[str, Any] = {
    "authorization": {
        "amount": Written("100.00"),
        "currency": "USD",
        "response_code": "00",
        "processing": "purchase",
        "mcc": "5999",
    },
    "account": {
        "status": "GOOD_STANDING",
        "balance": Written("12000"),
        "preferences": {"mode": "ALL"},
    },
}


def text_of(name: str) -> str:
    return shipped_path(name).with_name(f"{name}.cases.yaml").read_text(encoding="utf-8")


def read(text: str) -> CaseFile:
    return read_cases(text.encode(), "some.cases.yaml")


def appended(
    text: str | None, name: str = "new one", facts: object = FACTS, program: Program = PROGRAM
) -> str:
    found = case_appended(text, name, facts, answer(program, facts, native), "some.cases.yaml")
    assert isinstance(found, str), found
    return found


def refused(text: str | None, name: str = "new one", facts: object = FACTS) -> str:
    found = case_appended(text, name, facts, answer(PROGRAM, FACTS, native), "some.cases.yaml")
    assert isinstance(found, NotAppended)
    return found.message


EXPECT = """\
    expect:
      outcome: REDEEMED
      reason: REDEEMED_FULL
      rule: "/conversion/overrides/0"
      cost_per_point: 0.02
      points: 5000
      credit: 100.00
      balance_after: 7000
"""


class TestText:
    def test_the_difference_alone_after_all_that_was_there(self) -> None:
        new = appended(CASES)
        assert new.startswith(CASES)
        assert new[len(CASES) :] == (
            '\n  - name: new one\n    given: {authorization: {mcc: "5999"}}\n' + EXPECT
        )

    def test_null_takes_a_default_away(self) -> None:
        authorization = {key: FACTS["authorization"][key] for key in ("amount", "currency")}
        new = appended(CASES, facts={"authorization": authorization})
        assert "given: {account: null, authorization: {response_code: null," in new

    def test_a_new_file_has_the_facts_as_defaults(self) -> None:
        request = {"requested_at": "2026-03-20T09:00:00Z", "after": "PREFERENCE_OFF"}
        new = appended(None, facts={"id": "A-1", **FACTS, "post_purchase": request})
        assert new == (
            "# What every case is given; a case says only what is different.\n"
            "given:\n"
            "  authorization:\n"
            "    amount: 100.00\n"
            "    currency: USD\n"
            '    response_code: "00"\n'
            "    processing: purchase\n"
            '    mcc: "5999"\n'
            "  account:\n"
            "    status: GOOD_STANDING\n"
            "    balance: 12000\n"
            "    preferences: {mode: ALL}\n"
            "\n"
            "cases:\n"
            "  - name: new one\n"
            "    given: {id: A-1, post_purchase: "
            "{requested_at: 2026-03-20T09:00:00Z, after: PREFERENCE_OFF}}\n"
            "    expect:\n"
            "      outcome: ELIGIBLE\n"
            "      stage: preferences\n"
            "      reason: NOT_REPROCESSABLE\n"
            "      points: 0\n"
            "      credit: 0.00\n"
            "      balance_after: 12000\n"
        )

    def test_no_blank_line_where_that_is_the_style(self) -> None:
        text = "cases:\n- name: a\n  expect:\n    points: 1\n- name: b\n  expect:\n    points: 1\n"
        new = appended(text)
        assert new.startswith(text + "- name: new one\n  given:\n    authorization:\n      amount:")

    def test_what_follows_the_cases_stays_behind_them(self) -> None:
        text = f"cases:\n  - name: a\n    expect: {{points: 1}}  # one\n\n# Defaults.\n{GIVEN}"
        new = appended(text)
        assert new.startswith(
            "cases:\n  - name: a\n    expect: {points: 1}  # one\n\n  - name: new"
        )
        assert new.endswith(f"\n# Defaults.\n{GIVEN}")

    def test_comments_at_the_end_stay_where_they_are(self) -> None:
        text = CASES + "\n  # ---- more ----\n"
        assert appended(text).startswith(text + "\n  - name: new one\n")

    def test_a_last_line_without_an_end(self) -> None:
        text = CASES.rstrip("\n")
        assert appended(text).startswith(CASES + "\n  - name: new one\n")

    def test_lines_end_as_they_did(self) -> None:
        new = appended(CASES.replace("\n", "\r\n"))
        assert new.count("\r\n") == new.count("\n")

    def test_cases_in_braces(self) -> None:
        text = f"{GIVEN}cases:\n  - {{name: a, expect: {{points: 1}}}}\n"
        assert appended(text).startswith(
            f'{text}\n  - {{name: new one, given: {{authorization: {{mcc: "5999"}}}}, expect: {{'
        )

    def test_cases_in_brackets(self) -> None:
        text = '{"cases": [{"name": "a", "expect": {"points": 1}}]}\n'
        new = appended(text)
        assert read(new).names == ("a", "new one")

    def test_the_end_of_a_document_stays_its_end(self) -> None:
        text = "---\ncases:\n  - name: a\n    expect: {points: 1}\n...\n"
        new = appended(text)
        assert read(new).names == ("a", "new one")
        assert new.endswith("\n...\n")

    def test_anchors(self) -> None:
        case = "  - &a\n    name: a\n    given: *g\n    expect: {points: 1}\n"
        text = f"given: &g {{id: A}}\ncases:\n{case}"
        assert read(appended(text)).names == ("a", "new one")

    @pytest.mark.parametrize("cases", ["cases:\n", "cases: []  # none yet\n", "cases: null\n", ""])
    def test_the_first_case_under_defaults(self, cases: str) -> None:
        new = appended(GIVEN + cases)
        assert new.startswith(GIVEN.rstrip("\n"))
        assert "# none yet" in new or "# none yet" not in cases
        assert read(new).names == ("new one",)
        assert 'given: {authorization: {mcc: "5999"}}' in new

    @pytest.mark.parametrize("text", ["", "# Cases to come.\n", "\n\n", "# no end"])
    def test_a_file_with_nothing_but_comments(self, text: str) -> None:
        new = appended(text)
        assert new.startswith(text)
        assert read(new).names == ("new one",)

    @pytest.mark.parametrize(
        "name",
        [
            "[red]x[/red]",
            "[link=http://x]",
            "it's: a # 'name'",
            '"quoted"',
            "{a: b}",
            "- dash",
            "null",
            "12",
            "ü × ÷ 漢字",
        ],
    )
    def test_any_name_that_can_be_seen(self, name: str) -> None:
        assert read(appended(CASES, name)).names[-1] == name
        assert read(appended("cases: [{name: a, expect: {points: 1}}]", name)).names[-1] == name


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("small purchase", "there is a case `small purchase` already"),
            ("", "a case needs a name"),
            ("  ", "a case needs a name"),
            ("a\u202eb", "`a\\u{202e}b` has characters that cannot be seen"),
            ("\x1b[31m", "`\\u{1b}[31m` has characters that cannot be seen"),
        ],
    )
    def test_names(self, name: str, message: str) -> None:
        assert refused(CASES, name) == message
        assert name_problem(name, read(CASES).names) == message

    def test_a_file_with_mistakes(self) -> None:
        text = "cases:\n  - name: x\n    expect: {points: many}\n"
        told = (
            "the case file has mistakes, the first at `some.cases.yaml:3`: "
            "expected a plain number for `points`, found `many`"
        )
        assert refused(text) == told
        assert names_taken(text, "some.cases.yaml") == NotAppended(told)

    @pytest.mark.parametrize("text", ["cases: {a: 1}\n", "cases: soon\n", "[1]", "cases: [\n"])
    def test_what_is_no_list_of_cases(self, text: str) -> None:
        assert refused(text).startswith("the case file has mistakes")

    def test_facts_that_are_none(self) -> None:
        assert refused(CASES, facts=None) == "a case needs facts, and these are none"

    def test_a_layout_in_which_there_is_no_place(self) -> None:
        told = "`some.cases.yaml` is laid out so that no case can be added to it"
        assert refused("{given: {}}\n") == told


class TestDifference:
    @pytest.mark.parametrize(
        ("defaults", "facts", "over"),
        [
            ({}, {}, {}),
            ({"a": "1"}, {"a": "1"}, {}),
            ({"a": "1"}, {"a": Written("1")}, {"a": Written("1")}),
            ({"a": Written("1.0")}, {"a": Written("1")}, {"a": Written("1")}),
            ({"a": "1", "b": "2"}, {"b": "2"}, {"a": None}),
            ({"a": {"x": "1", "y": "2"}}, {"a": {"y": "3"}}, {"a": {"x": None, "y": "3"}}),
            ({"a": {"x": "1"}}, {"a": {}}, {"a": {"x": None}}),
            ({"a": {"x": "1"}}, {"a": "1"}, {"a": "1"}),
            ({"a": "1"}, {"a": {"x": "1"}}, {"a": {"x": "1"}}),
            ({"a": ["1", {"x": "2"}]}, {"a": ["1", {"x": "2"}]}, {}),
            ({"a": ["1"]}, {"a": ["1", "2"]}, {"a": ["1", "2"]}),
            ({}, {"a": None}, {}),
            ({"a": "1"}, {"a": None}, {"a": None}),
            ({"a": None}, {"a": None}, {}),
        ],
    )
    def test_least(self, defaults: Any, facts: Any, over: Any) -> None:
        assert difference(defaults, facts) == over

    plain = st.recursive(
        st.sampled_from(["1", Written("1"), "x", True]),
        lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
        max_leaves=8,
    )
    objects = st.dictionaries(st.sampled_from("abc"), plain, max_size=3)

    @given(objects, objects)
    def test_laid_over_the_defaults_it_gives_the_facts(self, defaults: Any, facts: Any) -> None:
        over = difference(defaults, facts)
        assert laid_over(defaults, over) == facts
        assert difference(laid_over(defaults, over), facts) == {}


def shipped_questions() -> st.SearchStrategy[tuple[str, dict[str, object]]]:
    """The facts of any shipped case, asked of any shipped program with another's cases beside."""
    asked = [(name, case.given) for name in shipped_names() for case in read(text_of(name)).cases]
    return st.sampled_from(asked)


@settings(max_examples=60)
@given(
    shipped_questions(),
    st.sampled_from(shipped_names()),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    st.booleans(),
)
def test_all_cases_stay_and_the_new_one_passes(
    asked: tuple[str, dict[str, object]], beside: str, name: str, windows: bool
) -> None:
    program = load_shipped(asked[0])
    text = text_of(beside).replace("\n", "\r\n" if windows else "\n")
    new = appended(text, f"drawn {name}", asked[1], program)
    before, after = read(text), read(new)
    assert new.startswith(text)
    assert [(c.name, c.given, c.expect) for c in after.cases[:-1]] == [
        (c.name, c.given, c.expect) for c in before.cases
    ]
    run = run_cases(program, new.encode(), "some.cases.yaml")
    assert run.rows[-1].name == f"drawn {name}"
    assert run.rows[-1].run.passed
    assert run_cases(program, appended(None, name, asked[1], program).encode(), "x").well


class TestExpected:
    def of(self, name: str, case: str) -> dict[str, object]:
        found = read(text_of(name)).named(case)
        assert found is not None
        return expected_of(self.answered(name, found.given))

    def answered(self, name: str, given: dict[str, object]) -> Answer:
        return answer(load_shipped(name), given, native)

    def test_a_whole_purchase(self) -> None:
        assert self.of("world-elite", "whole purchase") == {
            "outcome": "REDEEMED",
            "reason": "REDEEMED_FULL",
            "cost_per_point": "0.01",
            "points": "10000",
            "credit": "100.00",
            "balance_after": "2000",
            "messages": ["email redeemed", "notify"],
        }

    def test_an_override_and_the_preference_that_is_used_up(self) -> None:
        assert self.of("world-elite", "gold coffee")["rule"] == "/conversion/overrides/0"
        assert self.of("world-elite", "next purchase only")["preference_after"] == "OFF"
        assert self.of("world-elite", "seven steps of ten")["partially_redeemed"] is True

    def test_where_it_ended_when_nothing_is_redeemed(self) -> None:
        found = self.of("world-elite", "country off the list")
        assert found["stage"] == "filters"
        assert found["points"] == "0"
        assert "cost_per_point" not in found

    def test_what_the_bank_is_asked_for(self) -> None:
        name = read(text_of("partner-bank")).names[0]
        found = self.of("partner-bank", name)
        assert (found["outcome"], found["target_points"]) == ("DEFERRED", "12500")
        assert "balance_after" not in found

    def test_a_redemption(self) -> None:
        assert self.of("all-rewards", "sample: cashback") == {
            "accepted": True,
            "points": "366.66",
            "balance_after": "96383462.64",
            "items": [{"scenario": "I", "points": "366.66", "cash": "11.00"}],
        }
        assert self.of("all-rewards", "account on hold") == {
            "accepted": False,
            "errors": ["NOT_ELIGIBLE"],
        }

    def test_a_reversal(self) -> None:
        assert self.of("all-rewards", "reversal in full, one lot expired meanwhile") == {
            "accepted": True,
            "credited": "5",
            "expired": "3",
            "remaining": "0",
            "lots": [{"id": "L1", "remaining": "0"}, {"id": "L2", "remaining": "99"}],
        }
        assert self.of("all-rewards", "reversal of more than was taken")["accepted"] is False

    def test_numbers_are_written_without_quotes(self) -> None:
        case = read(text_of("all-rewards")).cases[0]
        answered = self.answered("all-rewards", case.given)
        assert isinstance(answered, RedemptionDecision)
        assert isinstance(expected_of(answered)["points"], Written)
