import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.nearest import MAX_LENGTH, distance, nearest

KEYS = ("amount", "currency", "country", "channel", "mcc", "time")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("amuont", "amount"),
        ("curency", "currency"),
        ("MCC", "mcc"),
        ("tim", "time"),
        ("countries", "country"),
        ("chanell", "channel"),
        ("colour", None),
        ("m", None),
        ("", None),
        ("x" * (MAX_LENGTH + 1), None),
    ],
)
def test_a_misspelt_word_finds_its_neighbour(word: str, near: str | None) -> None:
    assert nearest(word, KEYS) == near


def test_of_equally_near_words_the_first_is_taken() -> None:
    assert nearest("cat", ("bat", "cut")) == "bat"
    assert nearest("cat", ("cut", "bat")) == "cut"


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("", "ab", 2),
        ("ab", "ba", 1),
        ("abc", "acb", 1),
        ("kitten", "sitting", 3),
    ],
)
def test_distance(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_zero_for_the_same_only(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))
