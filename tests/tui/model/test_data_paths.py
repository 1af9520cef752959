import pytest

from pointsman.tui.model.data_paths import (
    MISSING,
    keys_of,
    nested,
    value_at,
    with_value,
    without,
)

DATA = {"a": {"b": "1"}, "l": ["x", {"y": None}]}


def test_keys_of_a_pointer_are_unescaped() -> None:
    assert keys_of("/a~1b/c~0d/0") == ("a/b", "c~d", "0")
    assert keys_of("") == ()


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((), DATA),
        (("a", "b"), "1"),
        (("l", "1", "y"), None),
        (("l", "2"), MISSING),
        (("l", "01"), MISSING),
        (("l", "-1"), MISSING),
        (("a", "b", "c"), MISSING),
    ],
)
def test_value_at(keys: tuple[str, ...], value: object) -> None:
    assert value_at(DATA, keys) == value


def test_a_changed_copy_leaves_the_data_as_they_were() -> None:
    changed = with_value(DATA, ("a", "b"), "2")
    assert changed == {"a": {"b": "2"}, "l": ["x", {"y": None}]}
    assert DATA["a"] == {"b": "1"}


def test_a_list_grows_by_the_entry_after_its_last() -> None:
    assert with_value(["x"], ("1",), "y") == ["x", "y"]
    assert with_value(["x"], ("0",), "y") == ["y"]


def test_what_is_missing_around_a_value_is_made() -> None:
    assert nested(("a", "0", "b"), "1") == {"a": [{"b": "1"}]}
    assert with_value({"a": "text"}, ("a", "b"), "1") == {"a": {"b": "1"}}


def test_without_a_key_or_an_entry() -> None:
    assert without(DATA, ("a", "b")) == {"a": {}, "l": ["x", {"y": None}]}
    assert without(DATA, ("l", "0")) == {"a": {"b": "1"}, "l": [{"y": None}]}
    assert without(DATA, ("l", "1", "y")) == {"a": {"b": "1"}, "l": ["x", {}]}


def test_nothing_is_taken_from_where_nothing_is() -> None:
    assert without(DATA, ("a", "c")) is DATA
    assert without(DATA, ()) is DATA
