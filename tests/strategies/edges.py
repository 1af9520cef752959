"""The numbers, codes and words that a document itself names: where its decisions turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from tests.strategies.scale import Scale

Document = dict[str, Any]

DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3}
ENTRY_FACTS = {"id": "merchant.id", "name": "merchant.name", "mcc": "mcc"}
SELECTOR_FACTS = ("mcc", "country", "product")


@frozen
class Edges:
    """The literals a document names for each fact, and what its stage 5 computes with.

    `literals` is by the name of the fact, in canonical text, `merchant.name` as globs; money
    that bounds a purchase or a credit stands under `amount`. `costs` are minor units a point.
    """

    scale: Scale
    literals: dict[str, tuple[str, ...]]
    costs: tuple[Fraction, ...]

    def amounts(self) -> list[int]:
        """Every amount of money that is named, in minor units."""
        return [minor(text, self.scale) for text in self.literals.get("amount", ())]


def minor(text: str, scale: Scale) -> int:
    """Money as minor units."""
    return int(Decimal(text).scaleb(scale.decimals))


def edges_of(document: Document) -> Edges:
    """Walk a document once."""
    scale = scale_of(document)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for fact, literal in _named(document):
        found[fact][literal] = None
    factor = 10**scale.decimals
    costs = tuple(Fraction(rule["rate"]) * factor for rule in _rates(document))
    return Edges(scale, {fact: tuple(texts) for fact, texts in found.items()}, costs)


def scale_of(document: Document) -> Scale:
    """How the document writes its numbers."""
    currency = document["currency"]
    return Scale(currency, DECIMALS[currency], document["points"]["precision"] == "2 decimals")


def _rates(document: Document) -> Iterator[Document]:
    conversion = document["conversion"]
    for rule in (conversion["base"], *conversion.get("overrides", ())):
        yield from rule.get("tiers", [rule])


Named = Iterator[tuple[str, str]]


def _named(document: Document) -> Named:
    """Every (fact, literal) that the document names, each as often as it does."""
    for group in document.get("groups", ()):
        yield from _entries(group["entries"])
    for statement in document.get("filters", ()):
        yield from _filter(statement)
    for override in document["conversion"].get("overrides", ()):
        yield from _selector(override.get("for", {}))
        if "when" in override:
            yield from _condition(override["when"])
    for rule in _rates(document):
        if "up_to" in rule:
            yield "amount", rule["up_to"]
    yield from _redemption(document["redemption"])


def _redemption(redemption: Document) -> Named:
    for key in ("fixed", "redeem_at_least"):
        if key in redemption:
            yield "amount", redemption[key]
    if "partial" in redemption:
        yield "amount", redemption["partial"]["step"]


def _filter(statement: Document) -> Named:
    [(kind, rule)] = statement.items()
    if kind == "purchase":
        yield from (("amount", bound) for bound in rule.values())
    elif kind == "balance":
        yield from (("balance" if key == "at_least" else "worth", v) for key, v in rule.items())
    elif kind == "require":
        yield from _condition(rule["condition"])
    else:
        yield from _selector({kind: next(iter(rule.values()))})


def _selector(selector: Document) -> Named:
    for kind, items in selector.items():
        if kind == "merchant":
            yield from _entries(items)
        elif kind in SELECTOR_FACTS:
            yield from ((kind, literal) for literal in _spread(items))


def _entries(entries: Iterable[Document]) -> Named:
    for entry in entries:
        [(kind, value)] = entry.items()
        if kind != "group":
            yield from ((ENTRY_FACTS.get(kind, kind), literal) for literal in _spread([value]))


def _condition(condition: Document) -> Named:
    for part in condition.get("all") or condition.get("any") or ():
        yield from _condition(part)
    if "not" in condition:
        yield from _condition(condition["not"])
    if "merchant" in condition:
        yield from _entries(next(iter(condition["merchant"].values())))
    if "fact" in condition:
        values = condition.get("values", [condition.get("value")])
        yield from ((condition["fact"], literal) for literal in _spread(values))


def _spread(items: Iterable[Any]) -> Iterator[str]:
    """Literals as they are, ranges as their two ends."""
    for item in items:
        if isinstance(item, dict):
            yield from item.values()
        else:
            yield item
