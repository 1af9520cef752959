"""Nearest names: slips are found, far-fetched ones are not, and it stays quick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.suggestions import nearest

WORDS = ["filters", "version", "over", "for", "communications"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("filtrs", "filters"),  # one less
        ("fillters", "filters"),  # one more
        ("filtars", "filters"),  # one changed
        ("verison", "version"),  # two swapped
        ("VERSION", "version"),  # capitals
        ("ovr", "over"),
        ("fr", "for"),
        ("comunnicatoins", "communications"),  # three edits in a long word
        ("xover", "over"),
    ],
)
def test_slips_are_found(word: str, expected: str) -> None:
    assert nearest(word, WORDS) == expected


@pytest.mark.parametrize("word", ["", "x", "prefs", "ov", "oxxr", "verxxxn", "digital", "f" * 50])
def test_nothing_far_is_suggested(word: str) -> None:
    assert nearest(word, ["version", "over", "preferences", "f"]) is None


def test_the_word_itself_is_no_suggestion() -> None:
    assert nearest("over", ["over"]) is None
    assert nearest("over", ["over", "ovr"]) == "ovr"


def test_of_equally_near_names_the_first_is_taken() -> None:
    assert nearest("gold", ["bold", "cold"]) == "bold"
    assert nearest("gold", ["bald", "cold"]) == "cold"


def test_no_candidates() -> None:
    assert nearest("over", []) is None


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=8))
def test_a_suggestion_is_a_candidate_and_near(word: str, candidates: list[str]) -> None:
    found = nearest(word, candidates)
    assert found is None or found in candidates
    if found is not None:
        assert abs(len(found.casefold()) - len(word.casefold())) <= 3
        assert found != word


@given(st.text("abc", min_size=2, max_size=8), st.data())
def test_one_letter_too_few_is_always_near(name: str, data: st.DataObject) -> None:
    name = "xyz" + name
    gone = data.draw(st.integers(0, len(name) - 1))
    assert nearest(name[:gone] + name[gone + 1 :], [name]) == name
