"""Two records, field by field, also of nested objects."""

from collections.abc import Mapping

from pointsman.tui.model.record_differences import FieldDifference, RecordReader
from tests.tui.compare_desks import LEFT, RIGHT, read


def differences(left: Mapping[str, object], right: Mapping[str, object]) -> list[FieldDifference]:
    here, there = read(LEFT).program, read(RIGHT).program
    assert here is not None
    assert there is not None
    return list(RecordReader.of(here, there).differences(left, right))


def test_equal_records_do_not_differ() -> None:
    assert differences({"points": "5"}, {"points": "5"}) == []


def test_which_program_decided_is_not_told() -> None:
    assert differences({"program": {"version": 2}}, {"program": {"version": 3}}) == []


def test_a_program_within_is_a_field_like_others() -> None:
    found = differences({"response": {"program": "a"}}, {"response": {"program": "b"}})
    assert found == [FieldDifference("response/program", "a", "b")]


def test_values_as_people_read_them() -> None:
    left = {"full": True, "left": None, "messages": ["notify"], "count": 1}
    right = {"full": False, "left": "7", "messages": [], "count": 2}
    assert differences(left, right) == [
        FieldDifference("full", "true", "false"),
        FieldDifference("left", None, "7"),
        FieldDifference("messages", "notify", "none"),
        FieldDifference("count", "1", "2"),
    ]


def test_objects_in_lists_are_taken_apart() -> None:
    left = {"items": [{"item": "1", "points": "3"}, {"item": "2"}]}
    right = {"items": [{"item": "1", "points": "4"}]}
    assert differences(left, right) == [
        FieldDifference("items/0/points", "3", "4"),
        FieldDifference("items/1/item", "2", None),
    ]


def test_true_is_not_one() -> None:
    assert differences({"a": True}, {"a": 1}) == [FieldDifference("a", "true", "1")]


def test_rules_are_the_same_by_kind_and_name() -> None:
    coffee = {"rule": "/conversion/overrides/0"}, {"rule": "/conversion/overrides/1"}
    assert differences(*coffee) == []
    assert differences({"rule": "/conversion/overrides/0"}, {"rule": "/conversion/base"}) == [
        FieldDifference("rule", "/conversion/overrides/0 (Coffee)", "/conversion/base (base)")
    ]
