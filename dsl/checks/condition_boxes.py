"""What filters, selectors and conditions ask of a purchase, as boxes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import field, frozen

from pointsman.dsl.checks.boxes import Box, every, some
from pointsman.dsl.checks.value_sets import NO_END, Entry, Merchants, Names, Numbers, Values
from pointsman.engine import conditions as written
from pointsman.engine import rules as r
from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import BUILT_IN, FactType, Kind
from pointsman.engine.literals import Literal, Span
from pointsman.engine.selectors import GroupEntry, Selector
from pointsman.engine.slots import NUMBER_PLACES

_OWN_KINDS: Final = {"choice": Kind.CHOICE, "text": Kind.TEXT, "number": Kind.NUMBER}
_ENDS: Final = {Kind.MCC: 9999, Kind.WEEKDAY: 6, Kind.HOUR: 23, Kind.DATE: date.max.toordinal()}
_NUMERIC: Final = frozenset({*_ENDS, Kind.MONEY, Kind.POINTS, Kind.NUMBER})
_FACT_OF_ENTRY: Final = {
    "id": "merchant.id",
    "acquirer": "acquirer",
    "terminal": "terminal",
    "mcc": "mcc",
}
_DECIDED: Final = Names(frozenset({"purchase", "purchase_with_cashback"}))
_AT_MOST: Final = {"<": 1, "<=": 0}
_AT_LEAST: Final = {">": 1, ">=": 0}
_BOUNDS: Final = {"over": ">", "at_least": ">=", "under": "<", "at_most": "<="}


@frozen
class BoxMaker:
    """Makes boxes for one program."""

    rules: r.Rules
    facts: Mapping[str, FactType] = field(init=False)
    groups: Mapping[str, r.Group] = field(init=False)

    @facts.default
    def _all_facts(self) -> Mapping[str, FactType]:
        own = [
            FactType(fact.name, _OWN_KINDS[fact.type], "account.facts", fact.values or ())
            for fact in self.rules.facts or ()
        ]
        return {**BUILT_IN, **{fact.name: fact for fact in own}}

    @groups.default
    def _all_groups(self) -> Mapping[str, r.Group]:
        return {group.name: group for group in self.rules.groups or ()}

    def decided(self) -> Box:
        """What the first stage lets through: purchases of more than nothing, in effect."""
        facts: dict[str, Values] = {"amount": Numbers.of([(1, NO_END)]), "processing": _DECIDED}
        effective = self.rules.effective
        if effective is not None:
            first = date.fromisoformat(effective.from_).toordinal()
            last = date.fromisoformat(effective.to).toordinal() if effective.to else NO_END
            facts["date"] = Numbers.of([(first, last)])
        return Box(facts)

    def filter(self, each: r.Filter) -> Box:
        """The box of one filter. A balance filter that an external bank leaves unchecked has none."""
        if each.purchase is not None:
            return self._purchase(each.purchase)
        if each.balance is not None:
            return self._balance(each.balance)
        if each.mcc is not None:
            return self._allowed("mcc", each.mcc.only, each.mcc.except_)
        if each.country is not None:
            return self._allowed("country", each.country.only, each.country.except_)
        if each.merchant is not None:
            only, excluded = each.merchant.only, each.merchant.except_
            return self._merchant(only or excluded or (), positive=excluded is None)
        return self.condition(each.require.condition) if each.require is not None else Box()

    def override(self, each: r.Override) -> Box:
        """The box of what an override is for: its selector and its condition."""
        parts = []
        if each.for_ is not None:
            parts.append(self._selected(each.for_))
        if each.when is not None:
            parts.append(self.condition(each.when))
        return every(parts)

    def condition(self, condition: written.Condition, *, positive: bool = True) -> Box:
        """The box of a condition being true; false (and so known), unless `positive`."""
        match condition:
            case written.All(parts):
                return self._chain(parts, every=positive, positive=positive)
            case written.Any(parts):
                return self._chain(parts, every=not positive, positive=positive)
            case written.Not(part):
                return self.condition(part, positive=not positive)
            case written.MerchantIn(included, excluded):
                listed = included if included is not None else excluded or ()
                return self._merchant(listed, positive=positive == (excluded is None))
            case written.Likeness(fact, op, pattern):
                return self._like(fact, pattern, positive=positive == (op == "like"))
            case written.Membership(fact, op, values):
                return self._listed(fact, values, positive=positive == (op == "in"))
            case written.Comparison(fact, op, value):
                return self._compared(fact, op, value, positive=positive)

    def _chain(self, parts: Iterable[written.Condition], *, every: bool, positive: bool) -> Box:
        boxes = [self.condition(part, positive=positive) for part in parts]
        return _every(boxes) if every else some(boxes)

    def _purchase(self, bound: r.PurchaseFilter) -> Box:
        return _every(
            self._compared("amount", op, getattr(bound, name), positive=True)
            for name, op in _BOUNDS.items()
            if getattr(bound, name) is not None
        )

    def _balance(self, bound: r.BalanceFilter) -> Box:
        """In a `whole` program a bound is whole too, so rounding the balance down changes nothing."""
        if self.rules.bank is r.Bank.EXTERNAL:
            return Box()
        box = self._compared("balance", ">=", bound.at_least or 0, positive=True)
        return box if bound.worth_at_least is None else Box(box.facts, exact=False)

    def _allowed(
        self,
        fact: str,
        only: Sequence[Literal | Span] | None,
        excluded: Sequence[Literal | Span] | None,
    ) -> Box:
        return self._listed(fact, only or excluded or (), positive=excluded is None)

    def _selected(self, selector: r.OverrideFor) -> Box:
        if selector.merchant is not None:
            return self._merchant(selector.merchant, positive=True)
        if selector.cross_border is not None:
            return self._listed("cross_border", (True,), positive=True)
        return _every(
            self._listed(fact, values, positive=True)
            for fact in ("mcc", "product", "country")
            if (values := getattr(selector, fact)) is not None
        )

    def _compared(self, fact: str, op: str, value: Literal, *, positive: bool) -> Box:
        if op in {"=", "!="}:
            return self._listed(fact, (value,), positive=positive == (op == "="))
        number = _number(self.facts[fact].kind, value)
        if op in _AT_MOST:
            numbers = Numbers.of([(0, number - _AT_MOST[op])])
        else:
            numbers = Numbers.of([(number + _AT_LEAST[op], NO_END)])
        return self._fact(fact, numbers, positive=positive)

    def _listed(self, fact: str, values: Iterable[Literal | Span], *, positive: bool) -> Box:
        kind = self.facts[fact].kind
        listed: Values
        if kind in _NUMERIC:
            listed = Numbers.of(_range(kind, value) for value in values)
        else:
            listed = Names(frozenset(values))
        return self._fact(fact, listed, positive=positive)

    def _like(self, fact: str, pattern: str, *, positive: bool) -> Box:
        if fact == "merchant.name":
            return self._merchant((Selector(name=pattern),), positive=positive)
        return Box({f"{fact} like {_folded(pattern)}": Names(frozenset({positive}))})

    def _merchant(self, selectors: Iterable[Selector], *, positive: bool) -> Box:
        """A merchant list: about one fact where all its entries are, else about the merchant."""
        entries = [entry for selector in selectors for entry in self._entries(selector)]
        kinds = {kind for kind, _ in entries}
        if len(kinds) == 1 and (fact := _FACT_OF_ENTRY.get(*kinds)) is not None:
            return self._listed(fact, [value for _, value in entries], positive=positive)
        listed = Merchants(frozenset({frozenset(entries)}))
        return Box({"merchant": listed if positive else ~listed})

    def _entries(self, selector: Selector) -> Iterable[tuple[str, Literal | Span]]:
        group = self.groups[selector.group].entries if selector.group is not None else (selector,)
        for entry in group:
            for kind in ("id", "name", "acquirer", "terminal", "mcc"):
                value = getattr(entry, kind, None)
                if value is not None:
                    yield kind, _folded(value) if kind == "name" else value

    def _fact(self, fact: str, values: Values, *, positive: bool) -> Box:
        return Box({fact: (values if positive else ~values) & self._known(fact)})

    def _known(self, fact: str) -> Values:
        """Every value that a fact can have when it is known."""
        ...
