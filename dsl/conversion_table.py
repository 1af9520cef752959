"""Which codec writes which field: the table between the document and the classes of `Rules`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, Final

from attrs import define, field, frozen

from pointsman.dsl import codecs
from pointsman.dsl.codecs import Codec
from pointsman.dsl.literal_reading import Literals
from pointsman.dsl.refusal import RefusedError, did_you_mean, each, some_of
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.engine import rules as r
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.currencies import find as find_currency
from pointsman.engine.exact import MAX_DIGITS
from pointsman.engine.fact_types import OWN_KINDS, FactType, Kind, own_fact
from pointsman.engine.selectors import GroupEntry, Selector

_LENIENT_EXPONENT = MAX_DIGITS
"""Where the currency is not known, no amount is too fine for it."""

Fields = Mapping[str, Codec]


@define
class Refusals:
    """Counts refusals. Nobody reads more than a hundred, and each holds on to memory."""

    count: int = 0

    def counting(self, read: Callable[..., Any], *arguments: Any) -> Any:
        """What `read` gives; after the hundredth refusal, None for whatever is refused."""
        try:
            return read(*arguments)
        except (RefusedError, ExceptionGroup):
            self.count += 1
            if self.count > MAX_REPORTED + 1:
                return None
            raise


@frozen(slots=False)
class Context:
    """What reading a document's values depends on: its currency, its points, its own names."""

    currency: str
    exponent: int
    points: str
    places: int
    own: Mapping[str, FactType]
    groups: frozenset[str]
    unclear: frozenset[str] = frozenset()
    """Own facts whose declaration is wrong, so that nothing can be said of their literals."""
    refusals: Refusals = field(factory=Refusals, eq=False)

    @cached_property
    def money(self) -> Codec:
        """Amounts that bound or limit something, so never 0."""
        return codecs.money(self.exponent, self.currency)

    @cached_property
    def points_amount(self) -> Codec:
        """Points that bound something, so never 0."""
        return codecs.points(self.places, self.points)

    @cached_property
    def group(self) -> Codec:
        """Names of the document's own groups."""
        return _group(self)

    @cached_property
    def literals(self) -> Literals:
        """The literals of the document's conditions, where an amount may be 0."""
        return Literals(
            self.own,
            codecs.money(self.exponent, self.currency, zero=True),
            codecs.points(self.places, self.points, zero=True),
            self.unclear,
        )


CONTEXT: Final[ContextVar[Context]] = ContextVar("context")
"""The document at hand. cattrs hands its hooks no context, and making a converter for each
document would take longer than everything else that is done with it."""


@contextmanager
def at_hand(context: Context) -> Iterator[None]:
    """Put the context of a document at hand while it is read or written."""
    token = CONTEXT.set(context)
    try:
        yield
    finally:
        CONTEXT.reset(token)


def context_of(document: Mapping[str, Any]) -> Context:
    """The context of a document, lenient about what is wrong with it."""
    currency = find_currency(str(document.get("currency")))
    exponent = currency.exponent if currency else None
    points = document.get("points")
    points = points if isinstance(points, Mapping) else {}
    facts = _mappings(document.get("facts"))
    own = {fact.name: fact for fact in map(_own_fact, facts) if fact is not None}
    return Context(
        currency=currency.code if currency else "the currency",
        exponent=_LENIENT_EXPONENT if exponent is None else exponent,
        points=str(points.get("name") or "the points"),
        places=0 if points.get("precision") == "whole" else 2,
        own=own,
        groups=frozenset(str(group.get("name")) for group in _mappings(document.get("groups"))),
        unclear=frozenset(str(fact.get("name")) for fact in facts) - frozenset(own),
    )


def context_of_rules(rules: r.Rules) -> Context:
    """The context of rules, for writing them."""
    return Context(
        currency=rules.currency,
        exponent=CURRENCIES[rules.currency].exponent or 0,
        points=rules.points.name,
        places=0 if rules.points.precision is r.Precision.WHOLE else 2,
        own=rules.own_facts,
        groups=frozenset(group.name for group in rules.groups or ()),
    )


def _own_fact(fact: Mapping[str, Any]) -> FactType | None:
    """One of the document's own facts; None where its type, or what it may be, is not clear."""
    kind = OWN_KINDS.get(str(fact.get("type")))
    values = fact.get("values")
    choices = tuple(map(str, values)) if isinstance(values, list) else ()
    if kind is None or (kind is Kind.CHOICE) != bool(choices):
        return None
    return own_fact(str(fact.get("name")), kind, choices)


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def fields_of_classes() -> dict[type, Fields]:
    """The codec of every field that is not plain text or another class."""
    money, points = _at_hand(lambda c: c.money), _at_hand(lambda c: c.points_amount)
    group = _at_hand(lambda c: c.group)
    mccs, countries, texts = (listed(c) for c in (codecs.MCC, codecs.COUNTRY, codecs.TEXT))
    return {
        r.Rules: {
            "program": codecs.NAME,
            "version": codecs.VERSION,
            "currency": codecs.BILLING_CURRENCY,
            "timezone": codecs.TIME_ZONE,
        },
        r.Effective: {"from_": codecs.DAY, "to": codecs.DAY},
        r.Points: {"name": codecs.NAME},
        r.OwnFact: {"name": codecs.TEXT, "values": texts},
        r.PurchaseFilter: dict.fromkeys(("over", "at_least", "under", "at_most"), money),
        r.BalanceFilter: {"worth_at_least": money, "at_least": points},
        r.MccFilter: {"only": mccs, "except_": mccs},
        r.CountryFilter: {"only": countries, "except_": countries},
        r.OverrideFor: {"mcc": mccs, "country": countries, "product": texts},
        r.Tier: {"rate": codecs.RATE, "up_to": money},
        r.Base: {"rate": codecs.RATE},
        r.Override: {"name": codecs.NAME, "rate": codecs.RATE},
        r.Partial: {"step": money},
        r.Redemption: {"fixed": money, "redeem_at_least": money},
        r.PostPurchase: {"within_days": codecs.DAYS, "after": texts},
        r.Communications: {"email": texts, "notify": codecs.URL},
        r.DigitalItem: {
            "item": codecs.CODE,
            "rate": codecs.RATE,
            "named": codecs.NAME,
            "redeems": codecs.CODE,
            "currency": codecs.ITEM_CURRENCY,
        },
        r.Digital: dict.fromkeys(("source", "partner"), listed(codecs.CODE)),
        GroupEntry: {"mcc": codecs.MCC, "name": codecs.GLOB},
        Selector: {"name": codecs.GLOB, "group": group},
    }


def _at_hand(pick: Callable[[Context], Codec]) -> Codec:
    """A codec that depends on the document at hand."""
    return Codec(
        lambda value: pick(CONTEXT.get()).read(value),
        lambda value: pick(CONTEXT.get()).write(value),
    )


def listed(codec: Codec) -> Codec:
    """A codec for a list of what a codec writes."""

    def read(values: Any) -> tuple[Any, ...]:
        return each(values, codec.read)

    return Codec(read, lambda values: [codec.write(value) for value in values])


def _group(context: Context) -> Codec:
    def read(value: object) -> str:
        name = codecs.text_of(value)
        if name not in context.groups:
            raise RefusedError(
                "unknown-group", f"there is no group `{name}`", lambda: _group_help(context, name)
            )
        return name

    return Codec(read)


def _group_help(context: Context, name: str) -> str | None:
    known = sorted(context.groups)
    otherwise = f"the groups are {some_of(known)}" if known else f"write a `group {name} {{ … }}`"
    return did_you_mean(name, known, otherwise)
