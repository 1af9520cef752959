"""The cattrs converter of one document: plain data to the classes of `Rules`, and back."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from attrs import fields, resolve_types
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from pointsman.dsl.codecs import GLOB, Codec
from pointsman.dsl.conversion_table import CONTEXT, Context, at_hand, fields_of_classes
from pointsman.dsl.literal_reading import Literals
from pointsman.dsl.refusal import RefusedError, each
from pointsman.engine import conditions as c
from pointsman.engine import rules as r
from pointsman.engine.literals import Span
from pointsman.engine.selectors import GroupEntry, Selector

_CLASSES = (
    r.Effective,
    r.Points,
    r.OwnFact,
    GroupEntry,
    Selector,
    r.Group,
    r.PurchaseFilter,
    r.BalanceFilter,
    r.MccFilter,
    r.CountryFilter,
    r.MerchantFilter,
    r.Requirement,
    r.Filter,
    r.Preferences,
    r.Tier,
    r.OverrideFor,
    r.Base,
    r.Override,
    r.Conversion,
    r.Partial,
    r.Redemption,
    r.PostPurchase,
    r.Communications,
    r.DigitalItem,
    r.Digital,
    r.Rules,
)
# Conditions hold conditions: their annotations are texts until all of them are defined.
_RECURSIVE = tuple(resolve_types(cls) for cls in (c.All, c.Any, c.Not))
_COMPOUNDS: Mapping[str, type] = {"all": c.All, "any": c.Any, "not": c.Not}


def read_rules(document: Mapping[str, Any], context: Context) -> r.Rules:
    """The rules of a document.

    Raises:
        BaseValidationError: with every refusal of the document, up to a hundred.
    """
    with at_hand(context):
        return _converter().structure(document, r.Rules)


def write_rules(rules: r.Rules, context: Context) -> dict[str, Any]:
    """The canonical document of rules."""
    with at_hand(context):
        document: dict[str, Any] = _converter().unstructure(rules)
    return document


@cache
def _converter() -> Converter:
    """The one converter; what it depends on is in the context at hand."""
    converter = Converter(detailed_validation=True)
    table = fields_of_classes()
    # Else words of a list would stay members of their enumeration, which not all writers take.
    converter.register_unstructure_hook(StrEnum, lambda member: member.value)
    _register_conditions(converter)
    for cls in (*_RECURSIVE, *_CLASSES):
        _register(converter, cls, table.get(cls, {}))
    return converter


def _register(converter: Converter, cls: type, codecs: Mapping[str, Codec]) -> None:
    """A class by its fields: a key is the field's name without the underscore of keywords."""
    overrides = {
        attribute.name: _override(attribute.name, codecs.get(attribute.name))
        for attribute in fields(cls)
    }
    converter.register_structure_hook(cls, make_dict_structure_fn(cls, converter, **overrides))
    write: Callable[[Any], dict[str, Any]] = make_dict_unstructure_fn(cls, converter, **overrides)
    # Left out here: cattrs could do that too, but would put what has no default first.
    converter.register_unstructure_hook(
        cls, lambda value: {key: item for key, item in write(value).items() if item is not None}
    )


def _override(name: str, codec: Codec | None) -> Any:
    key = name.rstrip("_")
    if codec is None:
        return override(rename=key)
    return override(
        rename=key,
        struct_hook=lambda value, _: CONTEXT.get().refusals.counting(codec.read, value),
        unstruct_hook=lambda value: None if value is None else codec.write(value),
    )


def _register_conditions(converter: Converter) -> None:
    def structure(value: Any, _: object) -> Any:
        refusals = CONTEXT.get().refusals
        if "merchant" in value:
            return refusals.counting(_merchant_in, converter, value["merchant"])
        for key, cls in _COMPOUNDS.items():
            if key in value:
                return converter.structure(value, cls)
        return refusals.counting(_about_a_fact, CONTEXT.get().literals, value)

    converter.register_structure_hook_func(_is_condition, structure)
    converter.register_unstructure_hook_func(
        _is_condition, lambda value: _write_condition(converter, CONTEXT.get().literals, value)
    )


def _is_condition(cls: Any) -> bool:
    """A field that holds a condition, or may be left out."""
    return set(get_args(c.Condition)) <= set(get_args(cls))


def _merchant_in(converter: Converter, value: Mapping[str, Any]) -> c.MerchantIn:
    key = "in" if "in" in value else "not_in"
    selectors = each(value[key], lambda item: _selector(converter, item), "merchant", key)
    return c.MerchantIn(in_=selectors) if key == "in" else c.MerchantIn(not_in=selectors)


def _selector(converter: Converter, value: object) -> Selector:
    """A selector; the refusals of its fields, put one level up."""
    try:
        return converter.structure(value, Selector)
    except ExceptionGroup as group:
        for error in group.exceptions:
            if isinstance(error, RefusedError):
                name = getattr(error.__notes__[-1], "name", "")
                raise error.inside(name.rstrip("_")) from group
        raise


def _about_a_fact(literals: Literals, value: Mapping[str, Any]) -> Any:
    try:
        fact = literals.fact(value["fact"])
    except RefusedError as error:
        raise error.inside("fact") from error
    try:
        op = literals.operator(fact, value["op"])
    except RefusedError as error:
        raise error.inside("op") from error
    if op in {"in", "not in"}:
        values = each(value["values"], lambda item: literals.listed(fact, item), "values")
        return c.Membership(fact.name, op, values)  # type: ignore[arg-type]
    try:
        literal = literals.value(fact, value["value"])
        if op in {"like", "not like"}:
            return c.Likeness(fact.name, op, GLOB.read(literal))  # type: ignore[arg-type]
    except RefusedError as error:
        raise error.inside("value") from error
    return c.Comparison(fact.name, op, literal)  # type: ignore[arg-type]


def _write_condition(converter: Converter, literals: Literals, value: Any) -> Any:
    match value:
        case None:
            return None
        case c.MerchantIn(included, excluded):
            listed = included if included is not None else excluded or ()
            key = "in" if included is not None else "not_in"
            return {"merchant": {key: [converter.unstructure(each_) for each_ in listed]}}
        case c.Membership(fact, op, values):
            return {"fact": fact, "op": op, "values": list(_write_values(literals, fact, values))}
        case c.Comparison(fact, op, literal):
            written = literals.codec(literals.fact(fact)).write(literal)
            return {"fact": fact, "op": op, "value": written}
        case c.Likeness(fact, op, pattern):
            return {"fact": fact, "op": op, "value": pattern}
        case _:
            return converter.unstructure(value)


def _write_values(literals: Literals, fact: str, values: Any) -> Iterator[Any]:
    codec = literals.codec(literals.fact(fact))
    for value in values:
        if isinstance(value, Span):
            yield {"from": codec.write(value.from_), "to": codec.write(value.to)}
        else:
            yield codec.write(value)
