import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import fields
from hypothesis import given
from jsonschema import Draft202012Validator

from pointsman.dsl.schema import program_schema, program_schema_text, program_validator
from pointsman.engine import conditions, rules
from pointsman.engine.fact_types import Kind
from pointsman.engine.selectors import GroupEntry, Selector
from tests.strategies.documents import KEYS, documents, simple_document

SCHEMA = program_schema()
DEFINITIONS = SCHEMA["$defs"]
TOP = SCHEMA["properties"]
WORDS = {
    "x-add", "x-apart", "x-both", "x-called", "x-code", "x-expected", "x-help", "x-message",
    "x-one-of",
}  # fmt: skip


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every subschema that may fail, in `properties`, `items`, `$defs` and so on."""
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in {"properties", "$defs", "dependentSchemas"}:
                for inner in value.values():
                    yield from subschemas(inner)
            elif key in {"items", "then", "not", "if", "contains"}:
                yield from subschemas(value)
            elif key in {"allOf", "anyOf"}:
                for inner in value:
                    yield from subschemas(inner)


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that a program may have."""
    for schema in subschemas(SCHEMA):
        if "additionalProperties" in schema:
            yield from schema["properties"].items()


def errors(document: object) -> list[str]:
    return [error.message for error in program_validator().iter_errors(document)]


def nested(key: str, levels: int) -> Any:
    condition: Any = {"fact": "channel", "op": "=", "value": "chip"}
    for _ in range(levels):
        condition = {key: condition if key == "not" else [condition]}
    return condition


def requiring(condition: object) -> dict[str, Any]:
    return simple_document(filters=[{"require": {"condition": condition}}])


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:pointsman:schema:program"
    assert json.loads(program_schema_text()) == SCHEMA


def test_schema_and_validator_are_made_once() -> None:
    assert program_schema() is SCHEMA
    assert program_validator() is program_validator()


def test_every_property_has_a_title_and_is_described() -> None:
    found = list(described())
    assert len(found) > 70
    assert [key for key, schema in found if len(schema.get("description", "")) <= 10] == []
    assert [key for key, schema in found if not schema.get("title")] == []


def test_no_object_takes_other_keys() -> None:
    whole = [s for s in subschemas(SCHEMA) if "x-called" in s and "properties" in s]
    assert len(whole) > 20
    assert [s["x-called"] for s in whole if s["additionalProperties"] is not False] == []


def test_nothing_in_it_takes_long_to_check() -> None:
    slow = {"uniqueItems", "pattern", "patternProperties", "oneOf", "multipleOf"}
    assert [slow & schema.keys() for schema in subschemas(SCHEMA) if slow & schema.keys()] == []


def test_its_own_keywords_are_known() -> None:
    used = {key for schema in subschemas(SCHEMA) for key in schema if key.startswith("x-")}
    assert used == WORDS


def test_a_subschema_with_a_code_says_what_to_say() -> None:
    coded = [schema for schema in subschemas(SCHEMA) if "x-code" in schema]
    assert {schema["x-code"] for schema in coded} == {"contradiction", "missing-statement"}
    assert all(schema["x-message"] and schema["x-help"] for schema in coded)


def test_messages_are_worded_as_all_errors_are() -> None:
    keys = ("x-message", "x-help", "x-add")
    texts = [s[key] for s in subschemas(SCHEMA) for key in keys if key in s]
    assert all(text[0] in "`abcdefghijklmnopqrstuvwxyz" and text[-1] != "." for text in texts)


@pytest.mark.parametrize(
    ("properties", "cls"),
    [
        (TOP, rules.Rules),
        (TOP["effective"]["properties"], rules.Effective),
        (TOP["points"]["properties"], rules.Points),
        (TOP["preferences"]["properties"], rules.Preferences),
        (TOP["conversion"]["properties"], rules.Conversion),
        (TOP["redemption"]["properties"], rules.Redemption),
        (TOP["redemption"]["properties"]["partial"]["properties"], rules.Partial),
        (TOP["post_purchase"]["properties"], rules.PostPurchase),
        (TOP["communications"]["properties"], rules.Communications),
        (TOP["digital"]["properties"], rules.Digital),
        (DEFINITIONS["item"]["properties"], rules.DigitalItem),
        (DEFINITIONS["fact"]["properties"], rules.OwnFact),
        (DEFINITIONS["group"]["properties"], rules.Group),
        (DEFINITIONS["entry"]["properties"], GroupEntry),
        (DEFINITIONS["selector"]["properties"], Selector),
        (DEFINITIONS["filter"]["properties"], rules.Filter),
        (DEFINITIONS["filter"]["properties"]["purchase"]["properties"], rules.PurchaseFilter),
        (DEFINITIONS["filter"]["properties"]["balance"]["properties"], rules.BalanceFilter),
        (DEFINITIONS["filter"]["properties"]["require"]["properties"], rules.Requirement),
        (DEFINITIONS["base"]["properties"], rules.Base),
        (DEFINITIONS["tier"]["properties"], rules.Tier),
        (DEFINITIONS["override"]["properties"], rules.Override),
        (DEFINITIONS["override"]["properties"]["for"]["properties"], rules.OverrideFor),
    ],
)
def test_objects_have_the_fields_of_their_classes(properties: dict[str, Any], cls: Any) -> None:
    assert list(properties) == [field.name.rstrip("_") for field in fields(cls)]


def test_a_condition_has_the_fields_of_all_its_forms() -> None:
    forms = get_args(conditions.Condition)
    names = {f.name.rstrip("_") for form in forms for f in fields(form)} - {"in", "not_in"}
    assert set(DEFINITIONS["condition"]["properties"]) == names | {"merchant"}


def test_lists_of_words_are_those_of_the_engine() -> None:
    points = TOP["points"]["properties"]
    assert points["precision"]["enum"] == list(rules.Precision)
    assert points["rounding"]["enum"] == list(rules.Rounding)
    assert TOP["bank"]["enum"] == list(rules.Bank)
    operators = DEFINITIONS["condition"]["properties"]["op"]["enum"]
    assert set(operators) == {op for kind in Kind for op in kind.operators}


def test_the_keys_are_those_of_the_document() -> None:
    assert tuple(TOP) == KEYS


def test_the_document_of_the_documentation_is_valid(root: Path) -> None:
    text = (root / "docs" / "document.md").read_text("utf-8")
    document = json.loads(text.partition("```json\n")[2].partition("```")[0])
    assert set(document) == set(TOP)
    assert errors(document) == []


@given(documents())
def test_drawn_documents_are_valid(document: dict[str, Any]) -> None:
    assert errors(document) == []


def test_numbers_may_stand_without_quotes() -> None:
    document = simple_document(
        version=1,
        conversion={"base": {"tiers": [{"up_to": 500, "rate": 0.01}, {"rate": 0.012}]}},
        filters=[{"mcc": {"only": [5411, {"from": 3000, "to": 3299}]}}],
        post_purchase={"within_days": 90},
    )
    assert errors(document) == []


@pytest.mark.parametrize("missing", SCHEMA["required"])
def test_what_a_program_needs(missing: str) -> None:
    document = simple_document()
    del document[missing]
    assert errors(document) == [f"{missing!r} is a required property"]


@pytest.mark.parametrize(("key", "levels"), [("not", 60), ("all", 30), ("any", 30)])
def test_conditions_may_stand_in_each_other(key: str, levels: int) -> None:
    assert errors(requiring(nested(key, levels))) == []


def test_a_mistake_below_many_conditions_is_found() -> None:
    document = json.dumps(requiring(nested("not", 60))).replace('"value"', '"valeu"')
    assert len(errors(json.loads(document))) == 2


@pytest.mark.parametrize(
    "filters",
    [
        [{"mcc": {"only": ["5411"] * 100_000}}],
        [{"mcc": {"only": [{"from": "3000", "to": "3299"}] * 50_000}}],
        [{"purchase": {"over": "1.00"}}] * 20_000,
    ],
    ids=["codes", "ranges", "filters"],
)
@pytest.mark.timeout(60)  # a hang fails; how long it takes is for benchmarks
def test_long_lists_are_fine(filters: list[Any]) -> None:
    assert errors(simple_document(filters=filters)) == []
