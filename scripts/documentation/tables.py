"""The parts of the documentation that are made from the code."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from pointsman.dsl.lexicon import FORMS
from pointsman.dsl.source_limits import LIMITS
from pointsman.engine.fact_types import BUILT_IN, FactType, Kind
from scripts.documentation.action_tables import action_tables
from scripts.documentation.screen import readme_screen
from scripts.documentation.table import table

Schema = Mapping[str, Any]
Key = tuple[str, str, tuple[str, ...]]

SHARED = ("tiers", "merchants", "mccs", "countries", "condition")
"""Definitions that several keys of the document refer to."""

POINTERS = {
    "program": {
        "version": "version",
        "effective": "effective",
        "timezone": "timezone",
        "currency": "currency",
        "points": "points",
        "bank": "bank",
        "fact": "facts[]",
        "group": "groups[]",
        "filters": "filters",
        "preferences": "preferences",
        "conversion": "conversion",
        "redemption": "redemption",
        "post": "post_purchase",
        "communications": "communications",
        "digital": "digital",
    },
    "group": {
        kind: f"groups[].entries[].{kind}" for kind in ("id", "name", "acquirer", "terminal", "mcc")
    },
    "filters": {
        kind: f"filters[].{kind}"
        for kind in ("purchase", "balance", "mcc", "country", "merchant", "require")
    },
    "preferences": {"offer": "preferences.offer", "cardholder": "preferences.cardholder"},
    "conversion": {"base": "conversion.base", "override": "conversion.overrides[]"},
    "base": {"up": "tiers[].up_to", "above": "tiers"},
    "redemption": {
        "full": "redemption.full",
        "partial": "redemption.partial",
        "fixed": "redemption.fixed",
        "redeem": "redemption.redeem_at_least",
    },
    "post purchase": {
        "within": "post_purchase.within_days",
        "after": "post_purchase.after",
        "partial": "post_purchase.partial",
    },
    "communications": {kind: f"communications.{kind}" for kind in ("email", "notify", "statement")},
    "digital": {
        "item": "digital.items[]",
        "source": "digital.source",
        "partner": "digital.partner",
    },
}
"""Where a statement goes in the document: its description is the schema's."""

_KINDS = {
    Kind.MONEY: "`amount >= 100.00`",
    Kind.POINTS: "`balance < 2500`",
    Kind.NUMBER: "`visits > 3`",
    Kind.MCC: "`mcc in (5411, 3000..3299)`",
    Kind.COUNTRY: "`country = USA`",
    Kind.CURRENCY: "`local_currency = EUR`",
    Kind.CHOICE: "`channel in (chip, contactless)`",
    Kind.YES_NO: "`cross_border = yes`",
    Kind.WEEKDAY: "`weekday in (mon..fri)`",
    Kind.HOUR: "`hour in (9..16)`",
    Kind.DATE: "`date >= 2026-07-01`",
    Kind.TEXT: '`merchant.name like "BLUE*"`',
}
"""An example of each type."""


def generated() -> dict[str, str]:
    """Every generated part of the documentation, by its name."""
    parts = {f"statements of {block}": _statements(block) for block in POINTERS}
    return {
        **parts,
        "facts": _facts(),
        "operators": _operators(),
        "limits": _limits(),
        "keys": _keys(),
        **action_tables(),
        "screen": readme_screen(),
    }


def _statements(block: str) -> str:
    described = {path: text for path, text, _ in described_keys()}
    rows = (
        ("<br>".join(f"`{form}`" for form in FORMS[block][word]), described[pointer])
        for word, pointer in POINTERS[block].items()
    )
    return table(("statement", "what it says"), rows)


def _facts() -> str:
    rows = (
        (f"`{fact.name}`", fact.kind.value, _values(fact), fact.source)
        for fact in BUILT_IN.values()
    )
    return table(("fact", "type", "values", "from"), rows)


def _values(fact: FactType) -> str:
    if fact.kind is Kind.HOUR:
        return "0 to 23"
    return ", ".join(f"`{value}`" for value in fact.choices)


def _operators() -> str:
    rows = (
        (
            kind.value,
            " ".join(f"`{op}`" for op in kind.operators),
            "yes" if kind.ranged else "no",
            _KINDS[kind],
        )
        for kind in Kind
    )
    return table(("type", "operators", "ranges `A..B`", "example"), rows)


def _limits() -> str:
    return "\n".join(f"- {limit.sentence}" for limit in LIMITS)


def _keys() -> str:
    rows = (
        (f"`{path}`", text, ", ".join(f"`{value}`" for value in values))
        for path, text, values in described_keys()
    )
    return table(("key", "what it says", "values"), rows)


def described_keys() -> list[Key]:
    """Every key of a program document: path, description, and its values where they are few.

    A list has `[]` after its name. What stands in several places (conditions, merchants, tiers)
    comes once, at the end, under its own name.
    """
    text = (files("pointsman.dsl") / "schemas" / "program.schema.json").read_text("utf-8")
    schema = json.loads(text)
    keys = list(_described(schema, schema, ""))
    for name in SHARED:
        shared = schema["$defs"][name]
        keys += [(name, shared["description"], ()), *_described(schema, shared, name)]
    return keys


def _described(root: Schema, schema: Schema, path: str) -> Iterator[Key]:
    schema = _resolved(root, schema)
    if "items" in schema:
        items = schema["items"]
        if _name(items) not in SHARED:
            listed = _resolved(root, items)
            if "properties" in listed:
                yield f"{path}[]", listed["description"], ()
            yield from _described(root, items, f"{path}[]")
    for key, inner in schema.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        yield below, inner["description"], _enum(inner)
        if _name(inner) not in SHARED:
            yield from _described(root, inner, below)


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _resolved(root: Schema, schema: Schema) -> Schema:
    resolved: Schema = root["$defs"][_name(schema)] if "$ref" in schema else schema
    return resolved


def _enum(schema: Schema) -> tuple[str, ...]:
    choices = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return tuple(map(str, choices))
