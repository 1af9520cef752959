"""Conditions, code lists and merchant lists as tests over slots."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from pointsman.engine import conditions as written
from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import BUILT_IN, Kind
from pointsman.engine.glob import compile_glob
from pointsman.engine.literals import Literal, Span
from pointsman.engine.plan import (
    AllOf,
    AnyOf,
    Compare,
    Constant,
    Like,
    MerchantTest,
    NotOf,
    Test,
    Within,
)
from pointsman.engine.record import Record
from pointsman.engine.rules import Group
from pointsman.engine.selectors import GroupEntry, Selector
from pointsman.engine.slots import NUMBER_PLACES, SLOT_OF_FACT, Slot

_TEXT_FACTS = {"id": "merchant.id", "acquirer": "acquirer", "terminal": "terminal"}


@frozen(repr=False)
class TestMaker(Record):
    """Makes tests; knows the program's own facts (slot and kind by name) and its groups."""

    own: Mapping[str, tuple[int, Kind]]
    groups: Mapping[str, Group]

    def amount(self, op: str, amount: int) -> Test:
        """A bound on the billing amount, in minor units."""
        return Compare(Slot.AMOUNT, "amount", Kind.MONEY, op, amount)

    def usable_balance(self, points: int) -> Test:
        """A lower bound on the usable balance, in hundredths of a point."""
        return Compare(Slot.USABLE, "balance", Kind.POINTS, ">=", points)

    def unless(self, test: Test, excluded: object | None) -> Test:
        """`except` is the negation of `only` with the same list."""
        return test if excluded is None else NotOf(test)

    def listed(self, fact: str, values: Iterable[Literal | Span], pointer: str = "") -> Within:
        """Membership of a fact in a list of values and ranges."""
        slot, kind = self._slot(fact)
        listed = tuple(_listed(value) for value in values)
        return Within(
            slot=slot,
            fact=fact,
            kind=kind,
            values=frozenset(value for value in listed if not isinstance(value, tuple)),
            spans=tuple(value for value in listed if isinstance(value, tuple)),
            listed=listed,
            pointer=pointer,
        )

    def merchant(self, selectors: Sequence[Selector], pointer: str = "") -> MerchantTest:
        """Whether the merchant is one of a list; groups are spelled out, entries put by kind."""
        entries: list[GroupEntry] = []
        for selector in selectors:
            if selector.group is not None:
                entries.extend(self.groups[selector.group].entries)
            else:
                entries.append(
                    GroupEntry(selector.id, selector.name, selector.acquirer, selector.terminal)
                )
        labels = tuple(map(_label, selectors))
        return MerchantTest(tuple(self._by_kind(entries)), labels, pointer)

    def condition(self, condition: written.Condition, pointer: str) -> Test:
        """A condition of `require` or `when`."""
        match condition:
            case written.All(parts):
                return AllOf(self._parts(parts, f"{pointer}/all"), pointer)
            case written.Any(parts):
                return AnyOf(self._parts(parts, f"{pointer}/any"), pointer)
            case written.Not(part):
                return NotOf(self.condition(part, f"{pointer}/not"), pointer)
            case written.MerchantIn(included, excluded):
                test = self.merchant(included or excluded or (), pointer)
                return self._negate(test, excluded is not None, pointer)
            case written.Membership(fact, op, values):
                return self._negate(self.listed(fact, values, pointer), op == "not in", pointer)
            case written.Likeness(fact, op, pattern):
                like = Like(self._slot(fact)[0], fact, (compile_glob(pattern),), pointer)
                return self._negate(like, op == "not like", pointer)
            case written.Comparison(fact, op, value):
                slot, kind = self._slot(fact)
                return Compare(slot, fact, kind, op, constant(value), pointer)

    def _negate(self, test: Test, negative: bool, pointer: str) -> Test:
        return NotOf(test, pointer) if negative else test

    def _parts(self, parts: Iterable[written.Condition], pointer: str) -> tuple[Test, ...]:
        return tuple(self.condition(part, f"{pointer}/{i}") for i, part in enumerate(parts))

    def _slot(self, fact: str) -> tuple[int, Kind]:
        if fact in self.own:
            return self.own[fact]
        return SLOT_OF_FACT[fact], BUILT_IN[fact].kind

    def _by_kind(self, entries: Sequence[GroupEntry]) -> Iterable[Test]:
        for kind, fact in _TEXT_FACTS.items():
            texts = [text for entry in entries if (text := getattr(entry, kind)) is not None]
            if texts:
                yield self.listed(fact, texts)
        globs = tuple(compile_glob(entry.name) for entry in entries if entry.name is not None)
        if globs:
            yield Like(Slot.MERCHANT_NAME, "merchant.name", globs)
        codes = [entry.mcc for entry in entries if entry.mcc is not None]
        if codes:
            yield self.listed("mcc", codes)


def constant(value: Literal) -> Constant:
    """A typed literal as a slot holds it: own numbers become integers of 10^-18."""
    if not isinstance(value, Exact):
        return value
    scaled = value.scaled(NUMBER_PLACES)
    if scaled is None:
        raise ValueError(f"{value} has more than {NUMBER_PLACES} decimals")
    return scaled


def _listed(value: Literal | Span) -> Constant | tuple[Constant, Constant]:
    if isinstance(value, Span):
        return constant(value.from_), constant(value.to)
    return constant(value)


def _label(selector: Selector) -> str:
    if selector.group is not None:
        return selector.group
    for kind in ("id", "name", "acquirer", "terminal"):
        text = getattr(selector, kind)
        if text is not None:
            return f'{kind} "{text}"'
    raise ValueError("a selector names something")
