"""JSON in the documented order."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.formatter import document_to_json
from tests.dsl.formatter.test_from_document import everything
from tests.strategies.choices import Choices, any_choices
from tests.strategies.documents import documents, simple_document


def test_the_form() -> None:
    assert document_to_json(simple_document(points={"precision": "whole", "name": "円"})) == (
        "{\n"
        '  "program": "Test",\n'
        '  "version": "1",\n'
        '  "currency": "USD",\n'
        '  "points": {\n'
        '    "name": "円",\n'
        '    "precision": "whole"\n'
        "  },\n"
        '  "conversion": {\n'
        '    "base": {\n'
        '      "rate": "0.01"\n'
        "    }\n"
        "  },\n"
        '  "redemption": {\n'
        '    "full": true\n'
        "  }\n"
        "}\n"
    )


def shuffled(value: Any, choices: Choices) -> Any:
    if isinstance(value, list):
        return [shuffled(item, choices) for item in value]
    if isinstance(value, dict):
        keys = choices.some(list(value), len(value), len(value))
        return {key: shuffled(value[key], choices) for key in keys}
    return value


def test_keys_come_in_the_documented_order() -> None:
    """The documented document has the keys of every object in their order."""
    written = json.loads(document_to_json(everything()))
    assert json.dumps(written) == json.dumps(everything())


@given(documents(), any_choices())
def test_the_order_of_keys_at_hand_makes_no_difference(
    document: dict[str, Any], choices: Choices
) -> None:
    assert document_to_json(shuffled(document, choices)) == document_to_json(document)


@given(st.permutations(["program", "later", "version", "sooner"]))
def test_unknown_keys_come_last_as_they_are(keys: list[str]) -> None:
    written = list(json.loads(document_to_json(dict.fromkeys(keys, "1"))))
    unknown = [key for key in keys if key in ("later", "sooner")]
    assert written == ["program", "version", *unknown]
