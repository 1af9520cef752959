import json

import pytest

from tests.dsl.program_texts import conversion, only, program, read, told, whole
from tests.strategies.documents import simple_document

TWO_GROUPS = program('group coffee { id "1" }', 'group books { id "2" }', 'group coffee { id "3" }')


def test_a_group_is_declared_once() -> None:
    assert whole(only(TWO_GROUPS)) == {
        "code": "duplicate-name",
        "marked": "coffee",
        "message": "two groups are called `coffee`",
        "help": "rename one",
        "marks": [("coffee", "first written here")],
    }
    assert only(TWO_GROUPS).line == 4
    assert only(TWO_GROUPS).marks[0].span.start == TWO_GROUPS.index("coffee")


def test_the_third_of_a_name_is_reported_too() -> None:
    text = program("fact a text", "fact a number", "fact a in (x)")
    assert [each.line for each in read(text).errors] == [3, 4]
    assert {each.message for each in read(text).errors} == {"two facts are called `a`"}


def test_an_override_is_named_once() -> None:
    text = conversion(
        'override "Sub" for mcc 5411 at 1',
        'override "Sub" for mcc 5412 at 1',
        'override "sub" for mcc 5413 at 1',
    )
    assert only(text).message == "two overrides are called `Sub`"
    assert told(text) == [("duplicate-name", '"Sub"')]


def test_a_choice_has_each_value_once() -> None:
    text = program("fact segment in (gold, silver, gold)")
    assert whole(only(text)) == {
        "code": "duplicate-name",
        "marked": "gold",
        "message": "`gold` stands twice among the values of `segment`",
        "help": "leave one out",
        "marks": [("gold", "first written here")],
    }


def test_groups_facts_and_overrides_do_not_share_their_names() -> None:
    text = program(
        "fact coffee text",
        'group coffee { id "1" }',
        conversion='{ base at 0.01 override "coffee" for merchant coffee at 0.02 }',
    )
    assert told(text) == []


@pytest.mark.parametrize("name", ["amount", "mcc", "channel", "product", "balance", "acquirer"])
def test_a_built_in_fact_keeps_its_name(name: str) -> None:
    assert whole(only(program(f"fact {name} text"))) == {
        "code": "name-taken",
        "marked": name,
        "message": f"`{name}` cannot be a name here: there is a built-in fact of that name",
        "help": "choose another name",
    }


@pytest.mark.parametrize("name", ["not", "and", "or", "in", "like", "merchant"])
def test_an_own_fact_is_no_word_of_expressions(name: str) -> None:
    diagnostic = only(program(f"fact {name} text"))
    assert diagnostic.code == "name-taken"
    assert diagnostic.message == f"`{name}` cannot be a name here: it is a word of the language"


@pytest.mark.parametrize("name", ["id", "name", "acquirer", "terminal"])
def test_a_group_is_no_kind_of_entry(name: str) -> None:
    diagnostic = only(program(f'group {name} {{ id "1" }}'))
    assert diagnostic.code == "name-taken"
    assert (
        diagnostic.message
        == f"`{name}` cannot be a name here: it is a kind of entry in merchant lists"
    )


@pytest.mark.parametrize("name", ["full", "mcc", "over", "program", "amount", "_", "a9"])
def test_other_words_may_name_groups(name: str) -> None:
    assert told(program(f'group {name} {{ id "1" }}', f"filters {{ merchant only {name} }}")) == []


@pytest.mark.parametrize("name", ["", "2ab", "a-b", "a b", "é", "merchant.ids", "a "])
@pytest.mark.parametrize("kind", ["groups", "facts"])
def test_a_name_that_no_text_could_write_is_refused(name: str, kind: str) -> None:
    rest = {"entries": [{"id": "1"}]} if kind == "groups" else {"type": "text"}
    text = json.dumps(simple_document(**{kind: [{"name": name, **rest}]}), ensure_ascii=False)
    assert told(text, "a.json") == [("bad-name", f'"{name}"')]


@pytest.mark.parametrize(
    ("name", "word"),
    [("gold members", "gold_members"), ("2ab", "_2ab"), ("é", "my_fact"), ("", "my_fact")],
)
def test_a_name_that_is_no_word_gets_one_that_is(name: str, word: str) -> None:
    document = simple_document(facts=[{"name": name, "type": "text"}])
    diagnostic = only(json.dumps(document), "a.json")
    assert diagnostic.help == f"write it as `{word}`"
    assert diagnostic.message == (
        f"a fact's name is a letter or `_`, then letters, digits and `_`, not `{name}`"
    )


def test_a_built_in_fact_with_a_point_keeps_its_name_too() -> None:
    document = simple_document(facts=[{"name": "merchant.id", "type": "text"}])
    assert told(json.dumps(document), "a.json") == [("name-taken", '"merchant.id"')]
