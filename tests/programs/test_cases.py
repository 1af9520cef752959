from pathlib import Path

import pytest

from pointsman.engine.problems import BadFactsError
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import cases_beside, laid_over
from tests.programs.small_programs import small_program


class TestProblemsWithFacts:
    DEFAULTS = """\
given:
  authorization: {amount: 100.00, currency: USX}
  account: {balance: 12000}
cases:
  - name: a
    given:
      authorization: {amount: 100.005}
      account: {status: GOOD, preferences: {mod: ALL}}
      post_purchase: {after: PREFERENCE_OFF}
    expect: {points: 1}
  - name: b
    given: {authorization: null}
    expect: {points: 1}
"""

    def problems(self, name: str) -> list[tuple[str, str]]:
        """The marked text and the code of each problem with the facts of a case."""
        file = read_cases(self.DEFAULTS.encode(), "small.cases.yaml")
        case = file.named(name)
        assert case is not None
        with pytest.raises(BadFactsError) as refused:
            small_program().decide(case.given)
        found = file.problems_of(case, refused.value.problems)
        text = file.located.source.text
        return [(text[each.span.start : each.span.end], each.code) for each in found]

    def test_each_is_shown_in_the_case_or_in_the_defaults(self) -> None:
        assert self.problems("a") == [
            ("USX", "unknown-currency"),
            ("GOOD", "not-a-choice"),
            ("mod", "unknown-key"),
            ("post_purchase", "missing-fact"),
        ]

    def test_what_was_taken_away_is_missing_from_the_case(self) -> None:
        ((marked, code),) = self.problems("b")
        assert code == "missing-fact"
        assert marked == "null"


class TestLaidOver:
    @pytest.mark.parametrize(
        ("defaults", "given", "merged"),
        [
            ({}, {}, {}),
            ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
            ({"a": 1}, {"a": 2}, {"a": 2}),
            ({"a": 1}, {"a": None}, {}),
            ({}, {"a": None}, {}),
            ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
            ({"a": {"b": 1}}, {"a": {"b": None}}, {"a": {}}),
            ({"a": {"b": 1}}, {"a": None}, {}),
            ({"a": {"b": 1}}, {"a": 5}, {"a": 5}),
            ({"a": 5}, {"a": {"b": 1}}, {"a": {"b": 1}}),
            ({"a": [1]}, {"a": [2]}, {"a": [2]}),
        ],
    )
    def test_key_by_key(
        self, defaults: dict[str, object], given: dict[str, object], merged: dict[str, object]
    ) -> None:
        before = repr(defaults)
        assert laid_over(defaults, given) == merged
        assert repr(defaults) == before, "the defaults serve every case"


def test_cases_stand_beside_their_program() -> None:
    assert cases_beside(Path("a/world-elite.points")) == Path("a/world-elite.cases.yaml")
    assert cases_beside(Path("world.elite.yaml")) == Path("world.elite.cases.yaml")
