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
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

PROGRAM_SCHEMA: Final = "program.schema.json"

_MOST_KNOWN: Final = 4_096
_LONGEST_KNOWN: Final = 2_000
"""Items without a flaw that are remembered, and the characters of one."""


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
    make: Any = extend(Draft202012Validator, {"items": _Items()})  # type: ignore[no-untyped-call]
    validator: Draft202012Validator = make(program_schema())
    return validator


class _Items:
    """The keyword `items`, for a document that is read again and again as it is edited.

    Most items are those of the time before. What they may be depends on nothing but themselves, so
    one that had no flaw has none. The schema lives as long as what is known of its parts.
    """

    def __init__(self) -> None:
        self._whole: set[tuple[int, str]] = set()

    def __call__(
        self, validator: Any, items: Any, instance: object, schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        """The flaws of the items of a list."""
        if not isinstance(instance, list):
            return
        for index in range(len(schema.get("prefixItems", ())), len(instance)):
            item = instance[index]
            key = (id(items), repr(item))
            if key in self._whole:
                continue
            whole = True
            for error in validator.descend(item, items, path=index):
                whole = False
                yield error
            if whole:
                self._remember(key)

    def _remember(self, key: tuple[int, str]) -> None:
        if len(key[1]) <= _LONGEST_KNOWN:
            if len(self._whole) >= _MOST_KNOWN:
                self._whole.clear()
            self._whole.add(key)
