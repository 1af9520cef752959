from pointsman.dsl.checks.outline import Item, Outline, items_of
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source


def outline(document: object, *incomplete: str) -> Outline:
    return Outline(Located(Source("a", ""), document, incomplete=frozenset(incomplete)))


def test_objects_are_found_by_their_path() -> None:
    found = outline({"a": {"b": {"c": "1"}, "d": "2"}})
    assert found.block("a", "b") == {"c": "1"}
    assert found.block() == {"a": {"b": {"c": "1"}, "d": "2"}}
    assert found.block("a", "d") == found.block("a", "d", "e") == found.block("x") == {}
    assert outline(None).block("a") == outline([1]).block() == {}


def test_items_keep_their_places_in_a_list() -> None:
    found = outline({"a": {"b": [{"x": "1"}, "no", None, {"x": "2"}]}})
    assert list(found.items("a", "b")) == [Item("/a/b/0", {"x": "1"}), Item("/a/b/3", {"x": "2"})]
    assert (
        list(found.items("a")) == list(found.items("a", "c")) == list(outline("x").items("a")) == []
    )
    assert list(items_of({"0": {}}, "/x")) == []


def test_it_knows_where_something_was_lost() -> None:
    assert outline({}, "/redemption").lost_something("/redemption")
    assert not outline({}, "/redemption").lost_something("")
