import string

import pytest
from textual.keys import _character_to_key

from pointsman.tui.actions.registry import ACTIONS
from pointsman.tui.model.key_names import key_name, merged_with, nearest_key


@pytest.mark.parametrize("character", string.printable.split()[0])
def test_a_character_has_the_name_that_textual_knows(character: str) -> None:
    assert key_name(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ctrl+s", "ctrl+s"),
        (" Ctrl+S ", "ctrl+S"),
        ("shift+ctrl+f5", "ctrl+shift+f5"),
        ("PageUp", "pageup"),
        ("F12", "f12"),
        ("question_mark", "question_mark"),
        ("slash", "slash"),
        ("é", "é"),
        ("ctrl+/", "ctrl+slash"),
        ("ctrl++", "ctrl+plus"),
        ("+", "plus"),
        ("left_square_bracket", "left_square_bracket"),
        ("", None),
        ("ctrl+", None),
        ("crtl+s", None),
        ("ctrl+ctrl+s", None),
        ("f99", None),
        ("\x1b", None),
        ("save", None),
    ],
)
def test_keys_as_people_write_them(written: str, name: str | None) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("crtl+s", "ctrl+s"),
        ("pagedwn", "pagedown"),
        ("Shfit+F5", "shift+f5"),
        ("quxquxqux", None),
        ("nothing+s", None),
    ],
)
def test_what_was_perhaps_meant(written: str, meant: str | None) -> None:
    assert nearest_key(written) == meant


def test_what_terminals_send_alike() -> None:
    assert merged_with("ctrl+i") == "tab"
    assert merged_with("ctrl+s") is None


def test_every_key_of_ours_is_one() -> None:
    assert [key for action in ACTIONS for key in action.keys if key_name(key) != key] == []
