"""The form of a purchase, and of a later request for one, made of the published schema of facts."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from attrs import evolve

from pointsman.engine.fact_types import FactType, Kind
from pointsman.engine.program import Program
from pointsman.tui.model.forms.field_spec import Editor, FieldSpec, Form, Section
from pointsman.tui.model.forms.named_facts import named_pointers

_TITLES: Final = {
    "": "Question",
    "/authorization": "Purchase",
    "/authorization/merchant": "Merchant",
    "/account": "Account",
    "/account/preferences": "Preferences",
    "/post_purchase": "Request",
}
"""The objects of the facts, in the order of the form, by how they are called."""

_OWN: Final = "/account/facts"
_BALANCE: Final = "/account/balance"

_EDITORS: Final = {
    "number": Editor.AMOUNT,
    "optional_number": Editor.AMOUNT,
    "code": Editor.CODE,
    "currency": Editor.CURRENCY,
    "country": Editor.COUNTRY,
    "time": Editor.TIME,
}
"""How the types of the schema are edited; all others are texts."""

_OWN_EDITORS: Final = {Kind.CHOICE: Editor.CHOICE, Kind.NUMBER: Editor.NUMBER}
_ELEMENT: Final = re.compile(r" ?\((DE\d{3}[^)]*)\)")

_NOT_NATIVE: Final = "the purchase stands here in another form: change it in the YAML"


def purchase_form(program: Program | None, *, request: bool, native: bool = True) -> Form:
    """The form of a purchase; with `request` that of a cardholder's later request for it.

    Facts in another form than the native one have their purchase in the text alone.
    """
    left_out = () if request else ("/post_purchase",)
    if not native:
        left_out = (*left_out, "/authorization", "/authorization/merchant")
    titles = {at: title for at, title in _TITLES.items() if at not in left_out}
    named = named_pointers(program.plan) if program else frozenset()
    unit = program.rules.currency if program else None
    parts = [_section(pointer, title, named, unit) for pointer, title in titles.items()]
    own = tuple(_own_fields(program)) if program else ()
    if own:
        at = len(parts) - (1 if request else 0)
        parts.insert(at, Section("Own facts", own))
    return Form(tuple(parts), None if native else _NOT_NATIVE)


def account_sections(program: Program | None) -> tuple[Section, ...]:
    """The account alone, as a redemption request has it beside it."""
    needless = frozenset({"Question", "Purchase", "Merchant", "Preferences"})
    parts = purchase_form(program, request=False).parts
    sections = (part for part in parts if isinstance(part, Section))
    return tuple(
        Section(part.title, tuple(_unnamed(field) for field in part.fields))
        for part in sections
        if part.title not in needless
    )


def _unnamed(field: FieldSpec) -> FieldSpec:
    """A field of the account as a request has it: its status and its balance count there."""
    return evolve(field, named=field.key in {"status", "balance"})


def _section(pointer: str, title: str, named: frozenset[str], unit: str | None) -> Section:
    fields = []
    for field in _fields_of(pointer):
        preference = pointer.endswith("preferences") and field.editor is Editor.AMOUNT
        fields.append(
            evolve(field, named=field.pointer in named, unit=unit if preference else None)
        )
    return Section(title, tuple(fields))


@cache
def _fields_of(pointer: str) -> tuple[FieldSpec, ...]:
    """The fields of one object of the facts, objects inside it left out."""
    schema = _schema()
    for key in pointer.split("/")[1:]:
        schema = schema["properties"][key]
    return tuple(_fields(pointer, schema))


@cache
def _schema() -> Mapping[str, Any]:
    text = (files("pointsman.dsl") / "schemas" / "facts.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def _fields(pointer: str, schema: Mapping[str, Any]) -> Iterator[FieldSpec]:
    for key, inner in schema["properties"].items():
        at = f"{pointer}/{key}"
        if at in _TITLES or at == _OWN:
            continue
        described = inner["description"]
        element = _ELEMENT.search(described)
        choices = tuple(choice for choice in inner.get("enum", ()) if choice is not None)
        yield FieldSpec(
            pointer=at,
            label=key.replace("_", " "),
            editor=_editor(at, inner),
            choices=choices,
            help=_ELEMENT.sub("", described),
            source=element[1] if element else None,
            needed=key in schema.get("required", ()),
        )


def _editor(pointer: str, schema: Mapping[str, Any]) -> Editor:
    if "enum" in schema:
        return Editor.CHOICE
    if pointer == _BALANCE:
        return Editor.POINTS
    reference = schema.get("$ref") or schema.get("oneOf", [{}])[0].get("$ref", "")
    plain = Editor.CODE if "pattern" in schema else Editor.TEXT
    return _EDITORS.get(reference.rpartition("/")[2], plain)


def _own_fields(program: Program) -> Iterator[FieldSpec]:
    for name, fact in program.facts_context.own.items():
        yield FieldSpec(
            pointer=f"{_OWN}/{name}",
            label=name,
            editor=_OWN_EDITORS.get(fact.kind, Editor.TEXT),
            choices=fact.choices,
            help=_own_help(fact),
            source=fact.source,
            named=True,
        )


def _own_help(fact: FactType) -> str:
    return f"The program's own fact, {fact.kind.value}."
