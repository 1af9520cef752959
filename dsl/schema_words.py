"""How messages about the shape of a document call its values, its places and what belongs there."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pointsman.dsl.schema import program_schema
from pointsman.dsl.spelling import spelled

_CLIPPED: Final = 60
_UNNAMED: Final = frozenset({"entries", "tiers"})
"""Lists that have no name in a text: they are called by what they stand in."""

_WRITTEN_SO: Final = frozenset({"rate", "facts", "groups", "overrides", "items"})
"""Keys whose own values are of the right shape in any text: messages about them are for YAML."""

SETTINGS: Final = "settings written `name: value`"
_TYPES: Final = {
    "object": SETTINGS,
    "array": "a list",
    "boolean": "`true`",
    "string": "a text",
    "number": "a number",
}


def quoted(text: str) -> str:
    """A text in backticks, on one line and cut short where it is long."""
    if not text:
        return "an empty name"
    cut = text if len(text) <= _CLIPPED else f"{text[:_CLIPPED]}…"
    return f"`{''.join(c if c.isprintable() else f'U+{ord(c):04X}' for c in cut)}`"


def found(value: object) -> str:
    """What stands in the document, as its author sees it."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case Mapping():
            return SETTINGS
        case list():
            return "a list"
        case _:
            return quoted(str(value))


def choices(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that a subschema allows; none when it does not list them."""
    allowed = [schema["const"]] if "const" in schema else schema.get("enum", ())
    return tuple("true" if value is True else str(value) for value in allowed)


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A subschema with what it refers to; its own keywords go first."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    referred = program_schema()["$defs"][reference.removeprefix("#/$defs/")]
    return {**referred, **schema}


def expected(schema: Mapping[str, Any]) -> str:
    """What belongs in a place: "an amount of money", "`whole` or `2 decimals`", "a list"."""
    schema = resolved(schema)
    if allowed := choices(schema):
        return listed(allowed)
    types = schema["type"]
    first = types if isinstance(types, str) else types[0]
    return str(schema.get("x-expected", _TYPES[first]))


def called(schema: Mapping[str, Any]) -> str:
    """What a value is called by itself: "a filter", "a country code", "`next` or `all`"."""
    schema = resolved(schema)
    return str(schema["x-called"]) if schema["type"] == "object" else expected(schema)


def how_to_shape(schema: Mapping[str, Any]) -> str | None:
    """What to write instead of a value of another type."""
    match schema["type"]:
        case "object":
            return f"write {listed(tuple(schema['properties']))} within it"
        case "array":
            return "write it as a list, also when it has one value"
        case _:
            return schema.get("x-help")


def listed(names: Sequence[str], joined_by: str = "or") -> str:
    """Names in backticks, joined for a sentence: "`a`, `b` or `c`"."""
    *before, last = (f"`{name}`" for name in names)
    return f"{', '.join(before)} {joined_by} {last}" if before else last


def needed(key: str) -> str:
    """A property that is missing: "a `currency`", "`points`"."""
    if key == "program":
        return "a name, its `program`"
    if key.endswith("s") or key in {"from", "to"}:
        return f"`{key}`"
    return f"an `{key}`" if key[0] in "aeiou" else f"a `{key}`"


def place(path: Sequence[str | int], word: str = "for") -> str:
    """Where a value stands, to end a sentence: " for `at least`", " in `offer`"; or nothing."""
    named = [key for key in path if isinstance(key, str) and key not in _UNNAMED]
    if not named:
        return ""
    key = named[-1]
    name = key if key in _WRITTEN_SO and key in path[-2:] else spelled(key)
    preposition = "in" if path[-1] != key or key == "for" else word
    return f" {preposition} `{name}`"
