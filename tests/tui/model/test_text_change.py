from hypothesis import given
from hypothesis import strategies as st

from pointsman.tui.model.text_change import TextChange, text_change

TEXTS = st.text("ab\n", max_size=30)


def test_a_key_typed_is_one_character() -> None:
    assert text_change("a: 10\n", "a: 105\n") == TextChange(5, 5, "5")


def test_what_both_have_at_their_ends_stays() -> None:
    assert text_change("a: chip # x", "a: manual # x") == TextChange(3, 7, "manual")


@given(TEXTS, TEXTS)
def test_the_change_makes_the_one_of_the_other(old: str, new: str) -> None:
    change = text_change(old, new)
    assert old[: change.start] + change.new + old[change.end :] == new


@given(TEXTS)
def test_nothing_changes_between_two_that_are_alike(text: str) -> None:
    change = text_change(text, text)
    assert change.start == change.end
    assert change.new == ""
