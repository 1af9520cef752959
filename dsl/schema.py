"""The JSON Schema of program documents, and the one validator that is made of it.

Beside the keywords of draft 2020-12 the schema carries words for authors, which validators pass
over:

    x-called    what an object is called: "a program", "`points`"
    x-expected  what belongs in a place: "an amount of money"
    x-add       what to do when the property is missing
    x-code, x-message, x-help
                the diagnostic when this very subschema fails
    x-both, x-apart
                what contradicts what: two properties, or the paths of two items of a list
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jsonschema import Draft202012Validator

PROGRAM_SCHEMA: Final = "program.schema.json"


@cache
def program_schema_text() -> str:
    """The schema as it is published: a JSON text."""
    return (files("pointsman.dsl") / "schemas" / PROGRAM_SCHEMA).read_text("utf-8")


@cache
def program_schema() -> Mapping[str, Any]:
    """The schema of program documents; the same object at each call, not to be changed."""
    schema: Mapping[str, Any] = json.loads(program_schema_text())
    return schema


@cache
def program_validator() -> Draft202012Validator:
    """The validator of program documents, made at the first call."""
    return Draft202012Validator(program_schema())
