import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pointsman.engine.fact_types import CHANNELS, PROCESSINGS
from pointsman.engine.facts import Household, Mode, Status
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import read_facts
from pointsman.engine.reasons import Reason
from tests.facts.purchases import CONTEXT, PURCHASE, changed
from tests.facts.strategies import native_facts, paths, plain_json

SCHEMA = json.loads((files("pointsman.dsl") / "schemas" / "facts.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
REQUEST = {"requested_at": "2026-03-20T09:00:00-04:00", "after": "PREFERENCE_OFF"}

BEYOND_A_SCHEMA = {
    "asked-too-early",
    "bad-time",
    "bad-text",
    "no-minor-unit",
    "too-fine",
    "unknown-country",
    "unknown-currency",
}
"""What only the reader can find wrong: calendars, the lists of ISO, one field against another."""


def properties(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schemas of all properties, at any depth."""
    found = []
    for value in schema.get("properties", {}).values():
        found += [value, *properties(value)]
    return found


def property_at(path: str) -> dict[str, Any]:
    schema = SCHEMA
    for key in path.split("."):
        schema = schema["properties"][key]
    return schema


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_is_described_and_no_other_is_allowed() -> None:
    fields = properties(SCHEMA)
    assert len(fields) == len(paths(changed({"post_purchase": REQUEST}))) - 3  # its own facts
    assert all(len(field["description"]) > 10 for field in fields)
    objects = [SCHEMA, *(field for field in fields if "properties" in field)]
    assert all(schema["additionalProperties"] is False for schema in objects)


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("authorization.channel", CHANNELS),
        ("authorization.processing", PROCESSINGS),
        ("account.status", Status),
        ("account.household", Household),
        ("account.preferences.mode", Mode),
    ],
)
def test_lists_are_those_of_the_engine(path: str, choices: Any) -> None:
    assert property_at(path)["enum"] == [*choices, None]


def test_reasons_are_those_of_the_engine() -> None:
    assert property_at("post_purchase.after")["enum"] == list(Reason)


def test_the_purchase_of_the_design_is_valid() -> None:
    assert VALIDATOR.is_valid(PURCHASE)
    assert VALIDATOR.is_valid(changed({"post_purchase": REQUEST}))


@given(native_facts)
def test_what_can_be_read_is_valid(facts: dict[str, Any]) -> None:
    assert read_facts(facts, CONTEXT)
    assert list(VALIDATOR.iter_errors(facts)) == []


@given(st.sampled_from(paths(PURCHASE)), plain_json)
def test_schema_and_reader_agree_on_every_field(path: str, value: object) -> None:
    facts = changed({path: value})
    if not VALIDATOR.is_valid(facts):
        with pytest.raises(BadFactsError):
            read_facts(facts, CONTEXT)
    elif not path.startswith("account.facts"):
        assert codes(facts) <= BEYOND_A_SCHEMA


def codes(facts: dict[str, Any]) -> set[str]:
    try:
        read_facts(facts, CONTEXT)
    except BadFactsError as refused:
        return {str(problem.code) for problem in refused.problems}
    return set()
