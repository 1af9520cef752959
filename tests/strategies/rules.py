"""Drawn rules: whole programs as attrs classes, near every limit of what a value may be.

Beside `documents` (small, so that purchases and rules meet), these have the largest and the
finest values, every form of every statement, and texts of any characters.
"""

from datetime import date
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from pointsman.dsl.time_zones import zone_names
from pointsman.engine import conditions as c
from pointsman.engine import rules as r
from pointsman.engine.countries import COUNTRIES
from pointsman.engine.currencies import CURRENCIES
from pointsman.engine.exact import Exact, power_of_ten
from pointsman.engine.fact_types import BUILT_IN, RESERVED, FactType, Kind
from pointsman.engine.literals import Literal, Span
from pointsman.engine.reasons import REDEEMED, Reason
from pointsman.engine.selectors import GroupEntry, Selector

ORDER = ("<", "<=", ">", ">=")
CURRENCY_CODES = [code for code, currency in CURRENCIES.items() if currency.exponent is not None]

words = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,7}", fullmatch=True)
texts = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=9
)
names = texts.filter(lambda text: bool(text.strip()))
globs = st.lists(st.sampled_from(("a", "É", "*", "?", r"\*", r"\?", "\\\\", " ")), max_size=6).map(
    "".join
)
mccs = st.sampled_from(("0000", "0001", "5411", "5812", "9998", "9999"))
mcc_spans = st.tuples(mccs, mccs).map(lambda ends: Span(min(ends), max(ends)))
days = st.dates().map(date.isoformat)


def near(most: int) -> st.SearchStrategy[int]:
    """Whole numbers from 1, mostly next to a limit."""
    edges = st.sampled_from((1, 2, 99, 100, 101, most - 1, most)).filter(lambda n: n >= 1)
    return st.one_of(edges, st.integers(1, most))


def some(items: st.SearchStrategy[Any], most: int = 3, **kwargs: Any) -> st.SearchStrategy[Any]:
    """One to `most` of them, as a tuple."""
    return st.lists(items, min_size=1, max_size=most, **kwargs).map(tuple)


def maybe(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Written or not."""
    return st.none() | item


def one_of(cls: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A class of which exactly one field is set."""
    return st.one_of(*(st.builds(cls, **{name: value}) for name, value in fields.items()))


def exacts(most_places: int) -> st.SearchStrategy[Exact]:
    """Exact numbers above 0 of at most 18 digits."""
    parts = st.tuples(near(10**9 - 1), st.integers(0, most_places))
    return parts.map(lambda drawn: _lowest(*drawn))


def _lowest(units: int, places: int) -> Exact:
    while places and units % 10 == 0:
        units, places = units // 10, places - 1
    return Exact(units, places)


rates = exacts(9)


@frozen
class Terms:
    """What the parts of one drawn program share."""

    whole: bool
    facts: tuple[FactType, ...]
    groups: tuple[str, ...]

    @property
    def money(self) -> st.SearchStrategy[int]:
        """Amounts above 0, up to 18 digits with their decimals."""
        return near(power_of_ten(18) - 1)

    @property
    def points(self) -> st.SearchStrategy[int]:
        """Points above 0, in hundredths, up to 18 digits."""
        if self.whole:
            return near(power_of_ten(18) - 1).map(lambda whole: whole * 100)
        return near(power_of_ten(18) - 1)

    def literals(self, fact: FactType) -> st.SearchStrategy[Literal]:
        """Typed literals of a fact, zero among them."""
        match fact.kind:
            case Kind.MONEY:
                return st.just(0) | self.money
            case Kind.POINTS:
                return st.just(0) | self.points
            case Kind.CHOICE:
                return st.sampled_from(fact.choices)
            case kind:
                return _LITERALS[kind]

    def selectors(self) -> st.SearchStrategy[tuple[Selector, ...]]:
        """A merchant list."""
        kinds: dict[str, Any] = dict.fromkeys(("id", "acquirer", "terminal"), texts)
        groups = {"group": st.sampled_from(self.groups)} if self.groups else {}
        return some(one_of(Selector, name=globs, **kinds, **groups))  # type: ignore[no-any-return]


_LITERALS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.NUMBER: st.just(Exact(0)) | exacts(9) | st.just(Exact(1, 17)),
    Kind.MCC: mccs,
    Kind.COUNTRY: st.sampled_from(sorted(COUNTRIES)),
    Kind.CURRENCY: st.sampled_from(sorted(CURRENCIES)),
    Kind.YES_NO: st.booleans(),
    Kind.WEEKDAY: st.integers(0, 6),
    Kind.HOUR: st.integers(0, 23),
    Kind.DATE: st.dates().map(date.toordinal),
    Kind.TEXT: texts,
}


def conditions(terms: Terms) -> st.SearchStrategy[c.Condition]:
    """Conditions of every kind, some levels deep."""
    about_facts = st.sampled_from(terms.facts).flatmap(lambda fact: _about(terms, fact))
    merchants = one_of(c.MerchantIn, in_=terms.selectors(), not_in=terms.selectors())
    return st.recursive(
        about_facts | merchants,
        lambda inner: st.one_of(
            st.builds(c.All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(c.Any, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(c.Not, inner),
        ),
        max_leaves=4,
    )


def _about(terms: Terms, fact: FactType) -> st.SearchStrategy[Any]:
    literals = terms.literals(fact)
    listed: st.SearchStrategy[Any] = literals
    if fact.kind.ranged:
        listed = literals | st.tuples(literals, literals).map(_rising)
    operators = st.sampled_from(("=", "!=", *(ORDER if fact.kind.ordered else ())))
    options = [
        st.builds(c.Comparison, st.just(fact.name), operators, literals),
        st.builds(
            c.Membership, st.just(fact.name), st.sampled_from(("in", "not in")), some(listed)
        ),
    ]
    if fact.kind is Kind.TEXT:
        like = st.sampled_from(("like", "not like"))
        options.append(st.builds(c.Likeness, st.just(fact.name), like, globs))
    return st.one_of(options)


def _rising(ends: tuple[Any, Any]) -> Span:
    low, high = sorted(ends, key=lambda end: end.scaled(18) if isinstance(end, Exact) else end)
    return Span(low, high)


def tiers(terms: Terms) -> st.SearchStrategy[tuple[r.Tier, ...]]:
    """Tiers that rise and end in `above`."""
    bounds = st.lists(terms.money, max_size=3, unique=True).map(sorted)
    return bounds.flatmap(
        lambda listed: st.tuples(
            *(st.builds(r.Tier, up_to=st.just(bound), rate=rates) for bound in [*listed, None])
        )
    )


def filters(terms: Terms) -> st.SearchStrategy[tuple[r.Filter, ...] | None]:
    """Each bound and each list at most once, in any order, and any requirements."""
    money, merchants = terms.money, terms.selectors()
    codes, countries = some(mccs | mcc_spans), some(_LITERALS[Kind.COUNTRY])
    require = st.builds(r.Requirement, conditions(terms), maybe(texts))
    singles: list[st.SearchStrategy[Any]] = [
        _filter("purchase", one_of(r.PurchaseFilter, over=money, at_least=money)),
        _filter("purchase", one_of(r.PurchaseFilter, under=money, at_most=money)),
        _filter("balance", st.builds(r.BalanceFilter, worth_at_least=money)),
        _filter("balance", st.builds(r.BalanceFilter, at_least=terms.points)),
        _filter("mcc", one_of(r.MccFilter, only=codes, except_=codes)),
        _filter("country", one_of(r.CountryFilter, only=countries, except_=countries)),
        _filter("merchant", one_of(r.MerchantFilter, only=merchants, except_=merchants)),
        _filter("require", require),
        _filter("require", require),
    ]
    chosen = st.lists(st.sampled_from(range(len(singles))), min_size=1, max_size=4, unique=True)
    return maybe(chosen.flatmap(lambda which: st.tuples(*(singles[index] for index in which))))


def _filter(key: str, content: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return content.map(lambda drawn: r.Filter(**{key: drawn}))


def overrides(terms: Terms) -> st.SearchStrategy[tuple[r.Override, ...] | None]:
    """Overrides of every kind, each with its own name."""
    selectors = one_of(
        r.OverrideFor,
        merchant=terms.selectors(),
        mcc=some(mccs | mcc_spans),
        product=some(texts),
        country=some(_LITERALS[Kind.COUNTRY]),
        cross_border=st.just(value=True),
    )
    scopes = st.one_of(
        st.fixed_dictionaries({"for_": selectors}, optional={"when": conditions(terms)}),
        st.fixed_dictionaries({"when": conditions(terms)}),
    )
    costs = _costs(terms)
    one = st.tuples(names, scopes, costs).map(lambda d: r.Override(name=d[0], **d[1], **d[2]))
    return maybe(some(one, unique_by=lambda override: override.name))


def _costs(terms: Terms) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"rate": rates}) | st.fixed_dictionaries({"tiers": tiers(terms)})


def redemptions(terms: Terms) -> st.SearchStrategy[r.Redemption]:
    """All modes, with and without the least that is redeemed."""
    least, fixed = maybe(terms.money), terms.money
    partial = st.builds(r.Partial, terms.money)
    return st.one_of(
        st.builds(r.Redemption, full=st.just(value=True), redeem_at_least=least),
        st.builds(r.Redemption, partial=partial, fixed=maybe(fixed), redeem_at_least=least),
        st.builds(r.Redemption, fixed=fixed, redeem_at_least=least),
    )


own_facts = some(
    st.one_of(
        st.builds(r.OwnFact, words, st.just("choice"), some(texts, unique=True)),
        st.builds(r.OwnFact, words, st.sampled_from(("text", "number"))),
    ).filter(lambda fact: fact.name not in BUILT_IN and fact.name not in RESERVED),
    unique_by=lambda fact: fact.name,
)
_entries = one_of(
    GroupEntry, id=texts, name=globs, acquirer=texts, terminal=texts, mcc=mccs | mcc_spans
)
groups = some(
    st.builds(
        r.Group,
        words.filter(lambda name: name not in {"id", "name", "acquirer", "terminal"}),
        some(_entries),
    ),
    unique_by=lambda group: group.name,
)
effectives = st.builds(
    lambda first, last: r.Effective(min(first, last or first), last and max(first, last)),
    days,
    maybe(days),
)
post_purchases = st.fixed_dictionaries(
    {},
    optional={
        "within_days": near(36_500),
        "after": some(st.sampled_from([x.value for x in Reason if x not in REDEEMED]), unique=True),
        "partial": st.just(value=True),
    },
).map(lambda fields: r.PostPurchase(**fields))
communications = st.fixed_dictionaries(
    {},
    optional={
        "email": some(
            st.sampled_from(("redeemed", "eligible", "insufficient balance", "below minimum")),
            unique=True,
        ),
        "notify": st.sampled_from(("https://a.example", "http://[::1]:65535/x?y=z#é")),
        "statement": st.text("ABÉ 1", max_size=22),
    },
).map(lambda fields: r.Communications(**fields))
_codes = some(names, unique=True)
_items = some(
    st.builds(
        r.DigitalItem,
        item=names,
        for_=st.sampled_from(("cashback", "merchandise", "external", "travel")),
        rate=rates,
        named=maybe(names),
        currency=maybe(st.sampled_from(CURRENCY_CODES)),
    ),
    unique_by=lambda item: (item.item, item.for_),
) | some(
    st.builds(r.DigitalItem, item=names, for_=st.just("travel"), rate=rates, redeems=maybe(names)),
    unique_by=(lambda item: item.item, lambda item: item.redeems or item),
)
digitals = st.builds(r.Digital, items=_items, source=maybe(_codes), partner=maybe(_codes))
preferences = st.fixed_dictionaries(
    {},
    optional={
        "offer": some(st.sampled_from(("next", "all")), unique=True),
        "cardholder": some(st.sampled_from(("minimum", "amount")), unique=True),
    },
).map(lambda fields: r.Preferences(**fields))


@st.composite
def rules(draw: st.DrawFn) -> r.Rules:
    """Valid rules, such as a document without errors gives."""
    currency = draw(st.sampled_from(CURRENCY_CODES))
    precision = draw(st.sampled_from(list(r.Precision)))
    own, named = draw(maybe(own_facts)), draw(maybe(groups))
    terms = Terms(
        whole=precision is r.Precision.WHOLE,
        facts=(*BUILT_IN.values(), *map(_fact_type, own or ())),
        groups=tuple(group.name for group in named or ()),
    )
    return r.Rules(
        program=draw(names),
        version=draw(near(power_of_ten(18) - 1)),
        effective=draw(maybe(effectives)),
        timezone=draw(maybe(st.sampled_from(zone_names()))),
        currency=currency,
        points=r.Points(draw(names), precision, draw(maybe(st.sampled_from(list(r.Rounding))))),
        bank=draw(maybe(st.sampled_from(list(r.Bank)))),
        facts=own,
        groups=named,
        filters=draw(filters(terms)),
        preferences=draw(maybe(preferences)),
        conversion=r.Conversion(r.Base(**draw(_costs(terms))), draw(overrides(terms))),
        redemption=draw(redemptions(terms)),
        post_purchase=draw(maybe(post_purchases)),
        communications=draw(maybe(communications)),
        digital=draw(maybe(digitals)),
    )


def _fact_type(fact: r.OwnFact) -> FactType:
    kind = {"choice": Kind.CHOICE, "text": Kind.TEXT, "number": Kind.NUMBER}[fact.type]
    return FactType(fact.name, kind, "account.facts", fact.values or ())
