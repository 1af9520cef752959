from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.reading import read_document
from pointsman.dsl.schema import program_validator
from pointsman.dsl.schema_errors import check_schema
from pointsman.dsl.source_limits import MAX_REPORTED
from tests.dsl.points_reading import read
from tests.dsl.schema_mistakes import POINTS, YAML, in_yaml, of_document, short
from tests.strategies.documents import simple_document

# One mistake, one diagnostic


def test_a_near_name_explains_what_is_missing_and_another_does_not() -> None:
    found = in_yaml(YAML.replace("currency", "colour"))
    assert short(found) == [("missing-statement", "program"), ("unknown-key", "colour")]


def test_all_unknown_keys_are_told() -> None:
    found = in_yaml(f"{YAML}colour: red\nshape: round\nbankk: hosted\n")
    assert short(found) == [("unknown-key", key) for key in ("colour", "shape", "bankk")]


def test_mistakes_in_many_places_stand_in_the_order_of_the_text() -> None:
    text = YAML.replace("version: 1", "version: []").replace("whole", "hole").replace("rate", "rat")
    assert short(in_yaml(text)) == [
        ("wrong-type", "[]"),
        ("bad-value", "hole"),
        ("unknown-key", "rat"),
    ]


def test_what_is_reported_already_is_not_told_again() -> None:
    located = read_document(f"{YAML}communications: {{statement: {'a' * 10_001}}}\n", "a.yaml")
    assert [d.code for d in located.diagnostics] == ["text-too-long"]
    assert check_schema(located) == []


def test_what_stands_too_deep_is_not_told_to_be_missing() -> None:
    text = POINTS.replace("HERE", f"filters {{ require {'not ' * 63}cross_border }}")
    located = read(text)
    assert [d.code for d in located.diagnostics] == ["too-deep"]
    assert check_schema(located) == []


# Documents that are none


@pytest.mark.parametrize(
    ("document", "code", "found"),
    [
        (None, "missing-program", "nothing"),
        ([], "wrong-type", "a list"),
        ("abc", "wrong-type", "`abc`"),
        (True, "wrong-type", "`true`"),
        (7, "wrong-type", "`7`"),
    ],
)
def test_a_document_that_is_no_program(document: object, code: str, found: str) -> None:
    [told_] = of_document(document)
    assert (told_.code, told_.help) == (code, "begin with `program`, the name of the program")
    assert told_.message == f"found {found}, expected a program: settings written `name: value`"


def test_a_document_that_could_not_be_read_is_no_second_mistake() -> None:
    located = read_document("{", "a.json")
    assert located.diagnostics != []
    assert check_schema(evolve(located, document=None)) == []


# Whatever is read

SCALARS = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=4)
KEYS = (
    "program version points filters mcc only except purchase over require condition all any not "
    "fact op value values merchant in name id for when rate tiers base conversion overrides"
)
JSON = st.recursive(
    SCALARS | st.sampled_from(["=", "in", "choice", "text", "whole"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)
PARTS = ("filters", "groups", "facts", "preferences", "post_purchase", "communications", "points")


def is_valid(document: object) -> bool:
    return bool(program_validator().is_valid(document))


@given(JSON)
def test_any_document_is_answered(document: object) -> None:
    found = of_document(document)
    assert (found == []) == is_valid(document)
    assert all("\n" not in d.message and d.message for d in found)


@given(st.sampled_from(PARTS), JSON)
def test_any_part_of_a_document_is_answered(part: str, value: object) -> None:
    document = simple_document() | {part: value}
    assert (of_document(document) == []) == is_valid(document)


@given(JSON)
def test_any_condition_is_answered(value: object) -> None:
    document = simple_document(filters=[{"require": {"condition": value}}])
    assert (of_document(document) == []) == is_valid(document)


@given(JSON)
def test_answers_do_not_vary(value: object) -> None:
    document = simple_document() | {"filters": [value], "conversion": value}
    assert of_document(document) == of_document(document)


@pytest.mark.parametrize(
    "part",
    [
        {"filters": [{"mcc": {"only": [[]] * 100_000}}]},
        {"filters": [{"mcc": {"only": ["5411"]}}, {"mcc": {"except": ["5411"]}}] * 10_000},
        {f"key {number}": "x" for number in range(50_000)},
    ],
    ids=["values", "contradictions", "keys"],
)
@pytest.mark.timeout(60)  # a hang fails; how long it takes is for benchmarks
def test_very_many_mistakes_are_cut_short(part: dict[str, Any]) -> None:
    found = of_document(simple_document() | part)
    assert 1 <= len(found) <= MAX_REPORTED + 1


def test_messages_are_short_and_on_one_line() -> None:
    [found] = of_document(simple_document() | {"bank": "a\n" * 4_000})
    assert found.message.startswith("found `aU+000A")
    assert len(found.message) < 500
