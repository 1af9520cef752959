"""Conditions of the model: lists of codes, merchants, globs, and expressions."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tests.model.clock import zone
from tests.model.numbers import number
from tests.model.purchase import Json, Purchase
from tests.model.truth import Truth, every, negation, some

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = {"amount", "balance"}
MERCHANT = {
    "merchant.id": "id",
    "merchant.name": "name",
    "acquirer": "acquirer",
    "terminal": "terminal",
}

Value = str | int | Fraction | date


def holds(document: Json, purchase: Purchase, condition: Json) -> Truth:
    """An expression of `require` or `when`."""
    if "all" in condition:
        return every(holds(document, purchase, part) for part in condition["all"])
    if "any" in condition:
        return some(holds(document, purchase, part) for part in condition["any"])
    if "not" in condition:
        return negation(holds(document, purchase, condition["not"]))
    if "merchant" in condition:
        return _merchant_condition(document, purchase, condition["merchant"])
    return _comparison(document, purchase, condition)


def _merchant_condition(document: Json, purchase: Purchase, lists: Json) -> Truth:
    if "in" in lists:
        return merchant_in(document, purchase, lists["in"])
    return negation(merchant_in(document, purchase, lists["not_in"]))


def _comparison(document: Json, purchase: Purchase, condition: Json) -> Truth:
    name, op = condition["fact"], condition["op"]
    fact = fact_value(document, purchase, name)
    if fact is None:
        return None
    if op in ("in", "not in"):
        found = any(_within(document, name, fact, item) for item in condition["values"])
        return found is (op == "in")
    if op in ("like", "not like"):
        return like(str(fact), condition["value"]) is (op == "like")
    return _ordered(op, fact, literal(document, name, condition["value"]))


def _within(document: Json, name: str, fact: Value, item: Any) -> bool:
    if isinstance(item, dict):
        lower = literal(document, name, item["from"])
        upper = literal(document, name, item["to"])
        return _ordered("<=", lower, fact) and _ordered("<=", fact, upper)
    return fact == literal(document, name, item)


def _ordered(op: str, left: Any, right: Any) -> bool:
    verdicts: dict[str, bool] = {
        "=": left == right,
        "!=": left != right,
        "<": op == "<" and left < right,
        "<=": op == "<=" and left <= right,
        ">": op == ">" and left > right,
        ">=": op == ">=" and left >= right,
    }
    return verdicts[op]


def literal(document: Json, name: str, text: str) -> Value:
    """The right side of a comparison, in the type of its fact."""
    if name in NUMBERS or own_type(document, name) == "number":
        return number(text)
    if name == "hour":
        return int(text)
    if name == "weekday":
        return WEEKDAYS.index(text)
    if name == "date":
        return date.fromisoformat(text)
    return text


def own_type(document: Json, name: str) -> str | None:
    """The type of an own fact, None for a built-in one."""
    return {fact["name"]: fact["type"] for fact in document.get("facts", ())}.get(name)


def fact_value(document: Json, purchase: Purchase, name: str) -> Value | None:
    """A fact that an expression names; None when it is unknown."""
    if own_type(document, name):
        return purchase.own.get(name)
    if name in MERCHANT:
        return purchase.merchant[MERCHANT[name]]
    if name in ("weekday", "hour", "date"):
        return _moment(document, purchase, name)
    if name == "cross_border":
        return {True: "yes", False: "no", None: None}[cross_border(purchase)]
    if name == "balance" and document.get("bank") == "external":
        return None
    value: Value | None = getattr(purchase, name)
    return value


def _moment(document: Json, purchase: Purchase, name: str) -> Value | None:
    local = local_time(document, purchase)
    if local is None:
        return None
    parts: dict[str, Value] = {
        "weekday": local.weekday(),
        "hour": local.hour,
        "date": local.date(),
    }
    return parts[name]


def local_time(document: Json, purchase: Purchase) -> datetime | None:
    """The purchase's time on the clocks of the program's zone."""
    if purchase.time is None:
        return None
    return purchase.time.astimezone(zone(document.get("timezone", "UTC")))


def cross_border(purchase: Purchase) -> Truth:
    """The merchant's country differs from the issuer's."""
    if purchase.country is None or purchase.issuer_country is None:
        return None
    return purchase.country != purchase.issuer_country


def code_in(code: str | None, items: Iterable[Any]) -> Truth:
    """A code stands in a list of codes and ranges; unknown when there is no code."""
    if code is None:
        return None
    return any(
        item["from"] <= code <= item["to"] if isinstance(item, dict) else code == item
        for item in items
    )


def merchant_in(document: Json, purchase: Purchase, entries: Iterable[Json]) -> Truth:
    """Any one entry of a merchant list matches."""
    return some(_entry_matches(document, purchase, entry) for entry in entries)


def _entry_matches(document: Json, purchase: Purchase, entry: Json) -> Truth:
    [(kind, wanted)] = entry.items()
    if kind == "group":
        [group] = [group for group in document["groups"] if group["name"] == wanted]
        return merchant_in(document, purchase, group["entries"])
    if kind == "mcc":
        return code_in(purchase.mcc, [wanted])
    value = purchase.merchant[kind]
    if value is None:
        return None
    return like(value, wanted) if kind == "name" else value == wanted


def like(text: str, glob: str) -> bool:
    """The whole text without its outer spaces, case folded, against a case-folded glob."""
    return _glob(_folded(glob), text.strip().casefold())


def _folded(glob: str) -> list[tuple[bool, str]]:
    """A glob as (is it a wildcard, character) pairs, its plain characters case folded."""
    parts: list[tuple[bool, str]] = []
    rest = iter(glob)
    for character in rest:
        if character == "\\":
            parts += [(False, folded) for folded in next(rest).casefold()]
        elif character in "*?":
            parts.append((True, character))
        else:
            parts += [(False, folded) for folded in character.casefold()]
    return parts


def _glob(parts: list[tuple[bool, str]], text: str) -> bool:
    """By table: which lengths of the text the first parts can match, part by part."""
    reached = {0}
    for wildcard, character in parts:
        if wildcard and character == "*":
            reached = set(range(min(reached), len(text) + 1)) if reached else set()
        else:
            reached = {
                at + 1 for at in reached if at < len(text) and (wildcard or text[at] == character)
            }
    return len(text) in reached
